"""The table scale × gap → what to prepare, as a file holds it and people edit it."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.domain.format_codec import member
from assessments.domain.json_fields import Fields, Json
from assessments.domain.preparing import Doer, Occasion, Stage

LONGEST = {"title": 200, "audience": 200, "proof": 300, "question": 60}
MOST_DAYS = 730
MOST_RULES = 500


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What one line of the table says."""

    question_key: str
    occasion: Occasion
    title: str
    side: Doer
    audience: str
    before: Stage
    proof: str
    within_days: int


def rules_from_json(data: Json) -> tuple[RuleFacts, ...]:
    """Read the table of a checklist, {"preparations": [...]}; raises FormatError, which names the place."""
    fields = Fields(data)
    rules = fields.objects("preparations")
    if len(rules) > MOST_RULES:
        reason = f"a table of preparations holds {MOST_RULES} lines at most"
        raise fields.error("preparations", reason, "too_many")
    return tuple(map(_read, rules))


def rule_to_json(rule: RuleFacts) -> dict[str, object]:
    """Write one line; reading it gives it back."""
    return {
        "question": rule.question_key,
        "from": str(rule.occasion),
        "title": rule.title,
        "side": str(rule.side),
        "audience": rule.audience,
        "before": str(rule.before),
        "proof": rule.proof,
        "within_days": rule.within_days,
    }


def _read(fields: Fields) -> RuleFacts:
    return RuleFacts(
        question_key=_short(fields, "question"),
        occasion=member(Occasion, fields, "from"),
        title=_short(fields, "title"),
        side=member(Doer, fields, "side", Doer.BOTH),
        audience=_short(fields, "audience", ""),
        before=member(Stage, fields, "before", Stage.START),
        proof=_short(fields, "proof", ""),
        within_days=_days(fields),
    )


def _short(fields: Fields, name: str, default: str | None = None) -> str:
    text = fields.text(name, default).strip()
    if len(text) > LONGEST[name] or "\x00" in text:
        raise fields.error(name, f"at most {LONGEST[name]} characters fit", "too_long")
    return text


def _days(fields: Fields) -> int:
    days = fields.whole("within_days", 30)
    if not 1 <= days <= MOST_DAYS:
        raise fields.error("within_days", f"a number of days from 1 to {MOST_DAYS} is needed", "days_outside")
    return days
