"""The decision board: who should we pick, and how sure are we?"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from outsourcing.guards import ActorRequest, guarded
from selection.queries.board import Board, board_of
from selection.queries.explanation import why_of
from selection.queries.projects import project_lines, running_projects
from selection.views.board_rows import drawn_line, drawn_lines, expired_on, readiness_chart
from selection.views.conditions import conditions_of, with_conditions
from selection.views.fetch import EXPLAINED, SEEN
from selection.views.flags import own_flags
from selection.views.links import question_url
from selection.views.verdict import Verdict, verdict_of

MOST_GAPS = 10


@guarded(of=SEEN)
@require_safe
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """One project's board."""
    board = board_of(request.actor, pk)
    if board is None:
        raise Http404
    lines = drawn_lines(board, timezone.localdate())
    return render(
        request,
        "selection/board.html",
        {
            "board": board,
            "project": board.project,
            "verdict": _verdict(board),
            "lines": lines,
            "bars": [line.bar for line in lines],
            "chart": readiness_chart(board),
            "own_flags": own_flags(board),
        },
    )


@guarded(of=EXPLAINED)
@require_safe
def show_why(request: ActorRequest, pk: int, candidacy_pk: int) -> HttpResponse:
    """Why a provider stands where it stands."""
    why = why_of(request.actor, pk, candidacy_pk)
    if why is None:
        raise Http404
    return render(
        request,
        "selection/why.html",
        {
            "why": why,
            "conditions": conditions_of(why.line),
            "project": why.board.project,
            "drawn": drawn_line(why.line, expired_on([why.line], timezone.localdate())),
            "upwards": [(reason, question_url(reason.place)) for reason in why.upwards],
            "downwards": [(reason, question_url(reason.place)) for reason in why.downwards],
            "gaps": [(gap, question_url(gap.place)) for gap in why.gaps[:MOST_GAPS]],
        },
    )


@guarded()
@require_safe
def show_boards(request: ActorRequest) -> HttpResponse:
    """Every project one sees in which somebody is still to be chosen: who leads, and how sure."""
    lines = project_lines(request.actor, running_projects(request.actor))
    boards = [(line, verdict_of(line.rows, line.names)) for line in lines]
    return render(request, "selection/boards.html", {"boards": boards})


def _verdict(board: Board) -> Verdict:
    rows = [line.row for line in board.lines if line.row is not None]
    verdict = verdict_of(rows, {line.candidacy_id: line.provider.name for line in board.lines})
    return with_conditions(verdict, board)
