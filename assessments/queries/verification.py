"""Recomputes every standing and every kept score and says where a stored one differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assessments.domain.evidence import proof_from_json
from assessments.domain.fingerprint import (
    ENGINE_VERSION,
    Inputs,
    answers_from_inputs,
    digest,
    questionnaire_digest,
    reference_of,
)
from assessments.domain.questionnaire import Questionnaire
from assessments.models import Purpose, Scorecard, TemplateVersion
from assessments.queries.computing import ComputedScore, compute
from assessments.queries.inputs import ScoringInput, scoring_inputs
from assessments.queries.questionnaires import build_questionnaire, unsealed

AT_ONCE = 100


@dataclass(frozen=True)
class ScoreReport:
    """How many scorecards were recomputed, how many could not be, and what differs."""

    verified: int
    out_of_date: int
    other_engine: int
    faults: tuple[str, ...]


@dataclass
class Tally:
    """Counts while the scorecards go by."""

    verified: int = 0
    out_of_date: int = 0
    other_engine: int = 0

    def report(self, faults: Sequence[str]) -> ScoreReport:
        """The counts with the faults that were found."""
        return ScoreReport(self.verified, self.out_of_date, self.other_engine, tuple(faults))


def verify_scores() -> ScoreReport:
    """Walk through all versions in use and all scorecards.

    A draft whose answers moved since is out of date, not wrong; what another engine computed is left to that
    engine. Both are counted.
    """
    tally = Tally()
    faults = [*_version_faults(), *_kept_faults(tally), *_draft_faults(tally)]
    return tally.report(faults)


def _version_faults() -> Iterator[str]:
    for version in TemplateVersion.objects.exclude(digest="").select_related("template"):
        if questionnaire_digest(build_questionnaire(version.pk)) != version.digest:
            yield f"Version {version.number} of {version.template.key} was changed after it was published."


def _kept_faults(tally: Tally) -> Iterator[str]:
    questionnaires: dict[int, Questionnaire] = {}
    cards = Scorecard.objects.exclude(purpose=Purpose.DRAFT).order_by("pk")
    for card in cards.iterator(chunk_size=AT_ONCE):
        if card.engine_version != ENGINE_VERSION:
            tally.other_engine += 1
            continue
        version = card.template_version_id
        if version not in questionnaires:
            questionnaires[version] = build_questionnaire(version)
        tally.verified += 1
        yield from _kept_differences(card, card.inputs or {}, questionnaires[version])


def _kept_differences(card: Scorecard, inputs: Inputs, questionnaire: Questionnaire) -> Iterator[str]:
    if digest(inputs) != card.inputs_digest:
        yield f"Scorecard {card.pk}: its inputs were changed."
        return
    asked = _with_digest(questionnaire)
    if inputs["questionnaire"] != asked.digest:
        asked = _with_digest(unsealed(questionnaire))
    given = ScoringInput(
        assessment_id=card.assessment_id,
        input_version=card.input_version,
        template_version_id=card.template_version_id,
        purpose=Purpose(card.purpose),
        questionnaire=asked,
        answers=answers_from_inputs(inputs),
        reference=reference_of(inputs),
        proof=proof_from_json(inputs.get("proof")),
    )
    computed = compute(given)
    # Texts stand in the inputs as their hash, so their answers cannot be hashed a second time.
    same = {**computed.inputs, "answers": inputs["answers"]} == inputs
    yield from _differences(card, replace(computed, digest=card.inputs_digest if same else computed.digest))


def _with_digest(questionnaire: Questionnaire) -> Questionnaire:
    return replace(questionnaire, digest=questionnaire_digest(questionnaire))


def _draft_faults(tally: Tally) -> Iterator[str]:
    ids = list(Scorecard.objects.filter(purpose=Purpose.DRAFT).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        cards = Scorecard.objects.filter(pk__in=ids[start : start + AT_ONCE])
        by_assessment = {card.assessment_id: card for card in cards}
        for given in scoring_inputs(by_assessment):
            yield from _draft_fault(tally, by_assessment[given.assessment_id], given)


def _draft_fault(tally: Tally, card: Scorecard, given: ScoringInput) -> Iterator[str]:
    if card.input_version != given.input_version:
        tally.out_of_date += 1
    elif card.engine_version != ENGINE_VERSION:
        tally.other_engine += 1
    else:
        tally.verified += 1
        yield from _differences(card, compute(given))


def _differences(card: Scorecard, computed: ComputedScore) -> Iterator[str]:
    if card.inputs_digest != computed.digest:
        yield f"Scorecard {card.pk}: it was computed from other inputs."
    if card.result != computed.result_json:
        yield f"Scorecard {card.pk}: recomputing gives another result."
    result = computed.result
    stored = (card.low, card.high, card.observed, card.coverage, card.status)
    if stored != (result.low, result.high, result.observed, result.coverage, result.status):
        yield f"Scorecard {card.pk}: recomputing gives other figures."
    if (card.confidence, card.adjusted) != (computed.support.confidence, computed.support.adjusted):
        yield f"Scorecard {card.pk}: recomputing gives another support by evidence."
