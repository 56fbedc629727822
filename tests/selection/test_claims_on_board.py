"""A claim that the roster does not bear out, and a roster that is refused, stop whoever reads the board."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.actions import ask_evaluator
from outsourcing.ui.registry import Tone
from providers.actions import refuse_request, withdraw_claim
from providers.models import Provider
from providers.queries.claims_held import people_of, with_people
from selection.queries.board import board_of
from selection.views.board_rows import drawn_lines
from selection.views.flag import Flag
from tests.assessments.measured.measuring import staff
from tests.people import person, signed_in
from tests.providers.factories import contact, provider
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import claim, stored_roster
from tests.providers.rosters.files import text
from tests.providers.rosters.test_pages import many
from tests.selection.factories import FULL, NOW, World, assessment_of, candidate, work_off, world

pytestmark = pytest.mark.django_db


def claiming(of: World, name: str, rate: float, resigned: int = 8) -> Provider:
    """A candidate that claims a rate, with a roster in which 4 were dismissed and some resigned."""
    made = candidate(of, name, FULL)
    claim(made.provider, rate)
    stored_roster(made.provider, text(staff(resigned=resigned)).read())
    work_off()
    return made.provider


def flags(of: World) -> dict[str, list[Flag]]:
    board = board_of(of.lead.as_actor(), of.project.pk)
    assert board is not None
    return {line.line.provider.name: list(line.flags) for line in drawn_lines(board, timezone.localdate())}


def page(of: World) -> str:
    reply = signed_in(of.lead).get(reverse("selection:board", args=[of.project.pk]))
    html = reply.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ")


def test_a_claim_that_is_too_low_is_a_flag_that_leads_to_where_it_is_settled() -> None:
    of = world()
    kaveri = claiming(of, "Kaveri Research", 0.09)

    (flag,) = flags(of)["Kaveri Research"]

    assert flag.text.replace("\xa0", " ") == "Claimed 9 % attrition, roster shows 16 %"
    assert (flag.tone, flag.icon) == (Tone.BAD, "people")
    assert flag.url == f"/providers/{kaveri.pk}/attrition/#claims"
    assert "Claimed 9 % attrition, roster shows 16 %" in page(of)


def test_a_roster_with_too_few_leavers_is_asked_about() -> None:
    of = world()
    claiming(of, "Kaveri Research", 0.35)

    (flag,) = flags(of)["Kaveri Research"]

    said = flag.text.replace("\xa0", " ")
    assert said == "Claimed 35 % attrition, roster shows only 16 %: leavers missing?"
    assert flag.tone is Tone.WARN


def test_a_claim_of_voluntary_leavers_is_held_against_those_alone() -> None:
    of = world()
    made = candidate(of, "Kaveri Research", FULL)
    claim(made.provider, 0.03, voluntary_only=True)
    stored_roster(made.provider, text(staff()).read())
    work_off()

    (flag,) = flags(of)["Kaveri Research"]

    assert flag.text.replace("\xa0", " ") == "Claimed 3 % attrition, roster shows 11 %"


@pytest.mark.parametrize("rate", [0.15, 0.17])
def test_a_claim_that_holds_is_no_flag(rate: float) -> None:
    of = world()
    claiming(of, "Kaveri Research", rate)

    assert [flag.text for flag in flags(of)["Kaveri Research"]] == ["None"]


def test_what_fewer_than_five_people_stand_behind_is_no_flag() -> None:
    """Person-years enough, and still only four who are there."""
    of = world()
    made = candidate(of, "Kaveri Research", FULL)
    claim(made.provider, 0.01)
    stored_roster(made.provider, text(many(9, 4)).read())
    work_off()

    assert [flag.text for flag in flags(of)["Kaveri Research"]] == ["None"]


def test_a_claim_that_was_withdrawn_or_is_not_covered_says_nothing() -> None:
    of = world()
    kaveri = claiming(of, "Kaveri Research", 0.09)
    meridian = candidate(of, "Meridian Clinical", FULL).provider
    claim(meridian, 0.01)
    work_off()

    withdraw_claim(by=of.lead.as_actor(), claim=kaveri.attrition_claims.get(), reason="Typed wrong", now=NOW)

    assert {name: [flag.text for flag in said] for name, said in flags(of).items()} == {
        "Kaveri Research": ["None"],
        "Meridian Clinical": ["None"],
    }


def test_a_refusal_is_a_flag_until_a_roster_comes() -> None:
    of = world()
    kaveri = candidate(of, "Kaveri Research", FULL).provider
    work_off()
    asha = contact(kaveri, "Asha Rao", email="asha@kaveri.example")
    request = asked_for(asha, by=of.lead)
    refuse_request(by=asha.as_actor(), request=request, reason="Works council.", now=timezone.now())

    (flag,) = flags(of)["Kaveri Research"]
    assert (flag.text, flag.tone) == ("Declines to hand over a roster", Tone.BAD)
    assert flag.url == f"/providers/{kaveri.pk}/attrition/"

    stored_roster(kaveri, text(staff()).read())

    assert [each.text for each in flags(of)["Kaveri Research"]] == ["None"]


def test_whoever_still_rates_alone_is_told_no_figure_beside_a_name() -> None:
    of = world()
    claiming(of, "Kaveri Research", 0.09)
    made = of.project.candidacies.get()
    ask_evaluator(
        by=of.lead.as_actor(), assessment=assessment_of(made, "people"), evaluator=of.lead.as_actor(), now=NOW
    )

    assert [flag.text for flag in flags(of)["Kaveri Research"]] == ["Not computed yet"]
    assert "roster shows" not in page(of)


def test_who_reads_no_providers_is_told_nothing_of_their_claims() -> None:
    of = world()
    kaveri = claiming(of, "Kaveri Research", 0.09)
    rows = Provider.objects.filter(pk=kaveri.pk)

    assert people_of(with_people(person().as_actor(), rows, "pk").get()) is None
    told = people_of(with_people(of.lead.as_actor(), rows, "pk").get())
    assert told is not None
    assert told.test is not None
    assert (told.test.leavers, told.declines) == (12, False)


def test_the_claims_of_others_are_not_on_this_board() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    other = provider("Northbridge BPO")
    claim(other, 0.01)
    stored_roster(other, text(staff()).read())
    work_off()

    assert [flag.text for flag in flags(of)["Meridian Clinical"]] == ["None"]


def test_many_claims_take_no_more_reads_and_the_board_stays_within_fifteen() -> None:
    of = world()
    claiming(of, "Kaveri Research", 0.09)
    client, url = signed_in(of.lead), reverse("selection:board", args=[of.project.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for name, rate in (("Meridian Clinical", 0.02), ("Altura Services", 0.5), ("Solent", 0.16)):
        claiming(of, name, rate)

    with CaptureQueriesContext(connection) as four:
        client.get(url)

    assert len(four) == len(one)
    assert len(four) <= 15, "\n".join(each["sql"][:300] for each in four.captured_queries)
