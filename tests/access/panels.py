"""Panels in the world of the matrix: one that rates blind, one to declare in, one that is settled."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments import actions
from assessments.models import Assessment, Declaration, Response, Subject, TemplateVersion
from outsourcing.accounts.models import User
from tests.assessments.factories import NOW
from tests.assessments.panels.panels import Table, ask, declare, rate, settle
from tests.people import person

REASON = {"reason": "Moved to the provider."}


@dataclass(frozen=True)
class Panels:
    """The blind one waits for people, in another all may declare, the third has its consensus open."""

    blind: Assessment
    rating: Response
    declaration: Declaration
    undeclared: Assessment
    settled: Assessment

    def arguments(self) -> dict[str, Mapping[str, object]]:
        """By kind of object, the parameters of an address that lead to it."""
        return {
            "panel to manage": {"pk": self.blind.pk},
            "rating to take out": {"pk": self.blind.pk, "response_pk": self.rating.pk},
            "declared conflict": {"pk": self.blind.pk, "declaration_pk": self.declaration.pk},
            "declaration to make": {"pk": self.undeclared.pk},
            "consensus to settle": {"pk": self.settled.pk, "key": "news"},
            "consensus to hand on": {"pk": self.settled.pk},
        }


def panels_of(version: TemplateVersion, subject: Subject, lead: User, evaluator: User) -> Panels:
    """All three about one provider, managed by the lead."""
    blind = _table(version, subject, lead, hides_names=True)
    rate(blind, 0, {"news": 3})
    declare(blind, 1, "An old friend works there.")
    undeclared = _table(version, subject, lead).assessment
    for user in (evaluator, lead):
        ask(undeclared, lead.as_actor(), user)
    settled = _table(version, subject, lead)
    rate(settled, 0, {"news": 1})
    rate(settled, 1, {"news": 5})
    actions.open_consensus(by=lead.as_actor(), assessment=settled.assessment, now=NOW)
    settle(settled, "news", 4)
    declared = Declaration.objects.get(assessment=blind.assessment, has_conflict=True)
    return Panels(blind.assessment, blind.rating(1), declared, undeclared, settled.assessment)


def _table(version: TemplateVersion, subject: Subject, lead: User, *, hides_names: bool = False) -> Table:
    assessed = actions.open_assessment(
        by=lead.as_actor(),
        version=version,
        subject=subject,
        title=f"Panel of {subject.title}",
        due_on=None,
        now=NOW,
        hides_names=hides_names,
    )
    raters = [person("evaluator"), person("evaluator")]
    for one in raters:
        ask(assessed, lead.as_actor(), one)
    return Table(assessed, lead, raters)
