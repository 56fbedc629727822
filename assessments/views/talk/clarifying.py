"""The page of one answer that is unclear: the question, and what its author says to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions import AnswerConflict, Refused
from assessments.actions.clarifying import (
    ask_to_clarify,
    change_clarified_answer,
    confirm_clarified_answer,
    withdraw_clarification,
)
from assessments.actions.seeing import see_clarified
from assessments.forms.submission import read_submission
from assessments.models import Clarification, Question, Response, ResponseState
from assessments.queries import filling_page
from assessments.queries.clarifications import askable_assessments, clarifications_of, own_clarifications
from assessments.views.drawing import control_html
from assessments.views.readers import Reader, reader_of
from assessments.views.replies import format_of
from assessments.views.sheet import SheetQuestion, question_in, sheet_question
from assessments.views.talk import places
from outsourcing.guards import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class Unclear:
    """Everything the card shows: the answer, what was asked about it before, and what may be done now."""

    response: Response
    question: SheetQuestion
    reader: Reader
    asked: Sequence[Clarification]
    may_ask: bool
    may_answer: bool
    refusal: Refused | None = None
    typed: str = ""

    @property
    def open_one(self) -> Clarification | None:
        """The request that waits, if one does."""
        return next((each for each in self.asked if each.state == "open"), None)

    @property
    def settled(self) -> Sequence[Clarification]:
        """What was asked and is settled."""
        return [each for each in self.asked if each.state != "open"]

    @property
    def control(self) -> SafeString:
        """The control of the question with the present answer."""
        return control_html(self.question.alike, self.question.answer)

    @property
    def url(self) -> str:
        """The page of this card."""
        return self.reader.address("clarify", *self.question.place)

    @property
    def ask_url(self) -> str:
        """Where the question is sent."""
        return self.reader.address("clarify-ask", *self.question.place)

    @property
    def answer_url(self) -> str:
        """Where what its author says is sent."""
        return self._of_open("clarify-answer")

    @property
    def withdraw_url(self) -> str:
        """Where it is withdrawn."""
        return self._of_open("clarify-withdraw")

    def _of_open(self, page: str) -> str:
        waiting = self.open_one
        return self.reader.address(page, *self.question.place, waiting.pk) if waiting else ""


@guarded(of=places.DISCUSSED)
@require_safe
def clarify(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """What is unclear about this answer, and what is said to it?"""
    response, question = places.discussed(request.actor, pk, response_pk, key)
    return show(request, response, question)


@guarded(of=places.ASKED_ABOUT)
@require_POST
def ask(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """Open this answer again for its author."""
    response, question = places.asked_about(request.actor, pk, response_pk, key)
    asked = request.POST.get("asked", "")
    try:
        ask_to_clarify(
            by=request.actor, response=response, question=question, asked=asked, now=timezone.now()
        )
    except Refused as refusal:
        return show(request, response, question, refusal=refusal, typed=asked)
    return _done(request, response, question, _("Asked. Its author is told; all other answers stay locked."))


@guarded(of=places.CLARIFIED)
@require_POST
def answer(request: ActorRequest, pk: int, response_pk: int, key: str, clarification_pk: int) -> HttpResponse:
    """Change the answer, or confirm it with a note."""
    response, question = places.discussed(request.actor, pk, response_pk, key)
    waiting = places.own_clarification(request.actor, response, key, clarification_pk)
    return settle(request, response, question, waiting)


@guarded(of=places.WITHDRAWN)
@require_POST
def withdraw(
    request: ActorRequest, pk: int, response_pk: int, key: str, clarification_pk: int
) -> HttpResponse:
    """Ask no longer."""
    waiting = places.withdrawable(request.actor, pk, response_pk, key, clarification_pk)
    response, question = places.discussed(request.actor, pk, response_pk, key)
    try:
        withdraw_clarification(by=request.actor, clarification=waiting, now=timezone.now())
    except Refused as refusal:
        return show(request, response, question, refusal=refusal)
    return _done(request, response, question, _("Withdrawn. The answer is locked again."))


def settle(
    request: ActorRequest, response: Response, question: Question, waiting: Clarification
) -> HttpResponse:
    """What the author says: the answer anew, or that it holds."""
    typed = request.POST.get("words", "")
    try:
        if "confirm" in request.POST:
            confirm_clarified_answer(by=request.actor, clarification=waiting, words=typed, now=timezone.now())
        else:
            _change(request, response, question, waiting, typed)
    except AnswerConflict as conflict:
        text = _("%(name)s changed this answer meanwhile. It is shown below; yours was not saved.")
        refusal = Refused("value", "conflict", text % {"name": conflict.current.saved_by_name})
        return show(request, response, question, refusal=refusal, typed=typed)
    except Refused as refusal:
        return show(request, response, question, refusal=refusal, typed=typed)
    return _done(request, response, question, _("Thank you. Whoever asked is told."))


def show(
    request: ActorRequest,
    response: Response,
    question: Question,
    refusal: Refused | None = None,
    typed: str = "",
) -> HttpResponse:
    """The card, with what was refused."""
    reader = reader_of(request)
    unclear = replace(_unclear(request, response, question, reader), refusal=refusal, typed=typed)
    for each in unclear.settled:
        see_clarified(by=request.actor, clarification=each, now=timezone.now())
    page = "assessments/talk/clarify.html" if reader.inside else "assessments/portal/clarify.html"
    template = "assessments/talk/_clarify.html" if request.htmx else page
    status = 422 if refusal else 200
    return render(request, template, {"unclear": unclear, "today": reader.today}, status=status)


def _unclear(request: ActorRequest, response: Response, question: Question, reader: Reader) -> Unclear:
    row = question_in(filling_page(request.actor, response), question.key)
    asked = list(clarifications_of(request.actor, response, question))
    if row is None:
        raise Http404
    may_ask = askable_assessments(request.actor).filter(pk=response.assessment_id).exists()
    open_here = own_clarifications(request.actor).filter(response=response, question=question)
    return Unclear(
        response=response,
        question=sheet_question(response, row, reader),
        reader=reader,
        asked=asked,
        may_ask=may_ask and response.state == ResponseState.SUBMITTED,
        may_answer=open_here.exists(),
    )


def _change(
    request: ActorRequest, response: Response, question: Question, waiting: Clarification, words: str
) -> None:
    submission = read_submission(request.POST)
    change_clarified_answer(
        by=request.actor,
        clarification=waiting,
        raw_value=submission.raw_value(format_of(response, question)),
        not_applicable=submission.not_applicable,
        reason=submission.reason,
        note=submission.note,
        words=words,
        expected_row_version=submission.row_version or 0,
        now=timezone.now(),
    )


def _done(request: ActorRequest, response: Response, question: Question, said: str) -> HttpResponse:
    if request.htmx:
        return show(request, response, question)
    messages.success(request, said)
    place = (response.assessment_id, response.pk, question.key)
    return redirect(reader_of(request).address("clarify", *place))
