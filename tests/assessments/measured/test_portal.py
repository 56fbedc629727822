"""In the portal the provider's people see the same figures beside the same questions."""

import re

import pytest
from django.test import Client

from assessments.domain.questionnaire import Side
from assessments.views.releasing import answers_in_words
from providers.models import Contact
from tests.assessments.factories import response_of
from tests.assessments.measured.measuring import Measuring, measuring, roster
from tests.people import signed_in
from tests.portal.world import ask, come_in, path_in
from tests.providers.factories import contact
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import claim

pytestmark = pytest.mark.django_db
FIGURE = "10.8 % measured, and counts Roster of 30 Jun 2026, all functions: 8 left of their own will in 74.0"


def said(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def asha_of(of: Measuring) -> Contact:
    return contact(of.provider, "Asha Rao", email=f"asha-{of.provider.pk}@kaveri.example")


def portal(of: Measuring, who: Contact, *, for_rosters: bool = True) -> tuple[Client, str]:
    """A contact who came in to answer, and was asked for rosters too; their page."""
    if for_rosters:
        asked_for(who, by=of.lead)
    asked = ask(of.lead, of.fresh, who)
    return come_in(path_in()), asked.page


def test_whoever_hands_over_rosters_sees_what_we_see() -> None:
    of = measuring()
    made = roster(of.provider)
    client, page = portal(of, asha_of(of))

    theirs = client.get(page).content.decode()
    url = f"/assessments/{of.assessment.pk}/answer/{response_of(of.assessment, Side.PROVIDER).pk}/"
    ours = signed_in(of.lead).get(url).content.decode()

    assert FIGURE in said(theirs)
    assert FIGURE in said(ours)
    assert f'href="/portal/rosters/{made.pk}/"' in theirs
    assert client.get(f"/portal/rosters/{made.pk}/").status_code == 200
    assert "/providers/" not in theirs


def test_the_verdict_on_what_they_state_is_ours_until_results_are_released() -> None:
    of = measuring()
    roster(of.provider)
    client, page = portal(of, asha_of(of))

    client.post(f"{page}questions/voluntary/", {"row_version": 0, "value": "3"})

    told = said(client.get(page).content.decode())
    assert FIGURE in told
    assert "contradicts" not in told
    assert "Stated:" not in told


def test_what_we_recorded_as_their_claim_stays_inside() -> None:
    of = measuring()
    claim(of.provider, 0.05)
    roster(of.provider)
    client, page = portal(of, asha_of(of))

    assert "Claimed:" not in said(client.get(page).content.decode())


def test_whoever_was_not_asked_for_rosters_sees_none_of_their_figures() -> None:
    of = measuring()
    roster(of.provider)
    client, page = portal(of, asha_of(of), for_rosters=False)

    told = said(client.get(page).content.decode())

    assert "How is voluntary?" in told
    assert "measured" not in told
    assert "roster" not in told.lower()


def test_without_a_roster_they_are_told_so_without_our_words() -> None:
    of = measuring()
    client, page = portal(of, asha_of(of))
    told = said(client.get(page).content.decode())

    assert "Nothing is measured: there is no roster yet. What is said here is a claim." in told
    assert "excludes" not in told


def test_results_to_be_released_say_what_was_measured_and_no_note() -> None:
    of = measuring()
    roster(of.provider)

    told = answers_in_words(of.lead.as_actor(), of.fresh)

    assert told["voluntary"] == (("Measured from the roster", "10.8\xa0%"),)
    assert told["handed"] == (("Measured from the roster", "Yes"),)
