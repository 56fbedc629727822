"""The library of checklists, and what assessments put into the shell."""

from datetime import date, timedelta

import pytest

from assessments.actions import load_checklist
from assessments.models import Assessment
from assessments.views import entries
from outsourcing.actors import SYSTEM
from tests.assessments import factories
from tests.assessments.pages.places import filling, text_of
from tests.people import client_of, person

pytestmark = pytest.mark.django_db

ATTRITION = {"type": "percentage", "points": [{"x": 8, "value": 1}, {"x": 30, "value": 0}]}
DRAFTED = [{"key": "both", "label": "both drafted", "value": 0.6}, {"key": "no", "label": "no", "value": 0}]
PROFILE = {"type": "choice", "options": DRAFTED}


def version_page(*questions: object) -> str:
    factories.published(factories.section("people", *questions, weight=2), key="people")  # type: ignore[arg-type]
    return text_of(client_of("evaluator").get("/templates/people/v1/"))


def test_the_library_groups_checklists_by_what_they_feed() -> None:
    factories.published(key="people")
    data = factories.checklist(key="readiness", purpose="readiness")
    load_checklist(by=SYSTEM, data=data, position=2, now=factories.NOW)

    said = text_of(client_of("evaluator").get("/templates/"))

    assert said.index("Provider fit") < said.index("People") < said.index("Sponsor readiness")
    assert "3 questions in 2 sections" in said


def test_a_value_function_is_said_in_words() -> None:
    said = version_page(factories.question("attrition", ATTRITION))

    assert "8 % or less earns 100, 30 % or more earns 0" in said


def test_options_stand_with_what_they_earn() -> None:
    assert "<dt>60</dt><dd>both drafted</dd>" in version_page(factories.question("profile", PROFILE))


def test_weights_stand_with_their_share_of_the_whole() -> None:
    said = version_page(factories.question("one", weight=3), factories.question("two", weight=1))

    assert "<b>3</b><span>75.0" in said
    assert "<b>1</b><span>25.0" in said


def test_a_knockout_stands_with_its_sentence() -> None:
    said = version_page(factories.question("bench", factories.YES_NO, knockout=factories.BENCH))

    assert "knock-out: “No”" in said
    assert "The board reads: “There is no reserve.”" in said


@pytest.mark.parametrize("address", ["/templates/people/v2/", "/templates/nothing/v1/"])
def test_a_version_that_is_not_there(address: str) -> None:
    factories.published(key="people")

    assert client_of("evaluator").get(address).status_code == 404


def test_the_library_is_for_those_who_may_read_it() -> None:
    assert client_of("administrator").get("/templates/").status_code == 403


def test_the_inbox_says_what_to_finish_and_by_when() -> None:
    place = filling()
    place.save("pace", "4")
    due = date(2026, 11, 30)
    Assessment.objects.update(due_on=due)

    [item] = entries.inbox(place.lead.as_actor(), due - timedelta(days=7))

    assert str(item.title) == "Finish: People of Kaveri"
    assert str(item.detail).endswith(" · Evaluator · 1 of 3 answered")
    assert (item.url, item.due) == (place.page, due)


def test_a_submitted_response_leaves_the_inbox() -> None:
    place = filling()
    place.client.post(f"{place.page}submit/")

    assert entries.inbox(place.lead.as_actor(), date(2026, 11, 23)) == []


def test_the_search_finds_assessments_checklists_and_questions() -> None:
    place = filling(factories.section("recruiting", factories.question("kaveri-pace")))

    hits = entries.search(place.lead.as_actor(), "kaveri")

    assert [str(hit.kind_label) for hit in hits] == ["Assessment", "Question"]


def test_the_search_shows_nothing_foreign() -> None:
    filling()

    hits = entries.search(person("evaluator").as_actor(), "kaveri")

    assert "Assessment" not in [str(hit.kind_label) for hit in hits]


def test_a_provider_shows_its_assessments_on_the_matching_tab() -> None:
    lead = person("procurement_lead")
    version = factories.published(key="people")
    assessed = factories.assessment(by=lead.as_actor(), version=version)
    tabs = {tab.key: tab for tab in entries.tabs()}

    def rows(key: str) -> list[object]:
        context = tabs[key].context(lead.as_actor(), assessed.subject.provider, date(2026, 11, 23))
        shown = context["rows"]
        assert isinstance(shown, list)
        return shown

    assert (len(rows("people")), len(rows("culture"))) == (1, 0)


def test_the_tab_is_a_page() -> None:
    place = filling()
    provider = place.assessment.subject.provider
    assert provider is not None

    said = text_of(place.client.get(f"/providers/{provider.pk}/people/"))

    assert "Nothing was assessed here yet" in said
    assert f'/assessments/new/?provider={provider.pk}"' in said
