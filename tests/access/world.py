"""A small world with everything twice: what belongs to the people of the matrix, and what is foreign."""

from collections.abc import Mapping
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.editing import add_question, begin_draft, remove_question
from assessments.actions.measuring import choose_scope
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Evidence, Response, TemplateVersion
from outsourcing.accounts.matrix import Route
from outsourcing.accounts.models import User
from outsourcing.accounts.standard_roles import STANDARD_ROLES
from outsourcing.actors import SYSTEM
from outsourcing.jobs.models import OwedWork, WorkState
from providers.actions import show_link
from providers.domain.attrition.measures import Scope
from selection.actions import add_member
from selection.models import Candidacy, MemberRole
from tests.access.panels import Panels, panels_of
from tests.access.preparing import Preparations, preparations_of
from tests.access.reviews import series_around
from tests.access.rosters import AskedRosters, rosters_of
from tests.access.talk import Talk, talk_about
from tests.accounts.passkeys import passkey_of
from tests.assessments.factories import question_of, response_of
from tests.assessments.proof.proofs import attach
from tests.assessments.reports import made_report
from tests.files.samples import pdf
from tests.people import PASSWORD, person, roles, signed_in
from tests.portal import world as portal
from tests.portal.world import Asked, come_in
from tests.providers.factories import contact, site
from tests.providers.rosters.factories import claim, waiting_roster
from tests.selection.factories import NOW, World, assessment_of, candidate, template, work_off, world
from tests.selection.plans import plan_of

STRANGER, NOBODY, CONTACT = "stranger", "nobody", "contact"
ROLES = (STRANGER, NOBODY, CONTACT, *STANDARD_ROLES)
RELATIONS = ("own", "foreign", "missing", "crossed")
MISSING = 987_654

Arguments = Mapping[str, object]


@dataclass(frozen=True)
class Kit:
    """A project with its candidate, and what hangs on them."""

    world: World
    candidacy: Candidacy
    response: Response
    member: int
    contact: int
    site: int
    roster: int
    claim: int
    plan: int
    work: int
    role: int
    passkey: int
    session: int
    draft: TemplateVersion
    section: str
    question: str
    removal: int
    series: int
    asked: Asked
    rosters: AskedRosters
    release: int
    report: int
    proof: Evidence
    contact_proof: Evidence
    talk: Talk
    panels: Panels
    preparing: Preparations

    def arguments(self) -> dict[str, Arguments]:
        """By kind of object, the parameters of an address that lead to it."""
        return {
            **self._of_the_house(),
            **self._of_checklists(),
            **self._of_assessments(),
            **self._of_the_portal(),
            **self._of_projects(),
            **self._proofs(),
            **self.talk.arguments(),
            **self.panels.arguments(),
            **self.preparing.arguments(),
        }

    def _of_the_house(self) -> dict[str, Arguments]:
        provider = self.candidacy.provider_id
        return {
            "person": {"pk": self.world.lead.pk},
            "role": {"pk": self.role},
            "passkey": {"pk": self.passkey},
            "session": {"pk": self.session},
            "owed work": {"pk": self.work},
            "provider": {"pk": provider, "tab": "overview"},
            "contact": {"pk": provider, "contact_pk": self.contact},
            "site": {"pk": provider, "site_pk": self.site},
            "roster": {"pk": provider, "roster_pk": self.roster},
            "claim": {"pk": provider, "claim_pk": self.claim},
            **self.rosters.arguments(),
        }

    def _of_checklists(self) -> dict[str, Arguments]:
        checklist = {"key": self.draft.template.key}
        return {
            "version of a checklist": {"key": "culture", "number": 1},
            "checklist to edit": checklist,
            "draft of a checklist": checklist,
            "section of a draft": checklist | {"section_key": self.section},
            "question of a draft": checklist | {"question_key": self.question},
            "removed part of a draft": checklist | {"removal_pk": self.removal},
        }

    def _of_assessments(self) -> dict[str, Arguments]:
        response = {"pk": self.response.assessment_id, "response_pk": self.response.pk, "key": "news"}
        return {
            "review series": {"pk": self.series},
            "review series to change": {"pk": self.series},
            "subject": {"pk": self.response.assessment.subject_id},
            "assessment": {"pk": self.response.assessment_id},
            "assessment to manage": {"pk": self.response.assessment_id},
            "response to answer": response,
            "response to read": response,
            "response to take back": response,
            "report": {"pk": self.response.assessment_id, "report_pk": self.report},
        }

    def _of_the_portal(self) -> dict[str, Arguments]:
        assessment, asking = self.asked.assessment.pk, self.asked.asking
        response = {"pk": assessment, "response_pk": asking.response_id, "key": "bench"}
        return {
            "assessment whose provider is asked": {"pk": assessment},
            "asking of a contact": {"pk": assessment, "asking_pk": asking.pk},
            "response asked of a contact": response,
            "response to hand in": response,
            "released results": {"pk": self.release},
        }

    def _of_projects(self) -> dict[str, Arguments]:
        project = self.world.project.pk
        candidacy = {"pk": project, "candidacy_pk": self.candidacy.pk}
        return {
            "project": {"pk": project},
            "plan": {"pk": project, "plan_pk": self.plan},
            "plan to change": {"pk": project, "plan_pk": self.plan},
            "project to change": {"pk": project},
            "candidate": candidacy,
            "candidate to change": candidacy,
            "member": {"pk": project, "member_pk": self.member},
        }

    def _proofs(self) -> dict[str, Arguments]:
        of_contact = {"pk": self.asked.assessment.pk, "evidence_pk": self.contact_proof.pk}
        return {
            "proof": {"pk": self.response.assessment_id, "evidence_pk": self.proof.pk},
            "document": {"pk": self.proof.document_id},
            "proof of a contact's own side": of_contact,
            "document of a contact's own side": {"pk": self.contact_proof.document_id},
        }


