"""All proofs of an assessment: what needs care first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from assessments.domain.evidence import RANK, Grade
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Evidence, Question
from assessments.queries import questionnaire_of, readable_responses
from assessments.queries.evidence import is_amber, proofs_in, questions_wanting_proof
from assessments.queries.scorecards import ScorecardSummary, scorecards_told
from assessments.views.proving import ProofLine
from assessments.views.readers import Reader
from outsourcing.actors import Actor


@dataclass(frozen=True, slots=True)
class ProvenQuestion:
    """A question with the proofs that stand for it."""

    number: str
    question: Question
    lines: tuple[ProofLine, ...]
    is_amber: bool
    url: str

    @property
    def care(self) -> tuple[int, int]:
        """What needs care comes first: expired, soon expired, then the weaker grade."""
        soon = any(line.expires_soon for line in self.lines)
        best = max(RANK[Grade(line.evidence.grade)] for line in self.lines)
        return (0 if self.is_amber else 1 if soon else 2), best


@dataclass(frozen=True, slots=True)
class WantedProof:
    """A question that asks for proof and has none."""

    number: str
    question: Question
    url: str


@dataclass(frozen=True, slots=True)
class ProofList:
    """The proofs of an assessment, as far as its reader may see them."""

    questions: tuple[ProvenQuestion, ...]
    wanted: tuple[WantedProof, ...]
    withdrawn: tuple[ProofLine, ...]
    score: ScorecardSummary
    today: date

    @property
    def amber(self) -> int:
        """How many questions have expired proof only."""
        return sum(each.is_amber for each in self.questions)

    @property
    def count(self) -> int:
        """How many proofs stand."""
        return sum(len(each.lines) for each in self.questions)

    @property
    def expires_soon(self) -> int:
        """How many proofs expire within the month."""
        return sum(line.expires_soon for each in self.questions for line in each.lines)


def proof_list(actor: Actor, assessment: Assessment, reader: Reader) -> ProofList:
    """Read it for whoever asks; what needs care first, then in the order of the questions."""
    rows = proofs_in(actor, assessment)
    standing = [row for row in rows if row.stands]
    numbers = _numbers(assessment)
    by_key: dict[str, list[Evidence]] = {}
    for row in standing:
        by_key.setdefault(row.question.key, []).append(row)
    questions = [_question(numbers, key, proofs, reader) for key, proofs in by_key.items()]
    wanted = questions_wanting_proof(actor, assessment, by_key.keys())
    asked_in = _asked_in(actor, assessment)
    return ProofList(
        questions=tuple(sorted(questions, key=lambda each: each.care)),
        wanted=tuple(
            WantedProof(
                numbers.get(each.key, "–"), each, _panel_url(assessment, asked_in.get(each.key), each.key)
            )
            for each in wanted
        ),
        withdrawn=tuple(ProofLine(row, reader.today, reader) for row in rows if not row.stands),
        score=scorecards_told(actor, [assessment.pk])[assessment.pk],
        today=reader.today,
    )


def _question(
    numbers: dict[str, str], key: str, proofs: Sequence[Evidence], reader: Reader
) -> ProvenQuestion:
    first = proofs[0]
    return ProvenQuestion(
        number=numbers.get(key, "–"),
        question=first.question,
        lines=tuple(ProofLine(row, reader.today, reader) for row in proofs),
        is_amber=is_amber(((row.grade, row.valid_until) for row in proofs), reader.today),
        url=_panel_url(first.response.assessment, first.response_id, key) if key in numbers else "",
    )


def _asked_in(actor: Actor, assessment: Assessment) -> dict[str, int]:
    """For each question a response that is asked it and that this actor reads."""
    keys = questionnaire_of(assessment.version).keys_by_side
    responses = readable_responses(actor).filter(assessment=assessment.pk).values_list("side", "pk")
    return {key: pk for side, pk in responses for key in keys[Side(side)]}


def _panel_url(assessment: Assessment, response_id: int | None, key: str) -> str:
    place = [assessment.pk, response_id, key]
    return reverse("assessments:proof-panel", args=place) if response_id else ""


def _numbers(assessment: Assessment) -> dict[str, str]:
    return {
        question.key: f"{number}.{place}"
        for number, section in enumerate(questionnaire_of(assessment.version).sections, start=1)
        for place, question in enumerate(section.questions, start=1)
    }
