"""Edits the table of preparations of a checklist; what it opened before is kept."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assessments.actions.editing.locking import locked_template
from assessments.actions.preparing.owing import owe_after_table
from assessments.actions.refusals import Refused
from assessments.domain.preparing_table import MOST_RULES, RuleFacts, rules_from_json
from assessments.models import PreparationRule, Template
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def add_rule(*, by: Actor, template: Template, facts: RuleFacts) -> PreparationRule:
    """Add a line at the end of its scale."""
    locked = locked_template(template)
    rules = PreparationRule.objects.filter(template=locked)
    if rules.filter(is_removed=False).count() >= MOST_RULES:
        text = _("The table holds %(most)d lines at most. Remove one that is not used.")
        raise Refused("title", "too_many", text % {"most": MOST_RULES})
    last = rules.filter(question_key=facts.question_key).aggregate(last=Max("position"))["last"] or 0
    rule = PreparationRule.objects.create(template=locked, position=last + 1, **columns(facts))
    return _moved(by, rule, "table.line_added")


@transaction.atomic
def change_rule(*, by: Actor, rule: PreparationRule, facts: RuleFacts) -> PreparationRule:
    """Change a line; what nobody began yet follows it, what was begun keeps its words."""
    locked = _lock(rule)
    if locked.is_removed:
        text = _("This line was removed meanwhile. What you typed was not saved.")
        raise Refused("title", "removed", text)
    for name, value in columns(facts).items():
        setattr(locked, name, value)
    locked.save()
    return _moved(by, locked, "table.line_changed")


@transaction.atomic
def remove_rule(*, by: Actor, rule: PreparationRule) -> PreparationRule:
    """Take a line out of the table; it can be put back. What was begun for it stays."""
    locked = _lock(rule)
    if locked.is_removed:
        return locked
    locked.is_removed = True
    locked.save(update_fields=["is_removed"])
    return _moved(by, locked, "table.line_removed")


@transaction.atomic
def restore_rule(*, by: Actor, rule: PreparationRule) -> PreparationRule:
    """Put a line back that was taken out; twice is as once."""
    locked = _lock(rule)
    if not locked.is_removed:
        return locked
    locked.is_removed = False
    locked.save(update_fields=["is_removed"])
    return _moved(by, locked, "table.line_restored")


@transaction.atomic
def move_rule(*, by: Actor, rule: PreparationRule, places: int) -> PreparationRule:
    """Move a line down within its scale, up where `places` is negative; at the end it stays there."""
    template = locked_template(rule.template)
    scale = PreparationRule.objects.filter(template=template, question_key=rule.question_key)
    rules = list(scale.filter(is_removed=False))
    place = next((at for at, each in enumerate(rules) if each.pk == rule.pk), None)
    if place is None:
        raise Refused("title", "removed", _("This line was removed meanwhile. Nothing was changed."))
    wanted = min(max(place + places, 0), len(rules) - 1)
    if wanted == place:
        return rules[place]
    moved = rules.pop(place)
    rules.insert(wanted, moved)
    for position, each in enumerate(rules, start=1):
        each.position = position
    PreparationRule.objects.bulk_update(rules, ["position"])
    moved.template = template
    return _moved(by, moved, "table.line_moved")


@transaction.atomic
def load_table(*, by: Actor, template: Template, data: Mapping[str, object]) -> Sequence[PreparationRule]:
    """The table of a file, where the checklist has none yet; whatever somebody edited here stays.

    Raises FormatError, which names the place.
    """
    facts = rules_from_json(data)
    locked = locked_template(template)
    if not facts or PreparationRule.objects.filter(template=locked).exists():
        return ()
    lines = [
        PreparationRule(template=locked, position=place, **columns(each))
        for place, each in enumerate(facts, start=1)
    ]
    rules = PreparationRule.objects.bulk_create(lines)
    record(by=by, action="table.loaded", on=locked, digest={"lines": len(rules)})
    owe_after_table(locked)
    return rules


def columns(facts: RuleFacts) -> dict[str, object]:
    """What a line says, by the columns of its row."""
    return {
        "question_key": facts.question_key,
        "occasion": str(facts.occasion),
        "title": facts.title,
        "side": str(facts.side),
        "audience": facts.audience,
        "before": str(facts.before),
        "proof": facts.proof,
        "within_days": facts.within_days,
    }


def _lock(rule: PreparationRule) -> PreparationRule:
    return PreparationRule.objects.select_for_update(of=("self",)).select_related("template").get(pk=rule.pk)


def _moved(by: Actor, rule: PreparationRule, action: str) -> PreparationRule:
    digest: dict[str, str | int] = {"scale": rule.question_key, "from": str(rule.occasion)}
    record(by=by, action=action, on=rule, digest=digest)
    owe_after_table(rule.template)
    return rule
