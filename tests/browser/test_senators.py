"""A real list of 933 people goes from a file to its figures, which equal those of plain counting."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from outsourcing.ui.formats import count_text, decimal_text, interval_text, share_text
from providers.models import RosterAnalysis
from tests.browser.rosters import have_it_read, main, row, upload
from tests.browser.walking import arrived
from tests.people import person
from tests.providers.attrition.plainly import Counted, counted, half_life, poisson_ends, survival
from tests.providers.factories import provider
from tests.providers.rosters.factories import stored_roster
from tests.providers.rosters.senators import AS_OF, FILE, THREE_YEARS_BEFORE, YEAR_BEFORE, of_province, terms
from tests.services.browser import PHONE, Browse
from tests.services.worker import RealWorker

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

IMPOSSIBLE = "S0934,Quebec,2011-05-02,2010-05-02,Resignation\nS0935,Quebec,2011-02-30,,\n"


def file_of_the_senate(folder: Path) -> Path:
    """Every term, under a header that nobody guesses, and two rows that cannot be."""
    file = folder / "senate.csv"
    listed = FILE.read_text("utf-8").replace("id,function,", "id,province,", 1)
    file.write_text(listed + IMPOSSIBLE, "utf-8")
    return file


def test_the_senate_goes_from_a_file_to_its_figures(
    browse: Browse, celery_worker_process: RealWorker, tmp_path: Path
) -> None:
    senate, marieke = provider("Senate of Canada"), person("procurement_lead", name="Marieke Kuipers")
    lead = browse(marieke)
    lead.goto(f"/providers/{senate.pk}/attrition/")
    arrived(lead, "Senate of Canada")
    lead.get_by_role("link", name="Upload a roster").click()
    arrived(lead, "New roster")
    lead.get_by_label("As of").fill(str(AS_OF))

    upload(lead, file_of_the_senate(tmp_path), celery_worker_process)
    _look_at_the_preview(lead)
    have_it_read(lead, celery_worker_process, "933 of 935 rows count; 2 were set aside.")
    expect(main(lead).get_by_role("row", name="935 end_date the end lies before the start")).to_be_visible()
    invalid = "936 start_date this is no date in the chosen format 2011-02-30"
    expect(main(lead).get_by_role("row", name=invalid)).to_be_visible()
    lead.get_by_role("link", name="See the figures").click()

    _read_the_figures(lead)
    on_a_phone = browse(marieke, width=PHONE)
    on_a_phone.goto(f"/providers/{senate.pk}/attrition/")
    arrived(on_a_phone, "Senate of Canada")


def test_figures_come_to_a_page_that_waits_for_them(browse: Browse) -> None:
    senate = provider("Senate of Canada")
    stored_roster(senate, FILE.read_bytes(), AS_OF)
    figures = {each.pk: each.result for each in RosterAnalysis.objects.all()}
    RosterAnalysis.objects.update(result=None, computed_at=None)
    lead = browse(person("procurement_lead", name="Marieke Kuipers"))
    lead.goto(f"/providers/{senate.pk}/attrition/")
    expect(main(lead)).to_contain_text("The figures of the roster are being computed.")
    arrived(lead, "Senate of Canada")

    for pk, result in figures.items():
        RosterAnalysis.objects.filter(pk=pk).update(result=result, computed_at=timezone.now())

    expect(main(lead)).to_contain_text("left in the last twelve months")
    expect(main(lead)).not_to_contain_text("being computed")
    expect(main(lead).locator("#chart-survival .main-svg").first).to_be_visible()


def _look_at_the_preview(lead: Page) -> None:
    shown = main(lead).get_by_role("row", name="2 S0001 Quebec 1887-05-12 1893-10-30 Death")
    expect(shown).to_be_visible()
    for label, value in {
        "Encoding": "utf-8",
        "Separator": ",",
        "Dates are written": "ISO",
        "Employee id": "id",
        "Start date": "start_date",
        "End date": "end_date",
        "Reason of leaving": "reason",
        "Function": "",
    }.items():
        expect(lead.get_by_label(label, exact=False).first).to_have_value(value)
    lead.get_by_label("Function", exact=False).first.select_option("province")


def _read_the_figures(lead: Page) -> None:
    year, three = (counted(terms(), after, AS_OF) for after in (YEAR_BEFORE, THREE_YEARS_BEFORE))
    stay = half_life(survival(terms(), THREE_YEARS_BEFORE, AS_OF))
    rate, span = share_text(year.rate, 1), _span(year)
    said = f"{rate} left in the last twelve months (95 % interval {span})."
    expect(main(lead)).to_contain_text(said, timeout=30_000)
    arrived(lead, "Senate of Canada")
    expect(main(lead)).to_contain_text(
        f"{count_text(three.before)} at the beginning, {three.joined} joined, "
        f"{three.left} left, {three.after} at the end"
    )
    expect(main(lead)).to_contain_text(f"{decimal_text(stay)} years")
    expect(main(lead)).to_contain_text("99 people · 29 left since 30 Sep 2010 · 2 rows set aside (see why)")
    for province in ("Quebec", "Ontario", "Nova Scotia"):
        told = counted(of_province(province), THREE_YEARS_BEFORE, AS_OF)
        cells = row(lead, province).get_by_role("cell")
        expect(cells.nth(7)).to_have_text(str(told.after))
        expect(cells.nth(9)).to_have_text(str(told.left))
        expect(cells.nth(10)).to_have_text(f"{share_text(told.rate, 1)} {_span(told)}")
    expect(row(lead, "Yukon")).to_contain_text("Too few people to show without naming them.")


def _span(of: Counted) -> str:
    low, high = poisson_ends(of.left)
    return interval_text(low / of.years, high / of.years)
