"""A respected name proves nothing: who rates blind finds it nowhere, whatever they open or are sent."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pypdf import PdfReader

from assessments import actions
from assessments.actions import Refused
from assessments.actions.commenting import begin_thread
from assessments.actions.letters import send_letter
from assessments.actions.panels.reminding import remind_of_ratings
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Capability, CoveredError, ReminderLetter, Response
from assessments.queries import visible_assessments
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.models import AuditEvent
from selection.actions import add_member
from selection.models import MemberRole
from tests.assessments.factories import NOTE, NOW, TEXT, answered, published, question, question_of, section
from tests.assessments.panels.panels import Table, ask, declare
from tests.assessments.proof.proofs import attach
from tests.files import samples
from tests.people import person, signed_in
from tests.providers.factories import contact, provider
from tests.selection.factories import World, assessment_of, candidate, work_off, world

pytestmark = pytest.mark.django_db

CANARY = "Zanzibarix"
NAME = f"{CANARY} Clinical"
LINK = re.compile(r'(?:href|hx-get|action|src)="(/[^"#]*)')
# Parts of a page that speak of one thing: a line of a list or of a table, or a card.
PARTS = re.compile(r"<li\b|<tr\b|<section\b|<article\b|<main\b")
LEAVES = ("/static/", "/accounts/logout", "/profile/", "/health", "/readyz", "/metrics", "/style-guide")
PAGES_AT_MOST = 250


@dataclass(frozen=True)
class Blind:
    """A blind panel in a project whose evaluators see the project and the directory."""

    table: Table
    world: World
    alias: str

    @property
    def rater(self) -> User:
        """One of those who must not know."""
        return self.table.raters[0]

    @property
    def pk(self) -> int:
        """The assessment that they rate."""
        return self.table.assessment.pk


@pytest.fixture
def blind() -> Blind:
    """The provider has written, attached and said its name wherever it could."""
    of = world("Night shift")
    known = provider(NAME, website=f"https://www.{CANARY.lower()}.example/")
    raters = [person("evaluator", name=f"Evaluator {letter}") for letter in "AB"]
    for one in raters:
        add_member(by=of.lead.as_actor(), project=of.project, user=one, role=MemberRole.EVALUATOR)
    added = candidate(of, NAME, who=known)
    candidate(of, "Other Research")
    assessed = assessment_of(added, "culture")
    hidden = actions.hide_names(by=of.lead.as_actor(), assessment=assessed)
    table = Table(hidden, of.lead, raters)
    for one in raters:
        ask(hidden, of.lead.as_actor(), one)
    work_off()
    return Blind(table, of, hidden.alias)


def written() -> Blind:
    """Another blind panel, of a checklist to which the provider writes."""
    lead = person("procurement_lead")
    version = published(
        section(
            "all", question("pace"), question("plan", TEXT, sides=["provider"]), question("story", NOTE, 0)
        )
    )
    known = provider(NAME, legal_name=f"{NAME} Private Limited")
    assessed = actions.open_assessment(
        by=lead.as_actor(),
        version=version,
        subject=actions.subject_of_provider(by=lead.as_actor(), provider=known),
        title=f"Plan of {NAME}",
        due_on=date(2026, 11, 24),
        now=NOW,
        hides_names=True,
    )
    raters = [person("evaluator", name=f"Evaluator {letter}") for letter in "AB"]
    for one in raters:
        ask(assessed, lead.as_actor(), one)
    _provider_writes(assessed, lead.as_actor(), contact(known, name=f"Asha {CANARY}son").as_actor())
    return Blind(Table(assessed, lead, raters), World(None, lead), assessed.alias)  # type: ignore[arg-type]


def _provider_writes(assessed: Assessment, lead: Actor, writer: Actor) -> None:
    response = actions.add_response(by=lead, assessment=assessed, side=Side.PROVIDER, party_name=NAME)
    actions.grant(
        by=lead,
        to_kind=ActorKind.CONTACT,
        to_id=writer.id,
        assessment=assessed,
        capability=Capability.ANSWER,
        response=response,
    )
    plan = question_of(assessed, "plan")
    answered(response, "plan", f"We at {NAME} start in May. {CANARY.upper()} never fails.", by=writer)
    attach(writer, response, plan, content=samples.pdf(), name=f"{CANARY} plan.pdf", note=f"By {NAME}")
    begin_thread(by=writer, response=response, question=plan, text=f"{NAME} says more.", now=NOW)
    actions.submit_response(by=writer, response=response, now=NOW)


def crawled(client: Client, *starts: str) -> Iterator[tuple[str, Any]]:
    """Every page that links lead to, and every file."""
    waiting, known = [*starts], set(starts)
    while waiting and len(known) < PAGES_AT_MOST:
        address = waiting.pop(0)
        answer = client.get(address, follow=True)
        yield address, answer
        if "html" in answer.get("Content-Type", ""):
            for link in LINK.findall(answer.content.decode().replace("&amp;", "&")):
                if link not in known and not link.startswith(LEAVES):
                    known.add(link)
                    waiting.append(link)


def text_of(answer: Any) -> str:
    """All that an answer says, its headers included."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    if body.startswith(b"%PDF") and len(body) > 2_000:
        body = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).encode()
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}"


