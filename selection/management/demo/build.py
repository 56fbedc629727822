"""Builds the demo world through the product's own actions."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from assessments.actions import add_response, cancel_assessment, open_assessment, reopen_response
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Response, Template
from outsourcing.accounts.models import Role, User
from outsourcing.actors import Actor
from providers.actions import add_contact, add_site, create_provider
from providers.domain.facts import ContactFacts, ProviderFacts, SiteFacts
from providers.models import Provider
from selection.actions import (
    ChecklistPlan,
    ProjectFacts,
    add_candidate,
    add_member,
    create_project,
    set_readiness,
    switch_knockout,
)
from selection.management.demo.answers import Inventor
from selection.management.demo.both_sides import both_sides
from selection.management.demo.filling import Filling, fill, fill_places
from selection.management.demo.notes import PROVIDER_TEXTS
from selection.management.demo.panel import panel
from selection.management.demo.portal import asked_people
from selection.management.demo.profiles import AIMS, FIXED, READINESS_AIM
from selection.management.demo.proof import prove
from selection.management.demo.reviews import coming_reviews, past_reviews
from selection.management.demo.rosters import rosters
from selection.management.demo.rosters_asked import asked_for_rosters
from selection.management.demo.talking import talk
from selection.management.demo.team_planned import plan_a_team
from selection.management.demo.world import (
    PASSWORD,
    PEOPLE,
    PROJECTS,
    PROVIDERS,
    SEED,
    DemoProject,
    DemoProvider,
)
from selection.models import Candidacy, MemberRole, Project

OPENED_AGO = timedelta(days=21)
START_OF_WORK = time(9, 10)
# Culture and team are rated by evaluators; the rest is the lead's.
RATED_BY = {"culture": "joseph.okafor", "team": "hanna.lindqvist"}


def build(now: datetime) -> None:
    """Build everything; the caller holds the transaction, so that it stands whole or not at all."""
    people = _people()
    by_lead = people["marieke.kramer"].as_actor()
    providers = {demo.key: _provider(demo, by_lead, now - 4 * OPENED_AGO) for demo in PROVIDERS}
    past_reviews(people, providers, now)
    for demo in PROJECTS:
        _project(demo, people, providers, now)
    coming_reviews(people, now)
    _odd_ones(by_lead, providers, now)
    prove(by_lead, now)
    asked_people(providers, by_lead, now)
    rosters(providers, by_lead, now)
    asked_for_rosters(providers, by_lead, now)
    plan_a_team(providers, by_lead, now)
    both_sides(people, providers["kaveri"], now)
    talk(people, providers, now)
    panel(people, providers["solent"], now)


def _people() -> dict[str, User]:
    people = {}
    for demo in PEOPLE:
        user = User.objects.create_user(demo.email, demo.name, PASSWORD)
        user.roles.set(Role.objects.filter(key__in=demo.roles))
        people[demo.key] = user
    return people


def _provider(demo: DemoProvider, by: Actor, now: datetime) -> Provider:
    services = tuple(service.strip() for service in demo.services.split(","))
    facts = ProviderFacts(
        name=demo.name,
        legal_name=demo.legal_name,
        website=demo.website,
        summary=demo.summary,
        founded=demo.founded,
        employees=demo.employees,
        services=tuple(service[0].upper() + service[1:] for service in services),
    )
    provider = create_provider(by=by, facts=facts, now=now)
    for site in demo.sites:
        place = SiteFacts(site.name, site.city, site.country, site.headcount, site.work)
        add_site(by=by, provider=provider, facts=place, now=now)
    for contact in demo.contacts:
        person = ContactFacts(contact.name, contact.position, contact.email)
        add_contact(by=by, provider=provider, facts=person, now=now)
    return provider


def _project(
    demo: DemoProject, people: Mapping[str, User], providers: Mapping[str, Provider], now: datetime
) -> None:
    lead = people[demo.lead]
    opened = datetime.combine(now - OPENED_AGO, START_OF_WORK, now.tzinfo)
    decision_on = (now + timedelta(days=demo.days_to_decision)).date()
    facts = ProjectFacts(name=demo.name, need=demo.need, decision_on=decision_on)
    project = create_project(by=lead.as_actor(), owner=lead, facts=facts, now=opened)
    for key, role in demo.members:
        add_member(by=lead.as_actor(), project=project, user=people[key], role=MemberRole(role))
    for template, question in demo.switched_on:
        switched = Template.objects.get(key=template)
        switch_knockout(
            by=lead.as_actor(), project=project, template=switched, question_key=question, on=True
        )
    _readiness(demo, project, lead.as_actor(), opened)
    due_on = decision_on - timedelta(days=5)
    for key, progress in demo.progress.items():
        plan = ChecklistPlan(opened=list(Template.objects.filter(key__in=progress)), due_on=due_on)
        candidacy = add_candidate(
            by=lead.as_actor(), project=project, provider=providers[key], plan=plan, now=opened
        )
        writers = {template: people[RATED_BY.get(template, demo.lead)].as_actor() for template in progress}
        _fill_candidacy(candidacy, key, progress=progress, writers=writers, opened=opened)


def _readiness(demo: DemoProject, project: Project, by: Actor, opened: datetime) -> None:
    set_readiness(by=by, project=project, now=opened, due_on=(opened + OPENED_AGO).date())
    project.refresh_from_db()
    if project.readiness is None:
        raise LookupError("The readiness checklist was not opened.")
    inventor = Inventor(
        seed=f"{SEED} {demo.name} readiness",
        aim=READINESS_AIM,
        today=opened.date(),
        fixed={"S1": "5", "S5": "3", "S2": "partly-plan-running"},
        texts={},
    )
    fill(Filling(_first(project.readiness, Side.SPONSOR), by, opened, demo.readiness), inventor)


def _fill_candidacy(
    candidacy: Candidacy,
    key: str,
    *,
    progress: Mapping[str, float],
    writers: Mapping[str, Actor],
    opened: datetime,
) -> None:
    pinned = candidacy.assessments.select_related("assessment__version__template").order_by("template_id")
    for day, pin in enumerate(pinned, start=1):
        template = pin.assessment.version.template.key
        writer, begins = writers[template], opened + timedelta(days=2 * day)
        inventor = _inventor(key, template, begins.date(), candidacy.project_id)
        if template == "culture":
            fill_places(assessment=pin.assessment, provider=key, writer=writer, begins=begins)
        if template == "rfp" and progress[template] > 0:
            _provider_answers(pin.assessment, candidacy.provider, key, writer, begins)
        filling = Filling(_first(pin.assessment, Side.EVALUATOR), writer, begins, progress[template])
        fill(filling, inventor)


def _provider_answers(
    assessment: Assessment, provider: Provider, key: str, by: Actor, begins: datetime
) -> None:
    response = add_response(by=by, assessment=assessment, side=Side.PROVIDER, party_name=provider.name)
    inventor = _inventor(key, "rfp", begins.date(), assessment.pk)
    fill(Filling(response, by, begins - timedelta(days=1), share=1.0), inventor)


def _odd_ones(by: Actor, providers: Mapping[str, Provider], now: datetime) -> None:
    """One assessment that was cancelled, and one submission that was reopened."""
    review = Template.objects.get(key="infrastructure")
    cancelled = open_assessment(
        by=by,
        version=review.versions.get(state="published"),
        subject=Assessment.objects.filter(subject__provider=providers["altura"])[0].subject,
        title="Infrastructure and systems: Altura Services, disaster recovery only",
        due_on=(now + timedelta(days=20)).date(),
        now=now - timedelta(days=6),
    )
    cancelled_because = "Opened by mistake: the review for the project covers it."
    cancel_assessment(by=by, assessment=cancelled, reason=cancelled_because, now=now - timedelta(days=5))
    reopened = Response.objects.get(
        side=Side.EVALUATOR,
        assessment__subject__provider=providers["northbridge"],
        assessment__version__template__key="organisation",
        state="submitted",
    )
    reopen_response(
        by=by,
        response=reopened,
        reason="The audited accounts for this year arrived after the submission.",
        now=now - timedelta(days=2),
    )


def _inventor(provider: str, template: str, today: date, salt: int) -> Inventor:
    return Inventor(
        seed=f"{SEED} {provider} {template} {salt}",
        aim=AIMS[provider].get(template, 0.65),
        today=today,
        fixed=dict(FIXED.get(provider, {})),
        texts=dict(PROVIDER_TEXTS.get(provider, {})),
    )


def _first(assessment: Assessment, side: Side) -> Response:
    return assessment.responses.select_related("assessment__version").get(side=side, party="")
