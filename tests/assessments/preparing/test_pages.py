"""The page that says whether both sides are prepared, and the page of one preparation."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments.actions.preparing import assign_preparation, finish_preparation, remove_rule
from assessments.actions.preparing.settling import Proof
from assessments.models import Assessment, Preparation, PreparationRule
from tests.assessments.culture import world as culture
from tests.assessments.factories import NOW
from tests.assessments.preparing.world import FORM, PATH, TRY, WALK, WRITE, Prepared, prepared
from tests.files import samples
from tests.people import client_of, person, signed_in

pytestmark = pytest.mark.django_db
FIRST_LINE = (
    "Not yet: 1 of 7 done (14 %). "
    "4 that critical gaps ask for are missing; until then a choice is conditional."
)


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def at(of: Prepared, title: str, move: str = "") -> str:
    return f"{of.page}{of.of(title).pk}/{move}"


def lead(of: Prepared) -> Client:
    return signed_in(of.six.lead)


def test_the_first_line_answers_and_each_gap_says_what_it_asks_for() -> None:
    of = prepared()

    text = said(lead(of), of.page)

    assert FIRST_LINE in text
    assert "critical gap" in text
    assert "Agree what must be in writing before work on it begins" in text
    assert "Both sides stand at the silent end" in text
    for title in (WRITE, TRY, WALK, FORM, PATH):
        assert title in text
    assert "Kaveri" in text
    assert "before the decision · proof: A note" in text
    assert "5 that are open have no owner yet" in text
    assert "told 100" in text
    assert "Counts as prepared: two of three situations or more are told right." in text
    assert "Not prepared yet: fewer than two of three situations are told right." in text


def test_before_three_of_each_side_it_teaches() -> None:
    six = culture.opened(of_each=1)

    text = said(signed_in(six.lead), f"/assessments/{six.assessment.pk}/preparations/")

    assert "Not known yet: each side needs three people who handed in their answers." in text
    assert "Nothing is to be prepared yet" in text
    assert "Share with the provider" not in text


def test_filters_live_in_the_address() -> None:
    of = prepared()
    client = lead(of)
    finish_preparation(by=of.by, preparation=of.of(WALK), proof=Proof(note="Done"), now=NOW)
    assign_preparation(
        by=of.by, preparation=of.of(FORM), owner=of.by, due_on=timezone.localdate() - timedelta(days=1)
    )
    Preparation.objects.exclude(title=FORM).update(due_on=timezone.localdate() + timedelta(days=9))

    def titles(query: str) -> set[str]:
        text = said(client, f"{of.page}?{query}")
        return {title for title in (WRITE, TRY, WALK, FORM, PATH) if title in text}

    assert titles("who=mine") == {FORM}
    assert titles("state=overdue") == {FORM}
    assert titles("state=done") == {WALK}
    assert titles("who=provider") == {WALK, WRITE, TRY, PATH}
    assert titles("before=decision&who=sponsor") == {FORM, PATH}
    assert titles("state=nonsense&before=%00") == {WRITE, TRY, WALK, FORM, PATH}
    assert "No preparation matches" in said(client, f"{of.page}?state=not_needed")


def test_a_gap_without_anything_planned_says_so() -> None:
    of = prepared()
    for rule in PreparationRule.objects.filter(question_key="words"):
        remove_rule(by=of.by, rule=rule)
    of.read()

    text = said(lead(of), of.page)

    assert "Nothing is planned for this gap" in text
    assert of.figures.told["unplanned"] == ["Explicit or implicit communication"]
    assert "1 that a critical gap asks for is missing" in text


def test_one_is_done_with_a_note_a_link_and_a_file_and_taken_back() -> None:
    of = prepared()
    client = lead(of)
    file = samples.upload(samples.pdf("walk"), "walk.pdf")

    done = client.post(
        at(of, WALK, "done/"),
        {"note": "Went through ticket 12.", "link": "https://kaveri.example/12", "file": file},
        follow=True,
    )

    assert done.redirect_chain == [(of.page, 302)]
    text = " ".join(done.content.decode().split())
    assert f"Done: “{WALK}”." in text
    assert f'action="{at(of, WALK, "reopen/")}"' in text
    assert "done by Marieke Kuipers" in text
    assert "Not yet: 2 of 7 done" in text
    one = said(client, at(of, WALK))
    assert "Went through ticket 12." in one
    assert 'href="https://kaveri.example/12"' in one
    kept = client.get(at(of, WALK, "file/"))
    assert kept.headers["Content-Disposition"] == 'attachment; filename="walk.pdf"'
    client.post(at(of, WALK, "reopen/"))
    assert of.of(WALK).state == "open"
    assert "Went through ticket 12." in said(client, at(of, WALK))


@pytest.mark.parametrize(
    ("move", "sent", "words"),
    [
        ("done/", {"note": " "}, "Say what was done, or attach a file or a link that shows it."),
        ("done/", {"link": "javascript:alert(1)"}, "Enter a valid URL."),
        ("not-needed/", {"reason": ""}, "Say why it is not needed; the reason is kept."),
        ("owner/", {"owner": "", "due_on": "2001-01-01"}, "Give a day from today to two years ahead."),
        ("owner/", {"owner": "user:987654", "due_on": "2027-01-01"}, "Select a valid choice."),
    ],
)
def test_what_is_missing_is_said_and_nothing_moves(move: str, sent: dict[str, str], words: str) -> None:
    of = prepared()

    answer = lead(of).post(at(of, WALK, move), sent)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert of.of(WALK).state == "open"


def test_a_file_that_lies_about_itself_is_refused_in_words() -> None:
    of = prepared()

    answer = lead(of).post(at(of, WALK, "done/"), {"file": samples.upload(samples.EXE, "notes.pdf")})

    assert answer.status_code == 422
    assert "This is a program. Programs are not taken" in answer.content.decode()


def test_whoever_comes_second_is_told_and_what_they_typed_is_not_lost() -> None:
    of = prepared()
    finish_preparation(by=of.by, preparation=of.of(WALK), proof=Proof(note="Mine"), now=NOW)

    answer = lead(of).post(at(of, WALK, "done/"), {"note": "Mine too"})

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Marieke Kuipers settled this already: done. Nothing was changed." in text
    assert "Mine too" in text
    assert of.of(WALK).note == "Mine"


def test_an_owner_does_it_and_hands_nothing_on() -> None:
    of = prepared()
    jo = person("evaluator", name="Jo Blum")
    due = timezone.localdate() + timedelta(days=5)
    handed = lead(of).post(at(of, FORM, "owner/"), {"owner": f"user:{jo.pk}", "due_on": due}, follow=True)
    assert "Jo Blum, due" in " ".join(handed.content.decode().split())
    client = signed_in(jo)

    assert "Who, and until when" not in said(client, at(of, FORM))
    assert client.post(at(of, FORM, "owner/"), {"owner": "", "due_on": due}).status_code == 404
    assert client.post(at(of, WALK, "done/"), {"note": "Not mine"}).status_code == 404
    assert client.post(at(of, FORM, "not-needed/"), {"reason": "In the contract"}).status_code == 302
    assert (of.of(FORM).state, of.of(FORM).reason) == ("not_needed", "In the contract")


def test_whoever_still_rates_alone_sees_nothing_of_it() -> None:
    six = culture.opened(of_each=4)
    fourth, _response = six.ours.pop()
    six.theirs.pop()
    of = prepared(six=six)

    text = said(signed_in(fourth), of.page)

    assert "You still rate yourself." in text
    assert WALK not in text
    assert "critical" not in text
    assert signed_in(fourth).get(at(of, WALK)).status_code == 404


def test_while_names_are_hidden_nothing_of_it_is_told() -> None:
    of = prepared()
    user, _response = of.six.ours[0]
    Assessment.objects.filter(pk=of.assessment.pk).update(names_hidden=True, alias="Provider K72")

    text = said(signed_in(user), of.page)

    assert WALK not in text
    assert signed_in(user).get(at(of, WALK)).status_code == 404
    assert WALK in said(lead(of), of.page)


def test_strangers_find_nothing_and_readers_change_nothing() -> None:
    of, other = prepared(), prepared()
    stranger, executive = client_of("evaluator"), client_of("executive")

    assert stranger.get(of.page).status_code == 404
    assert stranger.get(at(of, WALK)).status_code == 404
    assert FIRST_LINE in said(executive, of.page)
    assert '<form method="post"' not in said(executive, at(of, WALK)).split("<main", 1)[1]
    assert executive.post(at(of, WALK, "done/"), {"note": "Done"}).status_code == 404
    crossed = f"{of.page}{other.of(WALK).pk}/"
    assert lead(of).get(crossed).status_code == 404
    assert lead(of).post(f"{other.page}share/").status_code == 404


def test_many_preparations_cost_as_little_as_few(django_assert_max_num_queries: Any) -> None:
    of = prepared()
    client = lead(of)
    said(client, of.page)
    with django_assert_max_num_queries(30) as few:
        said(client, of.page)
    template = of.assessment.version.template
    for number in range(20):
        rule = PreparationRule.objects.create(
            template=template,
            question_key="words",
            occasion="minor",
            title=f"One more {number}",
            side="both",
            before="start",
            position=10 + number,
        )
        assert rule.pk
    of.read()

    with django_assert_max_num_queries(len(few.captured_queries)):
        assert "One more 19" in said(client, of.page)


def test_the_ways_in_lead_there() -> None:
    of = prepared()
    client = lead(of)
    provider = of.assessment.subject.provider
    assert provider

    assert f'href="{of.page}"' in said(client, of.six.page)
    assert f'href="{of.page}"' in said(client, f"/assessments/{of.assessment.pk}/")


def test_the_primer_is_at_hand_where_both_views_are_filled() -> None:
    six = culture.opened(of_each=1)
    user, response = six.ours[0]

    text = said(signed_in(user), f"/assessments/{six.assessment.pk}/answer/{response.pk}/")

    assert "No end of a scale is better, and nothing is inferred from a country." in text
    assert 'href="/ways-of-working/"' in text
