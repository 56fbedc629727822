"""Publishing: what stops it, what warns, once only, and nothing slips in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import Refused, VersionNotPublishable
from assessments.actions import editing as actions
from assessments.domain.fingerprint import questionnaire_digest
from assessments.models import Question, TemplateVersion, VersionState
from assessments.queries import build_questionnaire
from outsourcing.audit.models import AuditEvent
from tests.assessments import factories
from tests.assessments.editor.drafts import content, draft, editor
from tests.assessments.factories import NOW, question, section
from tests.assessments.pages.places import text_of
from tests.assessments.test_races import at_once
from tests.people import client_of

PAGE = "/templates/people/edit/publish/"
OPTIONS = [{"key": "a", "label": "A", "value": 0.3}, {"key": "b", "label": "B", "value": 0.6}]
WARNED = {"type": "choice", "options": OPTIONS}


def publish(of: TemplateVersion, *, warnings_read: bool = False) -> TemplateVersion:
    seen = questionnaire_digest(build_questionnaire(of.pk))
    return actions.publish_draft(by=editor(), version=of, seen=seen, warnings_read=warnings_read, now=NOW)


def faulty() -> TemplateVersion:
    """The later question first, on which the other depends; and a number without worth that has a weight."""
    of = draft(section("s", question("one", factories.YES_NO), question("two")), key="people")
    when = {"question_key": "one", "rule": "equals", "operand": "yes"}
    save(of, "two", condition=when)
    actions.move_question(by=editor(), version=of, key="two", section_key="s", place=1)
    save(of, "one", format={"type": "number", "points": []}, weight=3)
    return of


def save(of: TemplateVersion, key: str, **changed: object) -> None:
    actions.save_question(by=editor(), version=of, key=key, content=content(of, key, **changed), base=None)


@pytest.mark.django_db
def test_a_draft_is_published_and_the_one_before_retired() -> None:
    of = draft(section("s", question("one")), key="people")
    admin = client_of("template_admin")
    seen = re.search(r'name="seen" value="(\w+)"', admin.get(PAGE).content.decode())
    assert seen

    reply = admin.post(PAGE, {"seen": seen[1]}, follow=True)

    assert "Version 2 is in use from now on." in text_of(reply)
    states = TemplateVersion.objects.filter(template=of.template).order_by("number")
    assert [version.state for version in states] == [VersionState.RETIRED, VersionState.PUBLISHED]
    assert AuditEvent.objects.filter(action="version.published").count() == 2


@pytest.mark.django_db
def test_what_is_wrong_is_said_where_with_a_way_there() -> None:
    faulty()

    page = client_of("template_admin").get(PAGE)
    said = text_of(page)

    assert "2 things stop it" in said
    assert "The condition names a question that is asked later." in said
    assert 'href="/templates/people/edit/questions/two/"' in page.content.decode()
    assert "Set the weight to 0." in said
    assert 'name="seen"' not in page.content.decode()


@pytest.mark.django_db
def test_faults_stop_publishing() -> None:
    of = faulty()

    with pytest.raises(VersionNotPublishable):
        publish(of, warnings_read=True)

    of.refresh_from_db()
    assert of.state == VersionState.DRAFT


@pytest.mark.django_db
def test_warnings_must_be_read() -> None:
    of = draft(section("s", question("one", WARNED)), key="people")

    with pytest.raises(actions.Unread, match="warnings"):
        publish(of)

    assert publish(of, warnings_read=True).state == VersionState.PUBLISHED


@pytest.mark.django_db
def test_only_what_was_seen_is_published() -> None:
    of = draft(key="people")
    seen = questionnaire_digest(build_questionnaire(of.pk))
    save(of, "pace", weight=9)

    with pytest.raises(actions.Unread, match="changed meanwhile"):
        actions.publish_draft(by=editor(), version=of, seen=seen, warnings_read=True, now=NOW)


@pytest.mark.django_db
def test_a_checklist_in_which_nothing_counts_is_not_published() -> None:
    of = draft(section("s", question("one")))
    save(of, "one", weight=0)

    with pytest.raises(VersionNotPublishable, match="Nothing counts"):
        publish(of)


@pytest.mark.django_db
def test_a_condition_on_a_removed_question_stops_publishing() -> None:
    of = draft(section("s", question("one", factories.YES_NO), question("two")), key="people")
    save(of, "two", condition={"question_key": "one", "rule": "equals", "operand": "yes"})
    actions.remove_question(by=editor(), version=of, key="one", now=NOW)

    with pytest.raises(VersionNotPublishable, match="does not exist"):
        publish(of)

    page = client_of("template_admin").get("/templates/people/edit/questions/two/")
    assert page.status_code == 200


@pytest.mark.django_db
def test_publishing_costs_as_many_queries_for_300_questions_as_for_three() -> None:
    sections = [section(f"s{n}", *(question(f"q{n}-{m}") for m in range(30))) for n in range(10)]
    counted = []
    for of in (draft(), draft(*sections)):
        with CaptureQueriesContext(connection) as captured:
            publish(of, warnings_read=True)
        counted.append(len(captured))

    assert counted[0] == counted[1]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_publishes() -> None:
    of = draft()

    outcomes = at_once(*[lambda: publish(of, warnings_read=True)] * 3)

    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(refused) == 2
    assert AuditEvent.objects.filter(action="version.published").count() == 2
    assert TemplateVersion.objects.filter(state=VersionState.PUBLISHED).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_no_question_slips_into_a_version_while_it_is_published(attempt: int) -> None:
    of = draft()
    section_id = of.sections.get(key="leaders").pk

    def slip(number: int) -> Callable[[], Any]:
        # Past every action, as a careless script would write.
        row = Question(version_id=of.pk, section_id=section_id, key=f"slipped-{number}", position=50 + number)
        row.text, row.weight, row.format, row.sides = "Slipped in", 1, factories.SCALE, ["evaluator"]
        return lambda: Question.objects.bulk_create([row])

    outcomes = at_once(lambda: publish(of, warnings_read=True), *(slip(number) for number in range(4)))

    of.refresh_from_db()
    if of.state == VersionState.PUBLISHED:
        assert of.digest == questionnaire_digest(build_questionnaire(of.pk))
    failed = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert all(isinstance(outcome, Refused | DatabaseError) for outcome in failed)


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_a_draft_at_once_share_it() -> None:
    template = factories.published().template
    by = editor()

    outcomes = at_once(*[lambda: actions.begin_draft(by=by, template=template)] * 3)

    assert len({outcome.pk for outcome in outcomes}) == 1


@pytest.mark.django_db(transaction=True)
def test_questions_added_at_once_are_all_there() -> None:
    of = draft()
    by = editor()

    outcomes = at_once(*[lambda: actions.add_question(by=by, version=of, section_key="leaders")] * 4)

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert Question.objects.filter(version=of, section__key="leaders").count() == 5
