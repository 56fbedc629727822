"""A panel of three in the demo world: they visited together, rated alone, and do not agree."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from assessments.actions import (
    ask_evaluator,
    decide_conflict,
    declare_interest,
    open_assessment,
    open_consensus,
    settle,
    subject_of_provider,
)
from assessments.models import Assessment, Question, Response, Template, VersionState
from outsourcing.accounts.models import User
from providers.models import Provider
from selection.management.demo.answers import Inventor
from selection.management.demo.filling import Filling, fill
from selection.management.demo.world import SEED

LEAD = "marieke.kramer"
# How openly questions were answered, and how leaders treated staff: the third saw the other end.
OPENNESS, MANNERS = "V8", "V9"
RATERS: Mapping[str, tuple[float, Mapping[str, str]]] = {
    "joseph.okafor": (0.62, {OPENNESS: "5", MANNERS: "4"}),
    "hanna.lindqvist": (0.66, {OPENNESS: "4", MANNERS: "5"}),
    "tomas.ferreira": (0.6, {OPENNESS: "2", MANNERS: "2"}),
}
VISITED_AGO, RATED_WITHIN = timedelta(days=6), timedelta(days=2)
REASON = "Read again together: what one of us had missed was shown after the tour, and the notes say so."


def panel(people: Mapping[str, User], provider: Provider, now: datetime) -> None:
    """Three rate a site visit; one declared a conflict first, and the consensus is half done."""
    lead = people[LEAD].as_actor()
    template = Template.objects.get(key="site-visit")
    assessed = open_assessment(
        by=lead,
        version=template.versions.get(state=VersionState.PUBLISHED),
        subject=subject_of_provider(by=lead, provider=provider),
        title=f"Site visit by a panel: {provider.name}",
        due_on=(now + timedelta(days=4)).date(),
        now=now - VISITED_AGO,
    )
    for number, (key, (aim, seen)) in enumerate(RATERS.items()):
        begins = now - VISITED_AGO + timedelta(hours=3 + number)
        rating = ask_evaluator(by=lead, assessment=assessed, evaluator=people[key].as_actor(), now=begins)
        _declare(people, key, rating, begins)
        inventor = Inventor(
            seed=f"{SEED} panel {key}", aim=aim, today=begins.date(), fixed=dict(seen), texts={}
        )
        fresh = Response.objects.select_related("assessment__version").get(pk=rating.pk)
        fill(Filling(fresh, people[key].as_actor(), begins + timedelta(hours=1), share=1.0), inventor)
    _settle_one(people, assessed, now - RATED_WITHIN)


def _declare(people: Mapping[str, User], key: str, rating: Response, now: datetime) -> None:
    conflict = "I worked with their delivery manager until 2019." if key == "tomas.ferreira" else ""
    declared = declare_interest(by=people[key].as_actor(), response=rating, conflict=conflict, now=now)
    if conflict:
        reason = "Long ago and in another firm; we want his eye for finance."
        decide_conflict(
            by=people[LEAD].as_actor(), declaration=declared, may_rate=True, reason=reason, now=now
        )


def _settle_one(people: Mapping[str, User], assessed: Assessment, now: datetime) -> None:
    lead = people[LEAD].as_actor()
    response = open_consensus(by=lead, assessment=assessed, now=now)
    settle(
        by=lead,
        response=Response.objects.select_related("assessment__version").get(pk=response.pk),
        question=Question.objects.get(version=assessed.version_id, key=OPENNESS),
        raw_value="4",
        reason=REASON,
        expected_row_version=0,
        now=now,
    )
