"""Keeps judgements by pairs with a draft, and applies the weights that follow from them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.editing.locking import lock_draft, section_in
from assessments.actions.refusals import Refused
from assessments.domain.ahp import JUDGEMENTS, MOST_COMPARED
from assessments.models import Comparison, TemplateVersion
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

Judged = Mapping[tuple[str, str], int]
MOST_JUDGEMENTS = MOST_COMPARED * (MOST_COMPARED - 1) // 2


@transaction.atomic
def save_comparison(
    *, by: Actor, version: TemplateVersion, section_key: str, judged: Judged, now: datetime
) -> Comparison:
    """Keep what was judged of the sections, or of the questions of one section; weights stay as they are."""
    draft = lock_draft(version)
    if section_key:
        section_in(draft, section_key)
    if len(judged) > MOST_JUDGEMENTS or any(each not in JUDGEMENTS for each in judged.values()):
        raise Refused("judgements", "unknown_word", _("Choose one of the judgements offered."))
    kept: Sequence[Sequence[object]] = [[first, second, judged[first, second]] for first, second in judged]
    comparison, _created = Comparison.objects.update_or_create(
        version=draft,
        section_key=section_key,
        defaults={"judgements": kept, "saved_at": now, "saved_by_name": by.name[:200]},
    )
    record(by=by, action="draft.compared", on=draft, digest={"judgements": len(kept)})
    return comparison
