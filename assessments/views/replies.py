"""What the filling page gets back: saved, refused with the reason, or both texts of a conflict."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.actions import Refused
from assessments.actions.refusals import CurrentAnswer
from assessments.domain.formats import AnswerFormat
from assessments.domain.questionnaire import Perspective
from assessments.forms.submission import Submission
from assessments.models import Question, Response
from assessments.queries import filling_page, page_after_save, questionnaire_of
from assessments.views.extras import extras_of
from assessments.views.measured import measured_beside
from assessments.views.perspectives import ABOUT_OTHER, perspective_of
from assessments.views.readers import Reader, reader_of
from assessments.views.sheet import OTHER, SheetQuestion, question_in, sheet_of, sheet_question
from assessments.views.wording import content_text, typed_text
from outsourcing.guards import ActorRequest


def format_of(response: Response, question: Question) -> AnswerFormat:
    """How the question is answered."""
    return questionnaire_of(response.assessment.version).by_key[question.key].format


def fresh_question(request: ActorRequest, response: Response, question: Question) -> HttpResponse:
    """The question with what stands now, for whoever takes the other's answer."""
    if not request.htmx:
        return redirect(address_of(reader_of(request), response, question))
    row = question_in(filling_page(request.actor, response, is_own=True), question.key)
    if row is None:
        raise Http404
    extras = extras_of(request.actor, response)
    beside = measured_beside(request.actor, response.assessment)
    shown = sheet_question(response, row, reader_of(request), extras, beside)
    return HttpResponse(_asked_about(request, shown).html)


def saved(request: ActorRequest, response: Response, question: Question) -> HttpResponse:
    """The state beside the question, its new version, and the card with progress and score."""
    page = page_after_save(response)
    row = question_in(page, question.key)
    if row is None:
        raise Http404
    reader = reader_of(request)
    shown = _asked_about(request, sheet_question(response, row, reader))
    context = {"question": shown, "sheet": sheet_of(page, reader)}
    return render(request, "assessments/_saved.html", context)


def refused(
    request: ActorRequest, response: Response, question: Question, refusal: Refused, *, status: int
) -> HttpResponse:
    """The reason at the field; what was typed is kept by the page, or shown again without scripts."""
    reader = reader_of(request)
    context = {
        "question_pk": f"{question.pk}{_suffix(request)}",
        "question_text": question.text,
        "refusal": refusal,
        "typed": request.POST,
        "back": address_of(reader, response, question),
        "frame": frame_of(reader),
    }
    template = "assessments/_refused.html" if request.htmx else "assessments/not_saved.html"
    return render(request, template, context, status=status)


def conflict(
    request: ActorRequest,
    response: Response,
    question: Question,
    submission: Submission,
    current: CurrentAnswer,
) -> HttpResponse:
    """Both texts, who and when, and the choice between them."""
    answer_format, reader = format_of(response, question), reader_of(request)
    context = {
        "question_pk": f"{question.pk}{_suffix(request)}",
        "question_text": question.text,
        "url": _address_of_answer(request, response, question),
        "back": address_of(reader, response, question),
        "frame": frame_of(reader),
        "submission": submission,
        "current": current,
        "saved_by": reader.name_of(current.saved_by_kind, current.saved_by_name),
        "mine": typed_text(answer_format, submission.values, submission.not_applicable, submission.reason),
        "theirs": content_text(answer_format, current.state, current.value, current.reason),
    }
    template = "assessments/_conflict.html" if request.htmx else "assessments/conflict.html"
    return render(request, template, context, status=409)


def unreadable_page() -> Refused:
    """The refusal where the page sent no version of the answer that can be read."""
    reason = _("This page is out of date. Copy what you typed, reload the page, and save again.")
    return Refused("row_version", "unreadable", reason)


def _asked_about(request: ActorRequest, question: SheetQuestion) -> SheetQuestion:
    """The question as it is asked of the side that the request speaks about."""
    other = question.about_other if perspective_of(request) is Perspective.OTHER else None
    return other or question


def _suffix(request: ActorRequest) -> str:
    return OTHER if perspective_of(request) is Perspective.OTHER else ""


def _address_of_answer(request: ActorRequest, response: Response, question: Question) -> str:
    address = reader_of(request).address("answer", response.assessment_id, response.pk, question.key)
    return f"{address}{ABOUT_OTHER}" if perspective_of(request) is Perspective.OTHER else address


def address_of(reader: Reader, response: Response, question: Question) -> str:
    """Where the question stands on the page that is filled."""
    return f"{reader.address('fill', response.assessment_id, response.pk)}#q-{question.pk}"


def frame_of(reader: Reader) -> str:
    """The page around what is said: that of the house, or that of the portal."""
    return "page.html" if reader.inside else "base_portal.html"
