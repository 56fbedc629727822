"""What is to be prepared with one provider, as its lead and its contact reach it, and a line of its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from assessments.actions.preparing import assign_preparation, finish_preparation
from assessments.actions.preparing.settling import Proof
from outsourcing.accounts.models import User
from outsourcing.files.accepting import accepted
from tests.assessments.culture import world as culture
from tests.assessments.factories import NOW
from tests.assessments.preparing.world import FORM, TRY, WALK, Prepared, prepared
from tests.files import samples
from tests.portal.world import Asked


@dataclass(frozen=True)
class Preparations:
    """One is the evaluator's and open, one is the provider's and open, one is done with a file of theirs."""

    of: Prepared
    rule: int

    def arguments(self) -> Mapping[str, Mapping[str, object]]:
        """By kind of object, the parameters of an address that lead to it."""
        assessment = {"pk": self.of.assessment.pk}
        ours, theirs = self._one(FORM), self._one(WALK)
        checklist = {"key": self.of.assessment.version.template.key}
        return {
            "preparation": self._one(TRY),
            "preparation to do": ours,
            "preparation to hand on": ours,
            "preparations to share": assessment,
            "preparations of a contact": assessment,
            "preparation of a contact": self._one(TRY),
            "preparation for a contact to do": theirs,
            "table of preparations": checklist,
            "line of a table of preparations": checklist | {"rule_pk": self.rule},
        }

    def _one(self, title: str) -> Mapping[str, object]:
        return {"pk": self.of.assessment.pk, "preparation_pk": self.of.of(title).pk}


def preparations_of(asked: Asked, lead: User, evaluator: User) -> Preparations:
    """Six people rated; the list is shared with the provider."""
    of = prepared(shared=True, six=culture.opened(lead=lead, beside=asked))
    due = timezone.localdate() + timedelta(days=9)
    assign_preparation(by=of.by, preparation=of.of(FORM), owner=evaluator.as_actor(), due_on=due)
    file = accepted(samples.upload(samples.pdf("tried"), "tried.pdf"), largest=10**6)
    finish_preparation(by=of.theirs, preparation=of.of(TRY), proof=Proof(file=file), now=NOW)
    return Preparations(of, of.of(WALK).rule_id)
