"""A world in which every text that people may type holds something hostile."""

from itertools import cycle

from assessments.actions import add_response, cancel_assessment, reopen_response, submit_response
from assessments.domain.questionnaire import Side
from assessments.models import Response
from outsourcing.accounts.models import User
from providers.actions import add_contact, add_site, create_provider
from providers.domain.facts import ContactFacts, ProviderFacts, SiteFacts
from providers.models import Provider
from selection.actions import ProjectFacts, add_member, create_project, set_weights
from selection.models import MemberRole
from tests.access.payloads import PAYLOADS
from tests.assessments.factories import LATER, answered
from tests.people import person
from tests.selection.factories import (
    FULL,
    NOW,
    PLAIN,
    World,
    assessment_of,
    candidate,
    load_checklists,
    template,
    with_readiness,
    work_off,
)

LONG_ENOUGH = " and that is why we look for somebody who does it with us."


def marked_world() -> World:
    """One project that compares a provider for each payload; two are answered and ranked."""
    load_checklists()
    marks = cycle(PAYLOADS)
    lead = person("procurement_lead", name=PAYLOADS[0])
    of = _project(lead)
    providers = [_provider(lead, payload, next(marks), next(marks), next(marks)) for payload in PAYLOADS]
    for number, provider in enumerate(providers):
        answers = (FULL, PLAIN)[number % 2] if number < 4 or number in {8, 9} else None
        added = candidate(of, provider.name, answers, who=provider)
        if number < 4:
            _words(of, Response.objects.get(assessment=assessment_of(added, "culture")), number)
    cancelled = assessment_of(added, "culture")
    cancel_assessment(by=lead.as_actor(), assessment=cancelled, reason=PAYLOADS[22], now=LATER)
    with_readiness(of, {"owner": 4, "time": 2})
    for payload in PAYLOADS[1:]:
        user = person("evaluator", name=payload)
        if payload in PAYLOADS[1:6]:
            add_member(by=lead.as_actor(), project=of.project, user=user, role=MemberRole.EVALUATOR)
    work_off()
    return of


def _project(lead: User) -> World:
    by = lead.as_actor()
    facts = ProjectFacts(name=PAYLOADS[8], need=PAYLOADS[2] + PAYLOADS[9] + LONG_ENOUGH)
    project = create_project(by=by, owner=lead, facts=facts, now=NOW)
    weights = {template("culture").pk: 60.0, template("people").pk: 40.0}
    for payload in PAYLOADS:
        other = ProjectFacts(name=payload, need=payload + LONG_ENOUGH)
        create_project(by=by, owner=lead, facts=other, now=NOW)
    return World(set_weights(by=by, project=project, weights=weights), lead)


def _provider(lead: User, payload: str, *others: str) -> Provider:
    by, (first, second, third) = lead.as_actor(), others
    facts = ProviderFacts(name=payload, legal_name=first, summary=second, services=(third[:80],))
    provider = create_provider(by=by, facts=facts, now=NOW)
    contact = ContactFacts(name=payload, position=first, phone=second[:40])
    add_contact(by=by, provider=provider, facts=contact, now=NOW)
    site = SiteFacts(name=first, city=second, country="IN", work=payload)
    add_site(by=by, provider=provider, facts=site, now=NOW)
    return provider


def _words(of: World, response: Response, number: int) -> None:
    """A note, a party's name, a submission, and for some the reason for which it was taken back."""
    by = of.lead.as_actor()
    answered(response, "news", 3, by=by, expected=1, now=LATER, note=PAYLOADS[number + 10])
    add_response(
        by=by,
        assessment=response.assessment,
        side=Side.EVALUATOR,
        party=f"rater-{number}",
        party_name=PAYLOADS[number + 15],
    )
    submit_response(by=by, response=response, now=LATER)
    if number % 2:
        reopen_response(by=by, response=response, reason=PAYLOADS[number + 20], now=LATER)