def assert_unmatched(client: Client, table: Blind, *starts: str) -> int:
    """No page of the assessment tells the name, and beside the name nothing leads to the assessment."""
    visited = 0
    for address, answer in crawled(client, *starts):
        said = text_of(answer)
        visited += 1
        if CANARY.lower() not in said.lower():
            continue
        assert f"/assessments/{table.pk}/" not in address, address
        for part in PARTS.split(said):
            if CANARY.lower() in part.lower():
                assert table.alias not in part, (address, part)
                assert f"/assessments/{table.pk}/" not in part, (address, part)
    return visited


def test_the_name_is_nowhere_beside_the_assessment(blind: Blind) -> None:
    declare(blind.table, 0)
    client = signed_in(blind.rater)
    names = (f"/search/?q={CANARY}", f"/search/?q={blind.alias}", f"/assessments/?text={CANARY}")
    provider_page = f"/providers/{blind.table.assessment.subject.provider_id}/"

    visited = assert_unmatched(client, blind, "/", "/assessments/", provider_page, *names)

    assert visited > 40
    assert blind.alias in text_of(client.get("/assessments/"))
    assert blind.alias in text_of(client.get(f"/search/?q={blind.alias[-3:]}"))
    assert str(blind.pk) not in re.findall(r"/assessments/(\d+)/", text_of(client.get(provider_page)))


def test_what_the_provider_wrote_attached_and_said_tells_no_name() -> None:
    table = written()
    declare(table.table, 0)
    client = signed_in(table.rater)

    visited = assert_unmatched(client, table, "/", f"/assessments/{table.pk}/", f"/search/?q={CANARY}")

    assert visited > 20
    provided = Response.objects.get(assessment=table.pk, side=Side.PROVIDER)
    page = text_of(client.get(f"/assessments/{table.pk}/answer/{provided.pk}/read/"))
    assert f"We at {table.alias} start in May." in page


def test_before_the_declaration_not_even_the_questions_open() -> None:
    table = written()
    client = signed_in(table.rater)

    own = table.table.rating(0)
    asked = client.get(f"/assessments/{table.pk}/answer/{own.pk}/")
    assert asked.headers["Location"] == f"/assessments/{table.pk}/declaration/"
    assert client.get(f"/assessments/{table.pk}/").headers["Location"] == asked.headers["Location"]
    assert_unmatched(client, table, "/", asked.headers["Location"])
    provided = Response.objects.get(assessment=table.pk, side=Side.PROVIDER)
    assert client.get(f"/assessments/{table.pk}/answer/{provided.pk}/read/").status_code == 404


