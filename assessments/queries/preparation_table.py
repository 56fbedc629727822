"""The table of preparations of a checklist: what it says, and for which scales."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.domain.formats import Mirror
from assessments.domain.preparing import Doer, Occasion, Stage
from assessments.domain.preparing_table import RuleFacts, rule_to_json
from assessments.models import PreparationRule, Template, TemplateVersion, VersionState
from assessments.models.scales import SCALES
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor, Permission


@dataclass(frozen=True, slots=True)
class TableScale:
    """One scale of a checklist with its lines; `mirror` is missing where the checklist asks it no more."""

    question_key: str
    title: str
    text: str
    rules: tuple[PreparationRule, ...]
    mirror: Mirror | None = None

    @property
    def warns_of_silence(self) -> bool:
        """Whether a match at one end of it is a warning."""
        return self.mirror is not None and self.mirror.warn_from is not None


def editable_rules(actor: Actor) -> QuerySet[PreparationRule]:
    """The lines of all tables, removed ones too, for those who change checklists."""
    rules = PreparationRule.objects.select_related("template")
    return rules if actor.may(Permission.MANAGE_TEMPLATES) else rules.none()


def table_of(template: Template) -> tuple[TableScale, ...]:
    """Every scale of a checklist in its order, then those that it no longer asks and still have lines."""
    lines: dict[str, list[PreparationRule]] = {}
    for rule in PreparationRule.objects.filter(template=template, is_removed=False):
        lines.setdefault(rule.question_key, []).append(rule)
    asked = scales_of(template)
    known = [
        TableScale(key, _title(key, text, mirror), text, tuple(lines.pop(key, ())), mirror)
        for key, (text, mirror) in asked.items()
    ]
    gone = [TableScale(key, key, "", tuple(rules)) for key, rules in lines.items()]
    return (*known, *gone)


def scales_of(template: Template) -> Mapping[str, tuple[str, Mirror]]:
    """By their keys, the mirrored questions of the version in use; before there is one, of its draft."""
    version = version_in_use(template)
    questions = questionnaire_of(version).questions if version else ()
    return {each.key: (each.text, each.format) for each in questions if isinstance(each.format, Mirror)}


def version_in_use(template: Template) -> TemplateVersion | None:
    """The version that is published, else the newest there is."""
    versions = TemplateVersion.objects.filter(template=template).order_by("-number")
    return versions.filter(state=VersionState.PUBLISHED).first() or versions.first()


def facts_of(rule: PreparationRule) -> RuleFacts:
    """What a line says."""
    return RuleFacts(
        question_key=rule.question_key,
        occasion=Occasion(rule.occasion),
        title=rule.title,
        side=Doer(rule.side),
        audience=rule.audience,
        before=Stage(rule.before),
        proof=rule.proof,
        within_days=rule.within_days,
    )


def table_json(template: Template) -> Sequence[dict[str, object]]:
    """The table as a file holds it, in its order."""
    rules = PreparationRule.objects.filter(template=template, is_removed=False)
    return [rule_to_json(facts_of(rule)) for rule in rules]


def _title(key: str, text: str, mirror: Mirror) -> str:
    known = SCALES.get(mirror.scale or key)
    return str(known.title) if known else text
