"""What the documents say is there: links, pictures, commands, sign-ins, and the parts of a decision."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import get_commands

from outsourcing.launch.places import ROOT
from selection.management.demo.world import PASSWORD, PEOPLE
from tests.house.files import name, ours

DOCUMENTS = sorted(ours(".md"))
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))
ELSEWHERE = ("http://", "https://", "mailto:")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(\s*([^)\s]+)[^)]*\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
COMMAND = re.compile(r"manage(?:\.py)?(?: --data \S+)? ([a-z_]+)\b(?!\.)|`([a-z]+_[a-z]+)`")
LARGEST_PICTURE = 200_000


def _links(document: Path) -> list[str]:
    prose = CODE.sub("", document.read_text("utf-8"))
    return [link for link in LINK.findall(prose) if not link.startswith(ELSEWHERE)]


def _target(document: Path, link: str) -> Path:
    path = unquote(link.partition("#")[0])
    return document.parent / path if path else document


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", document.read_text("utf-8")), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


def _leads_nowhere(document: Path, link: str) -> bool:
    target, anchor = _target(document, link), link.partition("#")[2]
    if not target.exists():
        return True
    return bool(anchor) and target.suffix == ".md" and anchor not in _anchors(target)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    assert [link for link in _links(document) if _leads_nowhere(document, link)] == []


def test_a_broken_link_would_be_noticed(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# A page\n\n[one](#a-page) [two](#other) [three](gone.md) `[four](code.md)`")

    assert [link for link in _links(document) if _leads_nowhere(document, link)] == ["#other", "gone.md"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_picture_says_in_words_what_it_shows(document: Path) -> None:
    assert [path for words, path in PICTURE.findall(document.read_text("utf-8")) if not words.strip()] == []


def test_every_picture_is_shown_and_small() -> None:
    shown = {_target(page, path).resolve() for page in DOCUMENTS for path in _links(page)}

    assert [picture.name for picture in PICTURES if picture not in shown] == []
    assert [picture.name for picture in PICTURES if picture.stat().st_size > LARGEST_PICTURE] == []


def test_every_command_of_the_readme_exists() -> None:
    named = {first or second for first, second in COMMAND.findall((ROOT / "README.md").read_text("utf-8"))}

    assert {"verify_scores", "verify_audit", "sweep"} <= named
    assert named - set(get_commands()) == set()


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_commands_and_sign_ins_of_the_guides_exist(guide: Path) -> None:
    text = guide.read_text("utf-8")
    commands = {first or second for first, second in COMMAND.findall(text)}
    sign_ins = set(re.findall(r"[\w.]+@helder\.example", text))

    assert commands - set(get_commands()) == set()
    assert sign_ins - {person.email for person in PEOPLE} == set()
    assert sign_ins, "A guide names who to sign in as."


def test_there_is_a_guide_for_every_role_of_the_demo_and_for_the_providers_people() -> None:
    roles = {role.replace("_", "-") for person in PEOPLE for role in person.roles}

    assert {guide.stem for guide in GUIDES} - {"README", "provider-contact"} == roles


def test_the_password_of_the_demo_stands_in_no_document() -> None:
    assert [name(document) for document in DOCUMENTS if PASSWORD in document.read_text("utf-8")] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=name)
def test_a_decision_says_what_was_decided_and_what_was_not(decision: Path) -> None:
    text = decision.read_text("utf-8")

    assert [part for part in ("**Decided.**", "**Rejected.**") if part not in text] == []
