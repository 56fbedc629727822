"""The decision board: the answer first, every figure with its range, and honest about its age."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outsourcing.ui.registry import Tone
from selection.actions import set_weights, switch_knockout, withdraw_candidate
from selection.queries.board import Board, board_of
from selection.views.board_rows import drawn_lines
from selection.views.flag import Flag
from tests.people import client_of, signed_in
from tests.selection.factories import (
    FULL,
    NOW,
    PLAIN,
    World,
    assessment_of,
    candidate,
    give,
    template,
    with_readiness,
    work_off,
    world,
)

pytestmark = pytest.mark.django_db


def board(of: World) -> Board:
    found = board_of(of.lead.as_actor(), of.project.pk)
    assert found is not None
    return found


def page(of: World, client: Client | None = None) -> str:
    answer = (client or signed_in(of.lead)).get(reverse("selection:board", args=[of.project.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    """The text of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_first_line_says_who_leads_and_who_could_still_pass() -> None:
    of = world()
    candidate(of, "Meridian Clinical", PLAIN)
    candidate(of, "Northbridge BPO", {"people": FULL["people"]})
    work_off()

    assert "Meridian Clinical leads with 60.0. Northbridge BPO could still pass it." in words(page(of))


def test_a_settled_lead_is_said_to_be_settled() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", PLAIN)
    work_off()

    text = words(page(of))

    assert "Meridian Clinical leads with 92.5. No other can pass it, whatever is still open." in text
    assert "up to date" in text


def test_the_excluded_come_last_with_their_reason_and_no_rank() -> None:
    of = world()
    candidate(of, "Meridian Clinical", PLAIN)
    candidate(of, "Kaveri Research", FULL)
    people = template("people")
    candidate(of, "Altura Services", {"culture": {"news": 5}, "people": {**FULL["people"], "licence": "no"}})
    switch_knockout(by=of.lead.as_actor(), project=of.project, template=people, question_key="bench", on=True)
    work_off()

    lines = board(of).lines

    assert [(line.provider.name, line.row and line.row.rank) for line in lines] == [
        ("Kaveri Research", 1),
        ("Altura Services", None),
        ("Meridian Clinical", None),
    ]
    text = words(page(of))
    assert "Knocked out: A licence is missing" in text
    assert "Knocked out: There is no reserve of people" in text


def test_a_weak_pillar_is_named_however_good_the_rest() -> None:
    of = world()
    candidate(of, "Kaveri Research", {"culture": {"news": 2}, "people": {**FULL["people"], "pace": 5}})
    work_off()

    assert "Culture below 50" in words(page(of))


def test_nobody_ranked_says_why() -> None:
    of = world()
    assert "No provider is being compared yet." in words(page(of))

    candidate(of, "Meridian Clinical")
    work_off()
    assert "Nobody can be ranked yet: nothing has been answered." in words(page(of))

    candidate(of, "Kaveri Research", {"culture": {"news": 3}})
    work_off()
    assert "Nobody can be ranked yet: 2 wait for a knock-out question." in words(page(of))


def test_a_saved_answer_marks_its_line_out_of_date_until_the_job_has_run() -> None:
    of = world()
    moved = candidate(of, "Meridian Clinical", {"culture": {"news": 5}})
    candidate(of, "Kaveri Research", PLAIN)
    work_off()
    assert not board(of).is_out_of_date

    give(assessment_of(moved, "people"), {"pace": 4})

    behind = {line.provider.name: line.is_out_of_date for line in board(of).lines}
    assert behind == {"Meridian Clinical": True, "Kaveri Research": False}
    assert "Out of date" in page(of)
    work_off()
    assert not board(of).is_out_of_date
    assert "Out of date" not in page(of)


def test_changed_weights_mark_everything_out_of_date_and_change_no_figure_yet() -> None:
    of = world()
    candidate(of, "Kaveri Research", PLAIN)
    work_off()

    set_weights(by=of.lead.as_actor(), project=of.project, weights={template("culture").pk: 0.0})

    (line,) = board(of).lines
    assert line.is_out_of_date
    assert line.fit.observed == pytest.approx(0.6)
    work_off()
    (line,) = board(of).lines
    assert not line.is_out_of_date
    assert line.fit.observed == pytest.approx(0.75)
    assert [tile.key for tile in line.tiles] == ["people"]


