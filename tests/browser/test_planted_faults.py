"""A provider of five thousand hands over a list with planted faults, and the lead sees every one."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from outsourcing.ui.formats import count_text, interval_text, share_text
from providers.models import Provider
from tests.browser.rosters import have_it_read, main, row, upload
from tests.browser.walking import arrived
from tests.people import person
from tests.portal.world import path_in
from tests.providers.attrition.plainly import Counted, Term, counted, poisson_ends
from tests.providers.factories import contact, provider
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import claim, stored_roster
from tests.providers.rosters.planted import (
    EARLIER,
    EDITED,
    HEAPED_ON,
    HIDDEN,
    NO_DAY,
    YEAR_BEFORE,
    Story,
    story,
)
from tests.providers.rosters.staff import AS_OF, Person
from tests.services.browser import PHONE, Browse
from tests.services.worker import RealWorker

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

SEATS = 5_000
CLAIMED = 0.09
THREE_YEARS_BEFORE = YEAR_BEFORE.replace(year=2023)
FINDINGS = {
    "missing_id": "there is no employee id",
    "duplicate_row": "the same row stands in the list already",
    "invalid_date": "this is no date in the chosen format",
    "missing_start": "there is no start date",
    "default_date": "the date is one that programs put where none was given",
    "end_before_start": "the end lies before the start",
    "start_in_future": "the start lies after the day of the roster",
    "duplicate_id": "one id starts twice on the same day",
    "overlapping_spells": "one id is employed twice at the same time",
    "end_in_future": "the end lies after the day of the roster; still counted as there",
    "zero_tenure": "start and end are the same day",
    "long_tenure": "employed for more than 45 years",
    "missing_function": "there is no function",
    "identical_start_dates": f"unusually many start on one day: {HEAPED_ON.day} Apr {HEAPED_ON.year}",
}


def test_every_planted_fault_is_found_and_the_claim_is_contradicted(
    browse: Browse, celery_worker_process: RealWorker, tmp_path: Path
) -> None:
    celery_worker_process.hold()
    told, marieke = story(SEATS), person("procurement_lead", name="Marieke Kuipers")
    kaveri = _with_a_first_roster(told)
    asked_for(contact(kaveri, "Asha Rao", email="asha@kaveri.example"), by=marieke, as_of=AS_OF)
    asha, lead = browse(), browse(marieke)

    _hand_over(asha, told, tmp_path, celery_worker_process)
    lead.goto(f"/providers/{kaveri.pk}/attrition/")

    year = counted(_terms(told.counted), YEAR_BEFORE, AS_OF)
    said = f"The roster contradicts the claim: {share_text(year.rate, 1)} left a year ({_span(year)})"
    expect(main(lead)).to_contain_text(f"{said}, not {share_text(CLAIMED, 1)}.", timeout=60_000)
    expect(main(lead)).to_contain_text(f"{HIDDEN} who were employed have vanished", timeout=30_000)
    assert 0.2 < year.rate < 0.22
    _see_what_to_ask_about(lead, told)
    _see_curves_and_functions(lead, told)
    arrived(lead, "Kaveri")
    on_a_phone = browse(marieke, width=PHONE)
    on_a_phone.goto(f"/providers/{kaveri.pk}/attrition/")
    arrived(on_a_phone, "Kaveri")


def _with_a_first_roster(told: Story) -> Provider:
    kaveri = provider("Kaveri")
    claim(kaveri, CLAIMED)
    stored_roster(kaveri, told.first_file(), EARLIER)
    return kaveri


def _hand_over(asha: Page, told: Story, folder: Path, worker: RealWorker) -> None:
    """From the invitation to the rows that were set aside."""
    file = folder / "people.csv"
    file.write_bytes(told.second_file())
    asha.goto(path_in())
    asha.get_by_role("button", name="Begin").click()
    asha.get_by_role("link", name="Upload it").click()
    arrived(asha, "Staff roster as of 30 Jun 2026")
    upload(asha, file, worker)
    for label, value in {"Separator": ";", "Dates are written": "DAY_FIRST_DOTS", "Site": "Location"}.items():
        expect(asha.get_by_label(label, exact=False).first).to_have_value(value)
    total, aside = len(told.second), told.aside
    counts = f"{count_text(total - aside)} of {count_text(total)} rows count; {aside} were set aside."
    have_it_read(asha, worker, counts)
    expect(main(asha).get_by_role("row", name="30.02.2024")).to_have_count(NO_DAY)


def _see_what_to_ask_about(lead: Page, told: Story) -> None:
    """Each fault by its sentence and how often; who vanished, and who joined and left in the open."""
    for code, count in told.findings.items():
        times = f"{count} row" if count == 1 else f"{count} rows"
        expect(main(lead)).to_contain_text(f"{times}: {FINDINGS[code]}")
    vanished = main(lead).get_by_role("listitem").filter(has_text=f"{HIDDEN} who were employed have vanished")
    vanished.get_by_text("Which?").click()
    expect(vanished).to_contain_text(f"{', '.join(told.hidden[:12])} and {HIDDEN - 12} more")
    expect(main(lead)).to_contain_text(f"{EDITED} have another start date than before")
    before = {person.key for person in told.first if person.there(EARLIER)}
    left = sum(person.key in before and not person.there(AS_OF) for person in told.counted)
    joined = sum(person.start > EARLIER for person in told.counted)
    expect(main(lead)).to_contain_text(f"{joined} joined and {left} are listed as leavers")


def _see_curves_and_functions(lead: Page, told: Story) -> None:
    for function in ("Data management", "Programming", "Testing", "Statistics"):
        expect(main(lead).locator("#chart-survival .legend").get_by_text(function)).to_be_visible()
        people = [person for person in told.counted if person.function == function]
        told_of = counted(_terms(people), THREE_YEARS_BEFORE, AS_OF)
        newest = sum(person.there(AS_OF) and (AS_OF - person.start).days < 183 for person in people)
        cells = row(lead, function).last.get_by_role("cell")
        expect(cells.nth(0)).to_have_text(share_text(newest / told_of.after))
        expect(cells.nth(7)).to_have_text(count_text(told_of.after))
        expect(cells.nth(9)).to_have_text(count_text(told_of.left))
        expect(cells.nth(10)).to_have_text(f"{share_text(told_of.rate, 1)} {_span(told_of)}")
    expect(main(lead)).to_contain_text("People observed after so many months")
    for small in ("Legal", "Lisbon"):
        expect(row(lead, small)).to_contain_text("Too few people to show without naming them.")
    for giving_away in ("without a name", "Kraków"):
        expect(row(lead, giving_away)).to_contain_text("Not shown: it would give a smaller one away.")


def _terms(people: Sequence[Person]) -> list[Term]:
    return [Term(person.start, person.end, person.reason == "Transfer") for person in people]


def _span(of: Counted) -> str:
    low, high = poisson_ends(of.left)
    return interval_text(low / of.years, high / of.years)
