"""What scoring returns; every score is in [0, 1], and None means "cannot be said"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessments.domain.questionnaire import Applies, Side


class QuestionState(StrEnum):
    """What became of a question in the score."""

    ANSWERED = "answered"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    HIDDEN = "hidden"
    AWAITING_RATING = "awaiting_rating"
    UNSCORED = "unscored"


class KnockoutState(StrEnum):
    """Whether a knock-out bites."""

    TRIGGERED = "triggered"
    PENDING = "pending"
    CLEAR = "clear"


class Status(StrEnum):
    """Where the knock-outs leave a provider."""

    ELIGIBLE = "eligible"
    PENDING = "pending"
    EXCLUDED = "excluded"


class WarningCode(StrEnum):
    """What a reader of the score should know."""

    SILENT_END = "silent_end"
    DISPUTED = "disputed"
    TOO_FEW_RATERS = "too_few_raters"
    NOT_APPLICABLE_SHARE = "not_applicable_share"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far several ratings of one question agree.

    `low`, `high` and `deviation` (sample standard deviation) are on values in [0, 1];
    `r_wg` is clipped to [0, 1].
    """

    count: int
    low: float
    high: float
    deviation: float
    r_wg: float


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One question in the score: effective weight (all sum to 1) and value in [0, 1]."""

    key: str
    section_key: str
    weight: float
    state: QuestionState
    value: float | None = None
    source: Side | None = None
    outside: bool = False
    disputed: bool = False
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section for itself; `weight` is its share of the whole (0 when it drops out)."""

    key: str
    weight: float
    low: float | None
    high: float | None
    observed: float | None
    coverage: float


@dataclass(frozen=True, slots=True)
class KnockoutFinding:
    """One knock-out rule and its outcome; a section's minimum has a `section_key` instead."""

    question_key: str
    state: KnockoutState
    applies: Applies
    sentence: str
    section_key: str = ""


@dataclass(frozen=True, slots=True)
class ScoreWarning:
    """A warning beside the score; `question_key` is empty where it concerns the whole."""

    code: WarningCode
    question_key: str = ""


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """The score of one assessment with its bounds.

    `low` and `high` are None when nothing applies; `observed` also when nothing is answered.
    `status` counts the knock-outs that always apply; projects apply the others.
    """

    low: float | None
    high: float | None
    observed: float | None
    coverage: float
    provisional: bool
    status: Status
    knockouts: tuple[KnockoutFinding, ...]
    sections: tuple[SectionScore, ...]
    questions: tuple[QuestionScore, ...]
    not_applicable_share: float
    warnings: tuple[ScoreWarning, ...]