def test_a_withdrawn_candidate_leaves_the_board() -> None:
    of = world()
    gone = candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", PLAIN)
    work_off()

    withdraw_candidate(by=of.lead.as_actor(), candidacy=gone)

    assert [line.provider.name for line in board(of).lines] == ["Kaveri Research"]
    assert board(of).is_out_of_date
    assert [provider.name for provider in board(of).withdrawn] == ["Meridian Clinical"]


def test_tiles_lead_to_the_assessments() -> None:
    of = world()
    added = candidate(of, "Meridian Clinical", FULL)
    work_off()

    html = page(of)

    for key in ("culture", "people"):
        assert reverse("assessments:overview", args=[assessment_of(added, key).pk]) in html


def test_markup_in_a_name_stays_text_on_the_page_and_in_the_chart() -> None:
    of = world()
    name = '<a href="https://evil.example">Bold & Sons</a>'
    candidate(of, name, FULL)
    with_readiness(of, {"owner": 4, "time": 3})
    work_off()

    html = page(of)

    assert '<a href="https://evil.example"' not in html
    assert "&lt;a href=&quot;https://evil.example&quot;&gt;Bold &amp; Sons&lt;/a&gt;" in html
    assert "&lt;a href=" in json.dumps(_figure(html))
    assert "<a href=" not in json.dumps(_figure(html))


def test_readiness_stands_beside_fit_and_never_in_it() -> None:
    of = world()
    candidate(of, "Kaveri Research", PLAIN)
    work_off()
    before = board(of).lines[0].fit

    with_readiness(of, {"owner": 2, "time": 2})
    work_off()

    assert board(of).lines[0].fit == before
    text = words(page(of))
    assert "Own readiness 25.0 of 100" in text
    assert (
        "0 of 1 providers reach the agreed fit of 70 so far. "
        "Our own readiness of 25.0 is below the agreed 70." in text
    )


def test_the_board_asks_as_many_questions_for_eight_as_for_two() -> None:
    of = world()
    for number in range(2):
        candidate(of, f"Provider {number}", FULL)
    with_readiness(of, {"owner": 2})
    work_off()
    actor = of.lead.as_actor()
    with CaptureQueriesContext(connection) as two:
        board_of(actor, of.project.pk)
    for number in range(2, 8):
        candidate(of, f"Provider {number}", PLAIN)
    work_off()

    with CaptureQueriesContext(connection) as eight:
        board_of(actor, of.project.pk)

    assert len(two) == len(eight) <= 10


def test_pages_ask_a_fixed_number_of_questions() -> None:
    of = world()
    for number in range(2):
        candidate(of, f"Provider {number}", FULL)
    work_off()
    client = signed_in(of.lead)
    first = {name: _queries(client, of, name) for name in ("board", "project")}
    for number in range(2, 8):
        candidate(of, f"Provider {number}", PLAIN)
    work_off()

    assert {name: _queries(client, of, name) for name in first} == first


def test_an_executive_reads_every_board() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    work_off()

    text = words(client_of("executive").get(reverse("selection:boards")).content.decode())

    assert "Phase III data management" in text
    assert "Meridian Clinical reaches 92.5, and is the only one compared so far." in text


def _queries(client: Client, of: World, name: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"selection:{name}", args=[of.project.pk]))
    return len(asked)


def _figure(html: str) -> Any:
    found = re.search(
        r'<script id="chart-fit-against-readiness-data" type="application/json">(.*?)</script>', html
    )
    assert found is not None
    return json.loads(found.group(1))


def test_many_flags_fold_after_three_and_an_open_knockout_is_not_complete() -> None:
    flags = tuple(Flag(f"Flag {number}", Tone.WARN, "hourglass") for number in range(10))
    of = world()
    candidate(of, "Kaveri Research", {**PLAIN, "people": {"pace": 3, "bench": "yes"}})
    work_off()
    (line,) = drawn_lines(board(of), NOW.date())

    many, few = replace(line, flags=flags), replace(line, flags=flags[:4])

    assert [len(part) for part in (many.shown_flags, many.folded_flags)] == [3, 7]
    assert [len(part) for part in (few.shown_flags, few.folded_flags)] == [4, 0]
    assert line.completeness == "complete but for a knock-out"
    assert "complete but for a knock-out" in words(page(of))


def test_the_explanation_stands_below_the_boards_in_the_sidebar() -> None:
    of = world()
    added = candidate(of, "Kaveri Research", FULL)
    work_off()

    answer = signed_in(of.lead).get(reverse("selection:why", args=[of.project.pk, added.pk]))

    assert [
        line.item.url_name for group in answer.context["shell"].groups for line in group.lines if line.is_here
    ] == ["selection:boards"]
