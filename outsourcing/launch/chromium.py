"""The Chromium of the browser tests."""

import os
import shutil
import subprocess

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.places import say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = ("apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0")


def find_chromium() -> str | None:
    """The one named by PARITY_CHROMIUM, or one on the path."""
    named = os.environ.get("PARITY_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def require_chromium() -> str:
    """The same, installed first where that is possible; a missing browser is a failure, not a skip."""
    if not (found := find_chromium()):
        _install()
        found = find_chromium()
    if not found:
        raise LaunchError(
            "The browser tests need Chromium, and there is none on this machine.",
            "Install it (Debian: apt-get install chromium), or set PARITY_CHROMIUM to the path of one.",
        )
    return found


def _install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    say("Installing Chromium …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (("update",), ("install", "--no-install-recommends", "chromium")):
        subprocess.run([*APT, *step], env=environment, stdout=subprocess.DEVNULL, check=False)
