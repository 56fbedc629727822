"""What proof counts for the scores of many assessments, and which of it has expired."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, F, Q

from assessments.domain.evidence import CONFIDENCE, Grade, Proof, best_grades
from assessments.models import Evidence, GradeConfidence

STANDING = Q(withdrawn_at__isnull=True)


def proven(assessment_ids: Sequence[int]) -> Mapping[int, Proof]:
    """The best grade of each question, by assessment, in one read; a second one only where there is proof.

    A proof counts if it was still valid on the day to which the assessment counts ages, so that a score
    depends on its inputs and not on the day on which it is computed.
    """
    counting = Q(valid_until__isnull=True) | Q(valid_until__gte=F("response__assessment__reference_date"))
    rows = Evidence.objects.filter(STANDING, counting, response__assessment__in=assessment_ids)
    given: dict[int, list[tuple[str, Grade]]] = {}
    for assessment_id, key, grade in rows.order_by().values_list(
        "response__assessment", "question__key", "grade"
    ):
        given.setdefault(assessment_id, []).append((key, Grade(grade)))
    confidence = confidences() if given else CONFIDENCE
    return {pk: Proof(best_grades(grades), confidence) for pk, grades in given.items()}


def confidences() -> Mapping[Grade, float]:
    """How far each grade is trusted: as somebody set it, else the product's own figure."""
    changed = dict(GradeConfidence.objects.values_list("grade", "confidence"))
    return {grade: changed.get(grade.value, CONFIDENCE[grade]) for grade in Grade}


def expired_proofs(assessment_ids: Iterable[int], today: date) -> Mapping[int, frozenset[str]]:
    """The questions, by assessment, whose proof has expired and that nothing valid proves any more.

    What was merely told renews nothing. The assessments come from a read that knows who asks.
    """
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    amber = (
        Evidence.objects.filter(STANDING, response__assessment__in=list(assessment_ids))
        .order_by()
        .values("response__assessment", "question__key")
        .annotate(
            expired=Count("pk", filter=Q(valid_until__lt=today)),
            holding=Count("pk", filter=valid & ~Q(grade=Grade.TOLD)),
        )
        .filter(expired__gt=0, holding=0)
        .values_list("response__assessment", "question__key")
    )
    found: dict[int, set[str]] = {}
    for assessment_id, key in amber:
        found.setdefault(assessment_id, set()).add(key)
    return {pk: frozenset(keys) for pk, keys in found.items()}
