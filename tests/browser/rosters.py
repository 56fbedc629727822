"""Steps of the stories of rosters: from a file to figures, with a real worker behind the page."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.walking import arrived
from tests.services.worker import RealWorker


def main(page: Page) -> Locator:
    """What the page is about."""
    return page.get_by_role("main")


def upload(page: Page, file: Path, worker: RealWorker) -> None:
    """Send a file, see that it is looked at, and then how it seems to be laid out."""
    worker.hold()
    page.get_by_label("Roster", exact=False).first.set_input_files(file)
    page.get_by_role("button", name="Upload").click()
    expect(main(page)).to_contain_text("The file is being looked at.")
    arrived(page, "Roster of")
    worker.let_go()
    expect(main(page)).to_contain_text("Is the file read right?", timeout=30_000)
    arrived(page, "Roster of")


def have_it_read(page: Page, worker: RealWorker, said: str) -> None:
    """Start the reading, see that it goes on, and then what came of it."""
    worker.hold()
    page.get_by_role("button", name="Read it").click()
    expect(main(page)).to_contain_text("The file is being read.")
    worker.let_go()
    expect(main(page)).to_contain_text(said, timeout=30_000)
    arrived(page, "Roster of")


def row(page: Page, name: str) -> Locator:
    """The line of a table with this name."""
    named = page.get_by_role("rowheader", name=name, exact=True)
    return main(page).get_by_role("row").filter(has=named)