def test_mails_tell_the_alias() -> None:
    table = written()
    declare(table.table, 0)

    reminded = actions.remind_evaluators(by=table.table.lead, assessment=table.table.assessment, now=NOW)
    for letter in ReminderLetter.objects.all():
        send_letter(letter_id=letter.pk, now=NOW)

    assert reminded.written == ("Evaluator A", "Evaluator B")
    assert len(mail.outbox) == 2
    assert all(CANARY not in str(sent.message()) for sent in mail.outbox)
    assert all(table.alias in sent.subject for sent in mail.outbox)


def test_the_letter_of_the_day_says_it_once_an_occasion() -> None:
    table = written()

    on_the_day = datetime.combine(date(2026, 11, 24), NOW.timetz())
    ahead, due, later = (remind_of_ratings(on_the_day + timedelta(days=days)) for days in (-2, 0, 9))

    assert [len(each) for each in (ahead, due, later)] == [2, 2, 2]
    assert [str(each[0].on) for each in (ahead, due, later)] == ["2026-11-21", "2026-11-24", "2026-12-01"]
    assert all(CANARY not in f"{each.subject} {each.lines} {each.url}" for each in due)
    assert table.alias in due[0].subject


def test_whoever_had_a_letter_today_is_not_written_to_again() -> None:
    table = written()
    for _twice in range(2):
        reminded = actions.remind_evaluators(by=table.table.lead, assessment=table.table.assessment, now=NOW)

    assert reminded.had_today == ("Evaluator A", "Evaluator B")
    assert AuditEvent.objects.filter(action="panel.reminded").count() == 1


def test_the_manager_and_the_reader_of_all_see_the_names(blind: Blind) -> None:
    page = text_of(signed_in(blind.world.lead).get(f"/assessments/{blind.pk}/"))

    assert NAME in page
    assert visible_assessments(person("auditor").as_actor()).get(pk=blind.pk).title != blind.alias


def test_opened_names_are_told_to_all_and_leave_an_event(blind: Blind) -> None:
    declare(blind.table, 0)
    for _twice in range(2):
        actions.open_names(by=blind.table.lead, assessment=blind.table.assessment)

    assert NAME in text_of(signed_in(blind.rater).get(f"/assessments/{blind.pk}/"))
    assert AuditEvent.objects.filter(action="assessment.names_opened").count() == 1
    with pytest.raises(Refused, match="before the first answer"):
        actions.hide_names(by=blind.table.lead, assessment=blind.table.assessment)


def test_names_are_hidden_before_the_first_answer_only() -> None:
    lead = person("procurement_lead").as_actor()
    from_start = written().table.assessment
    late = actions.open_assessment(
        by=lead,
        version=from_start.version,
        subject=from_start.subject,
        title="Late",
        due_on=None,
        now=NOW,
    )
    answered(Response.objects.get(assessment=late, side=Side.EVALUATOR), "pace", 3)

    with pytest.raises(Refused, match="before the first answer"):
        actions.hide_names(by=lead, assessment=late)


def test_nobody_who_reads_everything_joins_a_blind_panel(blind: Blind) -> None:
    for role in ("auditor", "executive"):
        with pytest.raises(Refused, match="would see the names"):
            ask(blind.table.assessment, blind.table.lead, person("evaluator", role))
    with pytest.raises(Refused, match="would see the names"):
        ask(blind.table.assessment, blind.table.lead, blind.world.lead)


def test_what_stands_behind_its_alias_is_never_stored(blind: Blind) -> None:
    shown = visible_assessments(blind.rater.as_actor()).get(pk=blind.pk)

    assert shown.title.endswith(blind.alias)
    assert shown.subject.title == blind.alias
    with pytest.raises(CoveredError):
        shown.save()
    blind.table.assessment.refresh_from_db()
    assert NAME in blind.table.assessment.title
