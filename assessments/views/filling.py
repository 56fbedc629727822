"""The filling page, and the saving of each answer by itself."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments import actions
from assessments.forms.submission import Submission, read_submission
from assessments.models import Question, Response
from assessments.queries import filling_page
from assessments.views import places, replies
from assessments.views.extras import extras_of
from assessments.views.measured import measured_beside
from assessments.views.perspectives import perspective_of
from assessments.views.readers import reader_of
from assessments.views.sheet import sheet_of
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.READ)
@require_safe
def fill(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """The page on which a response is filled; what is closed is read instead."""
    response = places.answerable_response(request.actor, pk, response_pk)
    if response is None and places.declares_first(request.actor, pk, response_pk):
        return redirect("assessments:declare", pk=pk)
    if response is None or not places.takes_answers(response):
        places.readable_response(request.actor, pk, response_pk)
        return redirect("assessments:answers", pk=pk, response_pk=response_pk)
    reader = reader_of(request)
    context = {
        "sheet": sheet_of(
            filling_page(request.actor, response, is_own=True),
            reader,
            extras_of(request.actor, response),
            measured_beside(request.actor, response.assessment),
        ),
        "today": reader.today,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "csrf_token": reader.csrf_token,
    }
    return render(request, "assessments/fill.html", context)


@guarded(of=places.ANSWERED)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """One question: fetched afresh, or its answer saved."""
    response = places.own_response(request.actor, pk, response_pk)
    question = places.own_question(request.actor, response, key)
    if request.method == "POST":
        return save(request, response, question, read_submission(request.POST))
    return replies.fresh_question(request, response, question)


def save(
    request: ActorRequest, response: Response, question: Question, submission: Submission
) -> HttpResponse:
    """Save what was sent, and say what became of it."""
    try:
        _write(request, response, question, submission)
    except actions.AnswerConflict as conflict:
        return replies.conflict(request, response, question, submission, conflict.current)
    except actions.ResponseClosed as closed:
        return replies.refused(request, response, question, closed, status=409)
    except actions.Refused as refused:
        return replies.refused(request, response, question, refused, status=422)
    if request.htmx:
        return replies.saved(request, response, question)
    return redirect(replies.address_of(reader_of(request), response, question))


def _write(request: ActorRequest, response: Response, question: Question, submission: Submission) -> None:
    if submission.row_version is None:
        raise replies.unreadable_page()
    if submission.says_nothing and submission.row_version == 0:
        return
    if submission.is_empty:
        actions.clear_answer(
            by=request.actor,
            response=response,
            question=question,
            perspective=perspective_of(request),
            note=submission.note,
            expected_row_version=submission.row_version,
            now=timezone.now(),
        )
        return
    actions.save_answer(
        by=request.actor,
        response=response,
        question=question,
        perspective=perspective_of(request),
        raw_value=submission.raw_value(replies.format_of(response, question)),
        not_applicable=submission.not_applicable,
        reason=submission.reason,
        note=submission.note,
        expected_row_version=submission.row_version,
        now=timezone.now(),
    )
