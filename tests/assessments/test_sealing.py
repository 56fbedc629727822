"""Prices in a sealed envelope: neither read nor scored, by anybody, until somebody opens them."""

import pytest

from assessments import tasks
from assessments.domain.questionnaire import Side
from assessments.models import Answer, Assessment, Scorecard
from assessments.queries import answer_history, filling_page, live_score, readable_answers, verify_scores
from outsourcing.actors import Actor, Permission
from outsourcing.jobs.models import OwedWork
from tests.assessments.factories import (
    PRICE,
    answered,
    assessment,
    question,
    question_of,
    response_of,
    section,
    someone,
)

pytestmark = pytest.mark.django_db


def priced(*, sealed: bool, by: Actor) -> Assessment:
    return assessment(
        section("quality", question("pace", sides=["provider"]), weight=50),
        section("prices", question("fee", PRICE, sides=["provider"]), weight=50, envelope="price"),
        opening_sides=["provider"],
        by=by,
        sealed=sealed,
    )


def test_a_sealed_price_moves_no_score_and_owes_none() -> None:
    assessed = priced(sealed=True, by=someone())

    answered(response_of(assessed, Side.PROVIDER), "fee", 120)

    assessed.refresh_from_db()
    assert assessed.input_version == 1
    assert OwedWork.objects.get(task="assessments.score").wanted_version == 1
    assert [part.key for part in live_score(assessed).sections] == ["quality"]


def test_a_price_that_is_not_sealed_counts() -> None:
    assessed = priced(sealed=False, by=someone())
    answered(response_of(assessed, Side.PROVIDER), "fee", 125)

    tasks.score(str(assessed.pk))

    assert Scorecard.objects.get().low == pytest.approx(0.375)


def test_nobody_but_its_writer_reads_a_sealed_price() -> None:
    writer, auditor = someone(), someone("Auditor", Permission.READ_ALL_ASSESSMENTS)
    assessed = priced(sealed=True, by=writer)
    response = response_of(assessed, Side.PROVIDER)
    answered(response, "fee", 120, by=writer)

    assert not Answer.objects.exists()
    assert not readable_answers(auditor, assessed).exists()
    assert fee_on_page(auditor, assessed) is None
    assert not answer_history(auditor, response, question_of(assessed, "fee"))
    assert fee_on_page(writer, assessed) == 120
    assert len(answer_history(writer, response, question_of(assessed, "fee"))) == 1


def test_a_sealed_assessment_can_be_verified() -> None:
    assessed = priced(sealed=True, by=someone())
    answered(response_of(assessed, Side.PROVIDER), "pace", 4)
    tasks.score(str(assessed.pk))

    assert (verify_scores().verified, verify_scores().faults) == (1, ())


def fee_on_page(actor: Actor, assessed: Assessment) -> object:
    """What the page shows an actor as the fee."""
    page = filling_page(actor, response_of(assessed, Side.PROVIDER))
    return page.sections[1].rows[0].own.value
