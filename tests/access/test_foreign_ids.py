"""Numbers of others, in fields, queries and addresses: refused like numbers that do not exist."""

import re

import pytest
from django.db import transaction
from django.test import Client

from assessments.models import Assessment
from outsourcing.accounts.matrix import Route
from outsourcing.accounts.models import User
from selection.models import Candidacy, KnockoutSwitch, ProjectWeight
from tests.access.clerk import ROUTES, clerk, send
from tests.access.contents import contents
from tests.access.forms import FORMS, Data
from tests.access.world import MISSING, Cast, address_of
from tests.people import person, signed_in
from tests.providers.factories import archived
from tests.selection.factories import template

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

BEYOND_ANY_NUMBER = 10**30
NUMBER = re.compile(r"/\d+/")
NONSENSE = ("", "\x00", "-1", "9" * 40, "'\"; --", "%", "../../etc/passwd", "NaN", "é" * 300, "{{ 7 }}")
QUERIED = ("page", "sort", "q", "words", "text", "state", "template", "role", "who", "provider", "version")


@pytest.fixture
def lead(people: Cast) -> Client:
    """The lead of the own project, and nothing else."""
    return signed_in(people.people["procurement_lead"])


def strangers() -> list[object]:
    """Persons whom nobody may choose: unknown ones, and one who was let go."""
    gone = person("evaluator")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    return [gone.pk, MISSING, BEYOND_ANY_NUMBER, "-1", "", "' OR 1=1"]


def refused(client: Client, name: str, people: Cast, more: Data) -> int:
    """Send a form with these fields changed: nothing may have happened; the status is what is left."""
    before = contents()
    answer = send(client, name, people, more)
    assert contents() == before, f"{name} took {more}"
    return answer.status_code


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("assessments:hand-over", "person"),
        ("assessments:add-rater", "person"),
        ("selection:add_member", "user"),
    ],
)
def test_nobody_unknown_is_let_in(name: str, field: str, lead: Client, people: Cast) -> None:
    for value in strangers():
        assert refused(lead, name, people, {field: value}) == 422


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("assessments:hand-over", {"capability": "own"}),
        ("assessments:add-rater", {"side": "measured"}),
        ("assessments:add-rater", {"side": "provider"}),
        ("selection:add_member", {"role": "owner"}),
        ("assessments:reopen", {"reason": " "}),
    ],
)
def test_what_cannot_be_chosen_is_refused(name: str, more: Data, lead: Client, people: Cast) -> None:
    if FORMS[name].after:
        send(lead, FORMS[name].after, people)
    assert refused(lead, name, people, more) == 422


def test_an_assessment_that_one_does_not_see_cannot_serve(lead: Client, people: Cast) -> None:
    """Neither another provider's, nor another lead's of the very same one, nor one that does not exist."""
    theirs = people.foreign.response.assessment_id
    same = Assessment.objects.get(
        candidacy_assessments__candidacy=people.foreign.candidacy,
        candidacy_assessments__template__key="people",
    )
    for pinned in (theirs, same.pk, people.own.response.assessment_id, MISSING, "", "\x00"):
        fields = {f"template_{template('people').pk}": pinned}
        assert refused(lead, "selection:add_candidate", people, fields) == 200
    assert Candidacy.objects.filter(project=people.own.world.project).count() == 1


def test_a_provider_from_the_archive_or_from_nowhere_cannot_be_compared(lead: Client, people: Cast) -> None:
    address = address_of(ROUTES["selection:add_candidate"], "own", people)
    data = FORMS["selection:add_candidate"].fields(people)
    for provider in (archived().pk, people.own.candidacy.provider_id, MISSING, BEYOND_ANY_NUMBER, "²"):
        assert lead.post(address or "", data, query_params={"provider": provider}).status_code == 404


def test_the_weight_and_the_knock_out_of_another_checklist_stay_out(lead: Client, people: Cast) -> None:
    readiness = template("readiness").pk
    send(lead, "selection:weights", people, {f"weight_{readiness}": 50, f"weight_{MISSING}": 50})
    for wanted in (readiness, MISSING, BEYOND_ANY_NUMBER, "²", "\x00"):
        assert refused(lead, "selection:switch", people, {"template": wanted}) == 404
    assert refused(lead, "selection:switch", people, {"question": "licence"}) == 302

    assert ProjectWeight.objects.filter(project=people.own.world.project).count() == 2
    assert not KnockoutSwitch.objects.exists()


def test_only_what_is_in_use_can_be_opened(lead: Client, people: Cast) -> None:
    for version in (people.own.draft.pk, MISSING, BEYOND_ANY_NUMBER, "x"):
        assert refused(lead, "assessments:open", people, {"version": version}) == 200
    for subject in (archived().pk, MISSING, BEYOND_ANY_NUMBER, "x"):
        assert refused(lead, "assessments:open", people, {"subject": subject}) == 200


@pytest.mark.parametrize("key", ["pace", "licence", "owner", "no-such-question"])
def test_a_question_of_another_checklist_cannot_be_answered(key: str, lead: Client, people: Cast) -> None:
    own = people.own.response
    address = f"/assessments/{own.assessment_id}/answer/{own.pk}/questions/{key}/"
    before = contents()

    answers = [lead.post(address, {"value": "3", "row_version": "0"}), lead.get(f"{address}history/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert contents() == before


@pytest.mark.parametrize("name", ["hand-over", "raters", "cancel"])
def test_who_only_answers_an_assessment_decides_nothing_about_it(name: str, people: Cast) -> None:
    evaluator = signed_in(people.people["evaluator"])
    before = contents()

    answer = evaluator.post(
        f"/assessments/{people.own.response.assessment_id}/{name}/", {"reason": "Mine now"}
    )

    assert answer.status_code == 404
    assert contents() == before


def test_a_role_that_does_not_exist_is_given_to_nobody(people: Cast) -> None:
    administrator = clerk(people)
    for role in (MISSING, BEYOND_ANY_NUMBER, "administrator", ""):
        assert refused(administrator, "accounts:invite", people, {"roles": role}) == 422


def test_search_and_lists_of_the_own_project_tell_nothing_of_the_foreign_one(
    lead: Client, people: Cast
) -> None:
    provider = people.foreign.candidacy.provider_id
    for address in (
        "/search/?q=foreign project",
        "/search/suggestions/?q=foreign project",
        "/projects/?words=foreign",
        "/assessments/?text=foreign",
        f"/providers/{provider}/culture/",
        f"/providers/{provider}/people/",
        "/boards/",
        "/",
    ):
        page = lead.get(address).content.decode()
        assert f"/projects/{people.foreign.world.project.pk}/" not in page, address
        assert f"/assessments/{people.foreign.response.assessment_id}/" not in page, address


@pytest.mark.parametrize("route", ROUTES.values(), ids=lambda route: route.name)
def test_no_address_breaks_on_nonsense(route: Route, people: Cast) -> None:
    """Nonsense in the query, and numbers that no database holds in the address."""
    everything = clerk(people)
    address = address_of(route, "own", people) or ""
    for nonsense in NONSENSE:
        with transaction.atomic():
            answer = everything.get(address, query_params=dict.fromkeys(QUERIED, nonsense))
            transaction.set_rollback(True)
        assert answer.status_code < 500 or address == "/readyz", (nonsense, answer.status_code)
    beyond = NUMBER.sub(f"/{BEYOND_ANY_NUMBER}/", address)
    if beyond != address:
        assert {everything.get(beyond).status_code, everything.post(beyond).status_code} <= {404, 405}
