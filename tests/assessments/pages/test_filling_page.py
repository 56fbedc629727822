"""The filling page, the reading page and the history of an answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import cancel_assessment, submit_response
from assessments.domain.questionnaire import Side
from assessments.models import Capability
from outsourcing.actors import SYSTEM
from tests.assessments import factories
from tests.assessments.pages.places import Filling, Json, colleague, filling, text_of
from tests.people import client_of, person, signed_in

pytestmark = pytest.mark.django_db

OPTIONS = [{"key": "a", "label": "Alpha", "value": 1}, {"key": "b", "label": "Beta", "value": 0}]
FALLING = [{"x": 8, "value": 1}, {"x": 30, "value": 0}]
FORMATS: dict[str, Json] = {
    "scale": {"type": "scale", "levels": 5, "anchors": [{"level": 5, "text": "proven"}]},
    "partly": {"type": "yes_no", "partly": True},
    "one": {"type": "choice", "options": OPTIONS},
    "several": {"type": "choice", "several": True, "options": OPTIONS},
    "number": {"type": "number", "unit": "days", "minimum": 0, "points": FALLING},
    "share": {"type": "percentage", "points": FALLING},
    "day": {"type": "date", "points": FALLING},
    "rated": {"type": "text", "rated": True},
    "hand": {"type": "measured", "source": "roster.attrition", "by_hand": True, "answer": {"type": "yes_no"}},
}
PAGES = ["", "read/", "submit/", "receipt/", "questions/pace/", "questions/pace/history/"]


def every_kind() -> Filling:
    questions = [factories.question(key, answer) for key, answer in FORMATS.items()]
    return filling(factories.section("kinds", *questions, factories.question("free", factories.NOTE, 0)))


def test_every_kind_of_answer_has_its_control() -> None:
    place = every_kind()

    said = text_of(place.client.get(place.page))

    for control in (
        '<input type="radio" name="value" value="5"><b>5</b> <span>proven</span>',
        '<input type="radio" name="value" value="partly"><b>Partly</b>',
        '<input type="radio" name="value" value="a"><b>Alpha</b>',
        '<input type="checkbox" name="value" value="a"><b>Alpha</b>',
        '<span class="input-group-text">days</span>',
        '<span class="muted small">0 or more</span>',
        'type="date" name="value"',
        '<textarea class="form-control" name="value"',
        "Rate what was written or told against the levels",
        "Measured by Parity once the data are in; until then it is entered by hand.",
    ):
        assert control in said, control


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("scale", "5", "5 – proven"),
        ("partly", "partly", "Partly"),
        ("several", ["a", "b"], "Alpha, Beta"),
        ("number", "2,5", "2.5\xa0days"),
        ("share", "12.5", "12.5\xa0%"),
        ("day", "2026-03-01", "1 Mar 2026"),
        ("free", "Two lines\nof text", "Two lines of text"),
    ],
)
def test_an_answer_is_read_in_words(key: str, value: object, shown: str) -> None:
    place = every_kind()
    place.save(key, value)

    assert f'<p class="given">{shown}</p>' in " ".join(
        place.client.get(f"{place.page}read/").content.decode().replace("\n", " ").split(" ")
    )


def test_a_mirror_says_that_no_end_is_good() -> None:
    lead = person("procurement_lead")
    assessed = factories.assessment(
        factories.section("ways", factories.question("news", factories.MIRROR)),
        by=lead.as_actor(),
        opening_sides=["sponsor", "provider"],
    )
    response = factories.response_of(assessed, Side.SPONSOR)

    reply = signed_in(lead).get(f"/assessments/{assessed.pk}/answer/{response.pk}/")

    assert "No end is good or bad: say where your own side really stands." in text_of(reply)


def test_what_others_said_stands_with_the_question() -> None:
    told = "They raised it first."
    lead = person("procurement_lead")
    assessed = factories.assessment(
        factories.section("leaders", factories.question("story", factories.TEXT, sides=["provider"])),
        by=lead.as_actor(),
        opening_sides=["provider", "evaluator"],
    )
    factories.answered(factories.response_of(assessed, Side.PROVIDER), "story", told)
    response = factories.response_of(assessed)

    said = text_of(signed_in(lead).get(f"/assessments/{assessed.pk}/answer/{response.pk}/"))

    assert f"<p>{told}</p><footer>Provider</footer>" in said


def test_a_question_that_is_not_asked_now_is_hidden() -> None:
    condition = {"question_key": "bench", "rule": "equals", "operand": "yes"}
    place = filling(
        factories.section(
            "bench",
            factories.question("bench", factories.YES_NO),
            factories.question("size", condition=condition),
        )
    )

    pk = factories.question_of(place.assessment, "size").pk

    assert 'data-not-asked="size"' in text_of(place.save("bench", "no"))
    assert f'id="q-{pk}" data-question="size" hidden>' in text_of(place.client.get(place.page))
    assert 'data-not-asked=""' in text_of(place.save("bench", "yes", version=1))
    assert f'id="q-{pk}" data-question="size">' in text_of(place.client.get(place.page))


def test_a_knockout_is_said_in_words() -> None:
    place = filling()

    assert "knock-out: “No”" in text_of(place.client.get(place.page))


def test_a_submitted_response_is_read_not_filled() -> None:
    place = filling()
    place.save("pace", "4")
    submit_response(by=place.lead.as_actor(), response=place.response, now=factories.NOW)

    assert place.client.get(place.page)["Location"] == f"{place.page}read/"
    said = text_of(place.client.get(f"{place.page}read/"))
    assert "Submitted by Marieke Kuipers, 23 Nov 2026, 14:02 UTC." in said
    assert "<form id=" not in said


def test_a_cancelled_assessment_is_read_not_filled() -> None:
    place = filling()
    cancel_assessment(by=SYSTEM, assessment=place.assessment, reason="The need is gone.", now=factories.NOW)

    assert place.client.get(place.page).status_code == 302
    assert "The need is gone." in text_of(place.client.get(f"{place.page}read/"))


def test_a_reader_is_led_to_the_reading_page() -> None:
    reader = colleague(filling(), Capability.READ)
    page = reader.client.get(f"{reader.page}read/")

    assert reader.client.get(reader.page)["Location"] == f"{reader.page}read/"
    assert page.status_code == 200
    assert "data-answer" not in page.content.decode()


def test_an_auditor_reads_without_any_control() -> None:
    place = filling()

    said = text_of(client_of("auditor").get(f"{place.page}read/"))

    assert "Pace" not in said
    assert "data-answer" not in said
    assert ">Answer</a>" not in said


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_can_tell_that_it_exists(page: str) -> None:
    place = filling()
    stranger = client_of("evaluator")

    assert stranger.get(f"{place.page}{page}").status_code == 404
    assert stranger.get(f"/assessments/999999/answer/999999/{page}").status_code == 404


def test_the_history_tells_every_wording() -> None:
    place = filling()
    place.save("pace", "2", note="By phone.")
    colleague(place).save("pace", "5", version=1)

    said = text_of(place.client.get(f"{place.question('pace')}history/"))

    newest = said.index("Jonas Okafor</strong> answered")
    oldest = said.index("Marieke Kuipers</strong> answered")
    assert newest < said.index("<del>2</del> <ins>5</ins>") < oldest
    assert "By phone." in said[oldest:]


def test_a_hundred_questions_fit_one_page() -> None:
    anchors = [
        {"level": level, "text": "Shares facts early, builds on the other side"} for level in range(1, 6)
    ]
    scale = {"type": "scale", "levels": 5, "anchors": anchors}
    sections = [
        factories.section(
            f"part{part}",
            *(
                factories.question(f"q{part}-{number}", scale, proof="Dated records for the last 12 months")
                for number in range(10)
            ),
        )
        for part in range(10)
    ]
    place = filling(*sections)
    place.client.get(place.page)

    with CaptureQueriesContext(connection) as queries:
        page = place.client.get(place.page)

    assert len(page.content) <= 300_000
    assert len(queries) <= 15
