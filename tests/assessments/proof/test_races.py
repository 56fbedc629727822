"""The same file uploaded by several at one moment is one document, and nothing is left over."""

import pytest

from assessments.actions.proving import grade_proof
from assessments.domain.evidence import Grade
from assessments.models import Document, Evidence, Grading
from tests.assessments import factories
from tests.assessments.factories import NOW
from tests.assessments.proof.proofs import attach, kept_files, let_answer, proving
from tests.assessments.test_races import at_once
from tests.files import samples

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_file_at_once_is_one_document() -> None:
    place = proving()
    people = [factories.someone(f"Person {number}") for number in range(4)]
    for each in people:
        let_answer(place.assessment, each)
    before = kept_files()

    outcomes = at_once(
        *(
            lambda by=by, key=key: attach(by, place.response, place.question(key), content=samples.pdf())
            for by, key in zip(people, ["certified", "backups"] * 2, strict=True)
        )
    )

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert (Document.objects.count(), Evidence.objects.count()) == (1, 2)
    assert len(kept_files() - before) == 1


def test_of_grades_at_once_the_last_stands_and_all_are_kept() -> None:
    place = proving()
    proof = place.attach(content=samples.pdf())

    at_once(
        *(
            lambda grade=grade: grade_proof(by=place.manager, evidence=proof, grade=grade, note="", now=NOW)
            for grade in (Grade.SHOWN, Grade.VERIFIED)
        )
    )

    proof.refresh_from_db()
    assert Grading.objects.count() == 3
    assert Grading.objects.order_by("-pk").first().grade == proof.grade  # type: ignore[union-attr]
