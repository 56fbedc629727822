"""What both sides handed in, read together: exact figures, and nothing of fewer than three."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessments.domain.culture import Band
from assessments.domain.questionnaire import Side
from assessments.models import Response
from assessments.queries.access import readable_responses
from assessments.queries.culture import culture_of, cultures_of
from tests.assessments.culture import world
from tests.people import actor

pytestmark = pytest.mark.django_db


def test_both_sides_with_gap_band_agreement_blind_spot_and_knowledge() -> None:
    six = world.opened()
    world.all_rated(six)

    reading = culture_of(six.lead.as_actor(), six.assessment)

    assert reading is not None
    words, news = reading.scales
    assert words.gap is not None
    assert news.gap is not None
    assert (words.gap.sponsor.place, words.gap.provider.place, words.gap.gap) == (1.0, 5.0, 4.0)
    assert (words.band, words.scale, words.number) == (Band.CRITICAL, "context", "1.1")
    # Levels 1, 1, 2 have a variance of 1/3 against the 2 of five levels at random.
    assert words.gap.sponsor.agreement == pytest.approx(1 - (1 / 3) / 2)
    assert (words.gap.blind_sponsor, words.gap.blind_provider) == (3.0, 3.0)
    assert (news.band, news.gap.is_silent_match) == (Band.ALIGNED, True)
    ours, theirs = reading.knowledge_sponsor, reading.knowledge_provider
    assert (ours.stated, ours.tried) == (0.75, 1.0)
    assert (theirs.stated, theirs.tried) == (0.25, 0.0)
    assert (reading.sponsor.handed_in, reading.provider.handed_in) == (3, 3)
    assert reading.is_complete
    assert len(reading.material) == 1


def test_two_of_three_show_nothing_but_how_many() -> None:
    six = world.opened()
    world.all_rated(six)
    last = six.theirs[2].response
    Response.objects.filter(pk=last.pk).update(state="draft", submitted_at=None, receipt="")

    reading = culture_of(six.lead.as_actor(), six.assessment)

    assert reading is not None
    assert reading.known == ()
    assert (reading.scales[0].sponsor, reading.scales[0].provider) == (3, 2)
    assert reading.knowledge_sponsor.tried is None
    assert reading.knowledge_provider.stated is None
    assert (reading.provider.handed_in, reading.provider.asked, reading.provider.is_enough) == (2, 3, False)


def test_whoever_still_rates_alone_sees_nothing_of_it() -> None:
    six = world.opened(of_each=4)
    fourth, _response = six.ours.pop()
    six.theirs.pop()
    world.all_rated(six)

    reading = culture_of(fourth.as_actor(), six.assessment)

    assert reading is not None
    assert reading.is_withheld
    assert reading.known == ()
    handed_in, _ = six.ours[0]
    after = culture_of(handed_in.as_actor(), six.assessment)
    assert after is not None
    assert len(after.known) == 2


def test_nobody_reads_what_one_rater_answered_alone() -> None:
    six = world.opened()
    world.all_rated(six)
    one, own = six.ours[0]

    for reader in (six.lead.as_actor(), actor("executive"), actor("auditor"), six.ours[1][0].as_actor()):
        assert own.pk not in readable_responses(reader).values_list("pk", flat=True)
        sides = readable_responses(reader).exclude(party="").filter(side=Side.PROVIDER)
        assert not sides.exists()
    assert own.pk in readable_responses(one.as_actor()).values_list("pk", flat=True)


def test_a_contact_works_on_their_own_answers_alone() -> None:
    six = world.opened()
    first, second = six.theirs[:2]

    seen = readable_responses(world.contact_actor(first)).filter(party__startswith="contact-")

    assert [each.pk for each in seen] == [first.response.pk]
    assert first.response.pk != second.response.pk


def test_foreign_equals_missing_and_many_cost_as_little_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    six, other = world.opened(), world.opened()
    world.all_rated(six)

    assert culture_of(actor("evaluator"), six.assessment) is None
    with django_assert_num_queries(2):
        read = cultures_of(six.lead.as_actor(), [six.assessment, other.assessment])
    assert [len(each.known) for each in read.values()] == [2, 0]
