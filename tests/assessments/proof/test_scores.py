"""How far proof supports a score: beside it, from its inputs, and provable."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import submit_response
from assessments.actions.confidence import set_confidences
from assessments.actions.proving import grade_proof, withdraw_proof
from assessments.actions.refusals import Refused
from assessments.domain.evidence import CONFIDENCE, Grade, best_grades, is_rising, proof_from_json
from assessments.models import Assessment, EvidenceSource, Scorecard
from assessments.queries import scorecards_for, scoring_inputs, verify_scores
from assessments.queries.proven import confidences, expired_proofs
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork
from tests.assessments import factories
from tests.assessments.factories import NOW
from tests.assessments.proof.proofs import TODAY, Proving, proving
from tests.files import samples

pytestmark = pytest.mark.django_db


def answered() -> Proving:
    """Certified (weight 3) answered yes, backups (weight 1) answered 3 of 5."""
    place = proving()
    factories.answered(place.response, "certified", "yes", by=place.manager)
    factories.answered(place.response, "backups", "3", by=place.manager)
    return place


def test_without_any_proof_neither_figure_is_given() -> None:
    card = answered().scorecard()

    assert (card.confidence, card.adjusted) == (None, None)
    assert "proof" not in Scorecard.objects.get(pk=card.pk).result


def test_index_and_adjusted_score_stand_beside_the_score() -> None:
    place = answered()
    before = place.scorecard()
    place.attach(content=samples.pdf())

    card = place.scorecard()

    # 0.75 × 0.6 + 0.25 × 0.25, and 0.75 × 1 × 0.6 + 0.25 × 0.5 × 0.25
    assert card.confidence == pytest.approx(0.5125)
    assert card.adjusted == pytest.approx(0.48125)
    assert (card.observed, card.low, card.high) == (before.observed, before.low, before.high)
    summary = scorecards_for([place.assessment.pk])[place.assessment.pk]
    assert (summary.confidence, summary.adjusted) == (card.confidence, card.adjusted)


def test_the_best_proof_of_a_question_counts_whoever_attached_it() -> None:
    place = answered()
    place.attach(content=samples.pdf())
    place.attach(note="Seen on site", source=EvidenceSource.OWN_VISIT, grade=Grade.VERIFIED)
    place.attach(note="Said on the phone", source=EvidenceSource.CLIENT_REFERENCE)

    assert place.scorecard().confidence == pytest.approx(0.75 * 1 + 0.25 * 0.25)
    assert best_grades([("a", Grade.SHOWN), ("a", Grade.TOLD)]) == {"a": Grade.SHOWN}


def test_each_change_of_proof_raises_the_input_and_owes_the_score() -> None:
    place = answered()

    def version() -> int:
        return Assessment.objects.get(pk=place.assessment.pk).input_version

    def wanted() -> int:
        return OwedWork.objects.get(task="assessments.score", key=str(place.assessment.pk)).wanted_version

    before, owed = version(), wanted()
    proof = place.attach(content=samples.pdf())
    grade_proof(by=place.manager, evidence=proof, grade=Grade.SHOWN, note="", now=NOW)
    withdraw_proof(by=place.manager, evidence=proof, reason="wrong", now=NOW)

    assert (version() - before, wanted() - owed) == (3, 3)
    assert place.scorecard().confidence is None


def test_proof_counts_if_it_was_valid_on_the_day_ages_are_counted_to() -> None:
    place = answered()
    reference = place.assessment.reference_date
    place.attach(content=samples.pdf(), valid_until=reference - timedelta(days=1))
    assert place.scorecard().confidence is None

    place.attach(content=samples.png(), name="a.png", valid_until=reference)
    assert place.scorecard().confidence == pytest.approx(0.5125)


def test_stored_figures_are_proven_and_forged_ones_found() -> None:
    place = answered()
    place.attach(content=samples.pdf())
    card = place.scorecard()
    assert verify_scores().faults == ()

    Scorecard.objects.filter(pk=card.pk).update(adjusted=0.9)
    assert verify_scores().faults == (f"Scorecard {card.pk}: recomputing gives another support by evidence.",)


def test_a_kept_scorecard_holds_grades_and_confidence_and_outlives_both() -> None:
    place = answered()
    proof = place.attach(content=samples.pdf())

    submit_response(by=place.manager, response=place.response, now=NOW)
    card = place.scorecard()
    assert card.inputs is not None
    assert card.inputs["proof"] == {
        "confidence": {"told": 0.25, "document": 0.6, "shown": 0.8, "verified": 1.0},
        "grades": {"certified": "document"},
    }

    grade_proof(by=place.manager, evidence=proof, grade=Grade.VERIFIED, note="", now=NOW)
    set_confidences(by=place.manager, figures={**CONFIDENCE, Grade.TOLD: 0.1})

    assert verify_scores().faults == ()
    assert place.scorecard().confidence == pytest.approx(0.75 + 0.25 * 0.1)
    assert proof_from_json(None).grades == {}


def test_changed_confidence_rescores_what_rests_on_proof_only() -> None:
    proven, bare = answered(), answered()
    proven.attach(content=samples.pdf())
    versions = {each.pk: each.input_version for each in Assessment.objects.all()}

    set_confidences(by=proven.manager, figures={**CONFIDENCE, Grade.DOCUMENT: 0.5})
    set_confidences(by=proven.manager, figures={**CONFIDENCE, Grade.DOCUMENT: 0.5})

    moved = {each.pk: each.input_version - versions[each.pk] for each in Assessment.objects.all()}
    assert moved == {proven.assessment.pk: 1, bare.assessment.pk: 0}
    assert confidences()[Grade.DOCUMENT] == 0.5
    event = AuditEvent.objects.get(action="proof.confidence_set")
    assert event.digest == {"told": "0.25", "document": "0.5", "shown": "0.8", "verified": "1"}


def test_confidence_never_falls_with_the_grade() -> None:
    with pytest.raises(Refused, match="at least as far"):
        set_confidences(by=factories.someone(), figures={**CONFIDENCE, Grade.TOLD: 0.9})

    assert not is_rising({**CONFIDENCE, Grade.VERIFIED: 1.1})
    assert is_rising(CONFIDENCE)


def test_many_assessments_cost_one_read_more() -> None:
    places = [answered() for _ in range(3)]
    with CaptureQueriesContext(connection) as bare:
        scoring_inputs([each.assessment.pk for each in places])
    for each in places:
        each.attach(content=samples.pdf())

    with CaptureQueriesContext(connection) as proven:
        scoring_inputs([each.assessment.pk for each in places])

    assert (len(bare), len(proven)) == (3, 4)


@pytest.mark.parametrize(
    ("today", "amber"),
    [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 6, 1), True)],
)
def test_an_answer_turns_amber_on_the_day_after_the_last(today: date, amber: bool) -> None:
    place = proving()
    place.attach(content=samples.pdf(), valid_until=date(2026, 12, 31))

    found = expired_proofs([place.assessment.pk], today)

    assert found == ({place.assessment.pk: frozenset({"certified"})} if amber else {})


def test_newer_proof_takes_the_amber_away_and_mere_words_do_not() -> None:
    place = proving()
    place.attach(content=samples.pdf(), valid_until=TODAY - timedelta(days=1))
    place.attach(note="They say it is renewed")
    assert expired_proofs([place.assessment.pk], TODAY) != {}

    place.attach(content=samples.png(), name="new.png", valid_until=TODAY)
    assert expired_proofs([place.assessment.pk], TODAY) == {}
