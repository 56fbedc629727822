"""Switches knock-outs on and off for a project."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Template
from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from selection.actions.faults import SelectionError
from selection.actions.opened import require_open
from selection.actions.owing import inputs_changed
from selection.models import KnockoutSwitch, Project
from selection.queries.switches import switchable_keys


@transaction.atomic
def switch_knockout(
    *, by: Actor, project: Project, template: Template, question_key: str, on: bool
) -> KnockoutSwitch:
    """Let this question knock out in this project, or not."""
    require_open(project.pk)
    if question_key not in switchable_keys(template):
        raise SelectionError(_("This question has no knock-out that a project may switch."))
    switch, _created = KnockoutSwitch.objects.update_or_create(
        project=project, template=template, question_key=question_key, defaults={"on": on}
    )
    inputs_changed([project.pk])
    action = "project.knockout_on" if on else "project.knockout_off"
    record(by=by, action=action, on=project, digest={"question": question_key})
    return switch
