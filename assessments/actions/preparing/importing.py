"""Takes a checklist from a file together with its table of preparations: both or nothing."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.editing import FileRefused, PartFault, import_checklist
from assessments.actions.preparing.table import load_table
from assessments.domain.formats import FormatError
from assessments.domain.preparing_table import rules_from_json
from assessments.models import TemplateVersion
from outsourcing.actors import Actor


@transaction.atomic
def import_with_table(*, by: Actor, data: Mapping[str, object]) -> TemplateVersion:
    """The draft of a file; its table is taken where the checklist has none. Raises FileRefused or Refused."""
    draft = import_checklist(by=by, data=data)
    if faults := table_faults(data):
        raise FileRefused(faults)
    if data.get("preparations"):
        load_table(by=by, template=draft.template, data=data)
    return draft


def table_faults(data: Mapping[str, object]) -> list[PartFault]:
    """What is wrong with the table of a file; a file without one is right."""
    try:
        rules_from_json(data)
    except FormatError as error:
        return [PartFault(error.field, error.code, _(error.reason))]
    return []