@dataclass(frozen=True)
class Cast:
    """The people of the matrix, what is theirs, and what is not."""

    people: Mapping[str, User]
    own: Kit
    foreign: Kit

    def arguments(self, objects: str, relation: str) -> Arguments | None:
        """The parameters of an address for a kind of object; None where this relation cannot be."""
        own, foreign = self.own.arguments()[objects], self.foreign.arguments()[objects]
        match relation:
            case "own":
                return own
            case "foreign":
                return foreign
            case "missing":
                return {name: _missing(value) for name, value in own.items()} | {"tab": "overview"}
        inner = [name for name in own if name.endswith("_pk")]
        return {**own, **{name: foreign[name] for name in inner}} if inner else None

    def client(self, role: str) -> Client:
        """A browser of the person with this role."""
        if role == CONTACT:
            invitation = self.own.asked.asking.invitation
            token = show_link(by=SYSTEM, invitation=invitation, now=timezone.now())
            return come_in(f"/portal/invitation/{token}/")
        return Client() if role == STRANGER else signed_in(self.people[role])


def address_of(route: Route, relation: str, people: Cast) -> str | None:
    """The address of a route for own, foreign, missing or crossed objects; None where that cannot be."""
    if not route.parameters:
        return reverse(route.name)
    assert route.guard
    assert route.guard.of
    if route.guard.public:
        return reverse(route.name, args=["1", "set-password"][-len(route.parameters) :])
    given = people.arguments(route.guard.of.objects, relation)
    return reverse(route.name, kwargs={name: given[name] for name in route.parameters}) if given else None


def cast() -> Cast:
    """Own: a lead's project with an evaluator on it. Foreign: another lead's."""
    people = {role: _person(role) for role in ROLES if role not in {STRANGER, CONTACT}}
    first = world("Own project", lead=people["procurement_lead"])
    own = _kit(first, people["evaluator"], people[NOBODY], "culture")
    second = world("Foreign project", lead=person("procurement_lead"))
    foreign = _kit(second, person("evaluator"), person(), "people")
    work_off()
    return Cast(people, own, foreign)


def _person(role: str) -> User:
    return person(*({role} & set(STANDARD_ROLES)), password=PASSWORD)


def _kit(of: World, evaluator: User, keeper: User, checklist: str) -> Kit:
    draft = begin_draft(by=SYSTEM, template=template(checklist))
    asked = draft.questions.select_related("section").earliest("section__position", "position")
    added = candidate(of, f"Provider of the {of.project.name.lower()}", {"culture": {"news": 4}})
    member = add_member(by=of.lead.as_actor(), project=of.project, user=evaluator, role=MemberRole.EVALUATOR)
    assessed = assessment_of(added, "culture")
    contacts = portal.asked(lead=of.lead)
    choose_scope(by=of.lead.as_actor(), assessment=assessed, scope=Scope(("Data entry",)))
    return Kit(
        world=of,
        candidacy=added,
        response=Response.objects.get(assessment=assessed, side=Side.EVALUATOR),
        member=member.pk,
        contact=contact(added.provider, email=f"own-{of.project.pk}@provider.example").pk,
        site=site(added.provider).pk,
        roster=waiting_roster(added.provider).pk,
        claim=claim(added.provider).pk,
        plan=plan_of(added, of.lead).pk,
        work=_failed_work(of),
        role=roles("executive")[0].pk,
        passkey=passkey_of(keeper).pk,
        session=_session(keeper),
        draft=draft,
        section=asked.section.key,
        question=asked.key,
        removal=_removal(draft),
        series=series_around(assessed, of.lead),
        asked=contacts,
        rosters=rosters_of(contacts.contact, of.lead),
        release=portal.release_of(contacts).pk,
        report=made_report(of.lead.as_actor(), assessed).pk,
        proof=_proof(of, assessed, Side.EVALUATOR, "news"),
        contact_proof=_proof(of, contacts.assessment, Side.PROVIDER, "bench"),
        talk=talk_about(assessed, contacts.assessment, of.lead, evaluator),
        panels=panels_of(assessed.version, assessed.subject, of.lead, evaluator),
        preparing=preparations_of(contacts, of.lead, evaluator),
    )


def _proof(of: World, assessed: Assessment, side: Side, key: str) -> Evidence:
    response, asked = response_of(assessed, side), question_of(assessed, key)
    return attach(of.lead.as_actor(), response, asked, content=pdf(of.project.name))


def _failed_work(of: World) -> int:
    key = f"failed-{of.project.pk}"
    return OwedWork.objects.create(task="selection.rank", key=key, state=WorkState.FAILED, owed_since=NOW).pk


def _removal(draft: TemplateVersion) -> int:
    section = draft.sections.earliest("position")
    added = add_question(by=SYSTEM, version=draft, section_key=section.key)
    return remove_question(by=SYSTEM, version=draft, key=added.key, now=NOW).pk


def _session(keeper: User) -> int:
    """Of somebody who is signed in elsewhere."""
    key = signed_in(keeper).session.session_key
    return int(UserSession.objects.create(user=keeper, session_key=key, ip="192.0.2.1").pk)


def _missing(value: object) -> object:
    return MISSING if isinstance(value, int) else "no-such-thing"
