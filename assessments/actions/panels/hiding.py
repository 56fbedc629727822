"""Hides from evaluators whom an assessment is about, and opens the names again."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.refusals import Refused
from assessments.domain.questionnaire import Side
from assessments.models import (
    Answer,
    AnswerState,
    Assessment,
    AssessmentState,
    Declaration,
    SubjectKind,
)
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

# Without letters and digits that are taken for each other.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"


@transaction.atomic
def hide_names(*, by: Actor, assessment: Assessment) -> Assessment:
    """Let evaluators know it by an alias alone; only before anybody answered or looked. Twice is as once."""
    locked = (
        Assessment.objects.select_for_update(of=("self",)).select_related("subject").get(pk=assessment.pk)
    )
    if locked.names_hidden:
        return locked
    _check(locked)
    # An alias that was known once is never hidden behind again.
    locked.names_hidden, locked.alias = True, new_alias()
    locked.save(update_fields=["names_hidden", "alias"])
    record(by=by, action="assessment.names_hidden", on=locked)
    return locked


@transaction.atomic
def open_names(*, by: Actor, assessment: Assessment) -> Assessment:
    """Tell the evaluators whom they rated. Opening twice does nothing, and nothing hides it again."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not locked.names_hidden:
        return locked
    locked.names_hidden = False
    locked.save(update_fields=["names_hidden"])
    record(by=by, action="assessment.names_opened", on=locked)
    return locked


def _check(assessment: Assessment) -> None:
    if assessment.state != AssessmentState.OPEN:
        raise Refused("assessment", "closed", _("This assessment is closed; its names stay as they are."))
    if assessment.subject.kind != SubjectKind.PROVIDER:
        raise Refused("assessment", "no_provider", _("Only a provider's name can be hidden."))
    # What a roster measures nobody gave, and its words name nobody.
    given = (
        Answer.including_sealed.filter(response__assessment=assessment)
        .exclude(state=AnswerState.CLEARED)
        .exclude(response__side=Side.MEASURED)
    )
    if given.exists() or Declaration.objects.filter(assessment=assessment).exists() or assessment.alias:
        text = _("Names can only be hidden before the first answer. Open a new assessment for a blind panel.")
        raise Refused("assessment", "answered", text)


def new_alias() -> str:
    """By chance, so that it tells nothing; those in use are left out."""
    taken = set(Assessment.objects.exclude(alias="").values_list("alias", flat=True))
    while True:
        mark = secrets.choice(LETTERS) + "".join(secrets.choice(DIGITS) for _place in range(2))
        alias = _("Provider %(mark)s") % {"mark": mark}
        if alias not in taken or len(taken) > len(LETTERS) * len(DIGITS) ** 2 / 2:
            return alias
