"""Takes the pictures of the README and the guides, from a demo that it starts and stops itself.

Run it as .venv/bin/python docs/take_pictures.py, in the environment that run.py test makes.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from outsourcing.launch.chromium import require_chromium  # noqa: E402
from selection.management.demo.world import PASSWORD, PEOPLE, PROJECTS  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 200_000
PROJECT = PROJECTS[0].name
CULTURE = ("Kaveri Research", "Culture")
# The first person of each role.
ADDRESSES = {role: person.email for person in reversed(PEOPLE) for role in person.roles}


@dataclass(frozen=True)
class Picture:
    """What to show: who looks, where they start, which links they follow, and how much is kept."""

    name: str
    role: str
    start: str
    links: tuple[str, ...] = ()
    height: int = 900
    width: int = 1440
    scheme: Literal["light", "dark"] = "light"


WANTED = (
    Picture("board", "executive", "/boards/", (PROJECT,), height=890),
    Picture("board-dark", "executive", "/boards/", (PROJECT,), height=890, scheme="dark"),
    Picture("board-narrow", "executive", "/boards/", (PROJECT,), height=860, width=400),
    Picture("why", "executive", "/boards/", (PROJECT, "Why? Kaveri Research"), height=800),
    Picture("home", "procurement_lead", "/", height=820),
    Picture("project", "procurement_lead", "/projects/", (PROJECT,), height=860),
    Picture("provider", "procurement_lead", "/providers/", ("Kaveri Research",), height=820),
    Picture("attrition", "procurement_lead", "/providers/", ("Kaveri Research", "Attrition"), height=1000),
    Picture("culture", "procurement_lead", "/providers/", (*CULTURE, "Where do we differ"), height=960),
    Picture("preparations", "procurement_lead", "/providers/", (*CULTURE, "Are we prepared?"), height=720),
    Picture("plan", "procurement_lead", "/projects/", (PROJECT, "Data management team"), height=1000),
    Picture("fill", "evaluator", "/", ("Finish: Assigned-team screening: Northbridge BPO",)),
    Picture("template", "template_admin", "/templates/", ("Organisation and quality",)),
    Picture("trail", "auditor", "/trail/?object_type=selection.project", height=760),
    Picture("people", "administrator", "/people/", height=720),
)


def main() -> None:
    """Start the demo, take every picture, and stop everything again."""
    PICTURES.mkdir(exist_ok=True)
    with running_demo() as address, browser() as chromium:
        wait_for("everything to be computed", lambda: all_is_computed(chromium, address))
        sizes = {wanted.name: take(chromium, address, wanted) for wanted in WANTED}
    for name, size in sizes.items():
        print(f"{name:14}{size / 1000:6.0f} kB")
    if heavy := [name for name, size in sizes.items() if size > LARGEST]:
        sys.exit(f"Larger than {LARGEST // 1000} kB, so show less of the page: {', '.join(heavy)}")


@contextmanager
def running_demo() -> Iterator[str]:
    """The demo on a folder and a port of its own, gone afterwards."""
    port = free_port()
    address = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory(prefix="parity-pictures-") as folder:
        options = ["--port", str(port), "--data", f"{folder}/data"]
        command = [sys.executable, "-m", "outsourcing.launch", "demo", *options]
        demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            wait_for("the demo to be ready", lambda: is_ready(demo, address), seconds=240)
            yield address
        finally:
            demo.terminate()
            demo.wait(timeout=60)


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium that talks to nobody but the demo."""
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=require_chromium(), args=arguments)


def take(chromium: Browser, address: str, wanted: Picture) -> int:
    """Sign in, follow the links, keep what fits into the picture, and say how many bytes it has."""
    context = chromium.new_context(
        base_url=address,
        viewport={"width": wanted.width, "height": wanted.height},
        color_scheme=wanted.scheme,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = open_page(context, wanted)
    path = PICTURES / f"{wanted.name}.png"
    page.screenshot(path=path)
    context.close()
    return path.stat().st_size


def open_page(context: BrowserContext, wanted: Picture) -> Page:
    """The page as this person comes to it."""
    page = context.new_page()
    sign_in(page, wanted.role)
    page.goto(wanted.start)
    for link in wanted.links:
        page.get_by_role("link", name=re.compile(f"^{re.escape(link)}")).first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.mouse.move(0, 0)
    return page


def sign_in(page: Page, role: str) -> None:
    """Through the form, like everybody."""
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(ADDRESSES[role])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", level=1, name="Good").wait_for()


def all_is_computed(chromium: Browser, address: str) -> bool:
    """Whether the workers owe nothing any more: one figure moves the next."""
    with chromium.new_context(base_url=address) as context:
        page = context.new_page()
        sign_in(page, "administrator")
        page.goto("/owed-work/")
        return page.get_by_text("Everything that was owed has been computed").count() == 1


def is_ready(demo: subprocess.Popen[bytes], address: str) -> bool:
    """Whether work flows; a demo that ended by itself never will."""
    if demo.poll() is not None:
        sys.exit("The demo ended by itself; `python3 run.py demo` says why.")
    try:
        with urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310 - our own address
            return answer.status == 200  # type: ignore[no-any-return]
    except (URLError, OSError):
        return False


def wait_for(what: str, holds: Callable[[], bool], *, seconds: float = 120) -> None:
    """Ask again and again, and give up with words."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            sys.exit(f"Waited {seconds:.0f} s in vain for {what}.")
        time.sleep(1)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


if __name__ == "__main__":
    main()
