"""The pages of a project: begin it, bring providers and people in, and agree on knock-outs."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from assessments.actions import cancel_assessment
from assessments.models import Assessment
from assessments.queries import visible_assessments
from outsourcing.ui.registry import hits_for, inbox_of
from selection.models import Candidacy, CandidacyAssessment, KnockoutSwitch, Project, ProjectMember
from selection.views.entries import running, to_decide
from tests.people import client_of, person, signed_in
from tests.providers.factories import provider
from tests.selection.factories import (
    FULL,
    NEED,
    NOW,
    PLAIN,
    World,
    assessment_of,
    candidate,
    load_checklists,
    template,
    work_off,
    world,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
TYPED = {"need": NEED, "name": "Phase III", "agreed_fit": "65", "agreed_readiness": "75", "decision_on": ""}


def url(of: World, name: str, *more: int) -> str:
    return reverse(f"selection:{name}", args=[of.project.pk, *more])


def test_a_project_begins_with_its_need_and_the_usual_weights() -> None:
    load_checklists()
    lead = person("procurement_lead")

    answer = signed_in(lead).post(reverse("selection:create"), TYPED)

    project = Project.objects.get()
    assert answer.headers["Location"] == reverse("selection:project", args=[project.pk])
    assert (project.owner, project.need, project.agreed_fit) == (lead, NEED, 65)
    assert [row.template.key for row in project.weights.all()] == ["culture", "people"]
    assert {row.weight for row in project.weights.all()} == {15}


@pytest.mark.parametrize(
    ("field", "typed"),
    [("need", "Cheaper"), ("need", ""), ("name", ""), ("agreed_fit", "101"), ("agreed_readiness", "-1")],
)
def test_what_is_refused_is_named_and_kept(field: str, typed: str) -> None:
    answer = client_of("procurement_lead").post(reverse("selection:create"), {**TYPED, field: typed})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert answer.content.decode().count("What you typed is kept.") == 1
    assert not Project.objects.exists()


def test_a_need_can_be_sharpened() -> None:
    of = world()

    signed_in(of.lead).post(url(of, "edit"), {**TYPED, "need": NEED + " In two languages."})

    assert Project.objects.get().need.endswith("In two languages.")


def test_a_provider_is_added_with_new_and_existing_assessments() -> None:
    of, other = world(), world("Finance shared services")
    kaveri = provider("Kaveri Research")
    before = candidate(other, "", FULL, who=kaveri)
    reused = assessment_of(before, "culture")
    signed_in(other.lead).post(url(other, "add_member"), {"user": of.lead.pk, "role": "lead"})
    typed = {
        f"template_{template('culture').pk}": str(reused.pk),
        f"template_{template('people').pk}": "new",
        "due_on": "2026-12-02",
    }

    answer = signed_in(of.lead).post(f"{url(of, 'add_candidate')}?provider={kaveri.pk}", typed)

    assert answer.status_code == 302
    added = Candidacy.objects.get(project=of.project)
    assert assessment_of(added, "culture") == reused
    opened = assessment_of(added, "people")
    assert (opened.due_on, opened.title) == (date(2026, 12, 2), "People: Kaveri Research")
    assert Project.objects.get(pk=of.project.pk).state == "active"


def test_an_assessment_that_one_does_not_see_cannot_be_pinned() -> None:
    of, other = world(), world("Finance shared services")
    kaveri = provider("Kaveri Research")
    foreign = assessment_of(candidate(other, "", FULL, who=kaveri), "culture")
    typed = {
        f"template_{template('culture').pk}": str(foreign.pk),
        f"template_{template('people').pk}": "none",
    }

    answer = signed_in(of.lead).post(f"{url(of, 'add_candidate')}?provider={kaveri.pk}", typed)

    assert answer.status_code == 200
    assert not Candidacy.objects.filter(project=of.project).exists()


def test_an_assessment_that_one_may_only_read_cannot_be_passed_on_to_another_project() -> None:
    of, other = world(), world("Finance shared services")
    kaveri = provider("Kaveri Research")
    read = assessment_of(candidate(other, "", FULL, who=kaveri), "culture")
    signed_in(other.lead).post(url(other, "add_member"), {"user": of.lead.pk, "role": "executive"})
    typed = {f"template_{template('culture').pk}": str(read.pk), f"template_{template('people').pk}": "none"}

    answer = signed_in(of.lead).post(f"{url(of, 'add_candidate')}?provider={kaveri.pk}", typed)

    assert visible_assessments(of.lead.as_actor()).filter(pk=read.pk).exists()
    assert answer.status_code == 200
    assert not Candidacy.objects.filter(project=of.project).exists()


def test_a_cancelled_assessment_no_longer_counts_and_can_be_replaced() -> None:
    of = world()
    added = candidate(of, "Meridian Clinical", FULL)
    work_off()
    lead = of.lead.as_actor()
    cancel_assessment(by=lead, assessment=assessment_of(added, "culture"), reason="Wrong site", now=NOW)
    typed = {f"template_{template('culture').pk}": "new"}

    signed_in(of.lead).post(url(of, "serve", added.pk), typed)

    pins = CandidacyAssessment.objects.filter(candidacy=added, template__key="culture")
    assert pins.get().assessment.state == "open"
    assert Assessment.objects.filter(state="cancelled").count() == 1


def test_nobody_joins_the_comparison_twice() -> None:
    of = world()
    added = candidate(of, "Meridian Clinical")

    answer = signed_in(of.lead).get(f"{url(of, 'add_candidate')}?provider={added.provider_id}")

    assert answer.status_code == 404


def test_withdrawing_can_be_undone() -> None:
    of = world()
    added = candidate(of, "Meridian Clinical")
    client = signed_in(of.lead)

    page = client.post(url(of, "withdraw", added.pk), follow=True).content.decode()
    assert url(of, "restore", added.pk) in page
    client.post(url(of, "restore", added.pk))

    added.refresh_from_db()
    assert added.state == "active"


def test_a_knockout_is_switched_on_the_page() -> None:
    of = world()
    client = signed_in(of.lead)
    wanted = {"template": str(template("people").pk), "question": "bench", "on": "1"}

    client.post(url(of, "switch"), wanted)

    assert KnockoutSwitch.objects.get().on
    assert 'aria-checked="true"' in client.get(url(of, "project")).content.decode()
    client.post(url(of, "switch"), {**wanted, "question": "licence"})
    assert KnockoutSwitch.objects.count() == 1


def test_people_join_and_leave_on_the_page() -> None:
    of = world()
    client = signed_in(of.lead)
    joy = person("evaluator", name="Joy Okafor")

    client.post(url(of, "add_member"), {"user": joy.pk, "role": "evaluator"})
    member = ProjectMember.objects.get()
    again = client.post(url(of, "add_member"), {"user": joy.pk, "role": "lead"})
    client.post(url(of, "remove_member", member.pk))

    assert (member.user, member.role) == (joy, "evaluator")
    assert again.status_code == 422
    assert not ProjectMember.objects.exists()


def test_readiness_is_opened_once() -> None:
    of = world()
    client = signed_in(of.lead)

    client.post(url(of, "open_readiness"))
    client.post(url(of, "open_readiness"))

    assert Assessment.objects.filter(subject__kind="ourselves").count() == 1


def test_the_explanation_names_the_questions_that_lift_and_lower() -> None:
    of = world()
    meridian = candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", PLAIN)
    work_off()

    client = signed_in(of.lead)
    answer = client.get(url(of, "why", meridian.pk))

    why = answer.context["why"]
    lifts = [(one.place.key, round(one.points_of_100, 6)) for one in why.upwards]
    lowers = [(one.place.key, round(one.points_of_100, 6)) for one in why.downwards]
    # Culture 60 × (1 − 0.5); bench 40 × ¼ × (1 − 0); pace 40 × ¾ × (0.75 − 1).
    assert lifts == [("news", 30.0), ("bench", 10.0)]
    news = answer.context["upwards"][0][1]
    assert client.get(news).status_code == 200
    assert news.endswith(f"#q-{why.upwards[0].place.question_id}")
    assert lowers == [("pace", -7.5)]


def test_the_explanation_says_what_missing_answers_leave_open() -> None:
    of = world()
    added = candidate(of, "Meridian Clinical", {"people": {"pace": 4}})
    work_off()

    why = signed_in(of.lead).get(url(of, "why", added.pk)).context["why"]

    assert [(gap.place.key, round(gap.open * 100, 6)) for gap in why.gaps] == [
        ("news", 60.0),
        ("bench", 10.0),
    ]


def test_search_finds_by_need_only_what_one_sees() -> None:
    of = world()

    assert [hit.title for hit in hits_for(of.lead.as_actor(), "database lock")] == [
        "Phase III data management"
    ]
    assert hits_for(person("procurement_lead").as_actor(), "database lock") == []


def test_a_project_without_candidates_is_its_leads_to_do() -> None:
    of = world()
    wanted = "Add the first provider: Phase III data management"

    assert wanted in [item.title for item in inbox_of(of.lead.as_actor(), TODAY)]
    candidate(of, "Meridian Clinical")
    assert wanted not in [item.title for item in inbox_of(of.lead.as_actor(), TODAY)]


def test_home_shows_running_projects_and_what_is_ripe() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    work_off()
    executive = person("executive").as_actor()

    shown = running(of.lead.as_actor(), TODAY)
    ripe = to_decide(executive, TODAY)

    assert shown is not None
    assert ripe is not None
    assert [(line.answered, words) for line, words in shown["lines"]] == [  # type: ignore[attr-defined]
        (pytest.approx(1), "Open the own readiness checklist")
    ]
    assert [line.project for line, _verdict in ripe["ripe"]] == [of.project]  # type: ignore[attr-defined]
    assert to_decide(of.lead.as_actor(), TODAY) is None
    assert running(person("evaluator").as_actor(), TODAY) is None


def test_the_list_filters_by_state_and_words() -> None:
    of = world()
    client = signed_in(of.lead)
    page = reverse("selection:list")

    assert "Phase III" in client.get(page, {"state": "draft", "words": "studies"}).content.decode()
    assert "No project matches" in client.get(page, {"state": "closed"}).content.decode()
    assert client.get(page, {"state": "nonsense", "sort": "nonsense", "page": "x"}).status_code == 200


def test_markup_in_a_project_stays_text() -> None:
    of = world("<script>alert(1)</script>")

    html = signed_in(of.lead).get(url(of, "project")).content.decode()

    assert "<script>alert" not in html
    assert escape("<script>alert(1)</script>") in html


def test_the_list_asks_as_many_questions_for_three_as_for_one() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    work_off()
    client = signed_in(of.lead)
    first = _queries(client)
    for name in ("Two", "Three"):
        candidate(world(name, lead=of.lead), f"Provider of {name}", PLAIN)
    work_off()

    assert _queries(client) == first


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("selection:list"))
    return len(asked)
