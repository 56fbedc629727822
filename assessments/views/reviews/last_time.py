"""Last time's answer below its question, and the deliberate act of taking it over."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import actions
from assessments.actions.taking_over import take_over_last
from assessments.models import Response
from assessments.queries import filling_page
from assessments.queries.last_time import LastAnswer, last_answers
from assessments.views import places, replies
from assessments.views.extras import Extra
from assessments.views.readers import reader_of
from assessments.views.sheet import question_in
from assessments.views.wording import content_text
from outsourcing.actors import Actor, ActorKind
from outsourcing.guards import ActorRequest, guarded

SHOWN = 48
ANY_KEY = "any-key"


def extras(actor: Actor, response: Response) -> Mapping[str, tuple[Extra, ...]]:
    """At each question what was said to it last time; people outside are asked afresh."""
    if actor.kind is not ActorKind.USER:
        return {}
    url = reverse("assessments:last-time", args=[response.assessment_id, response.pk, ANY_KEY])
    return {
        key: (Extra("clock-history", _label(last), url.replace(ANY_KEY, key)),)
        for key, last in last_answers(actor, response).items()
    }


@guarded(of=places.ANSWERED)
@require_safe
def last_time(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """What was answered to this question last time, and by whom?"""
    response = places.own_response(request.actor, pk, response_pk)
    question = places.own_question(request.actor, response, key)
    last = last_answers(request.actor, response).get(key)
    row = question_in(filling_page(request.actor, response), key)
    if row is None:
        raise Http404
    context = {
        "response": response,
        "question": question,
        "last": last,
        "said": _said(last) if last else "",
        "row_version": row.own.row_version,
        "takes_answers": places.takes_answers(response),
        "back": replies.address_of(reader_of(request), response, question),
    }
    template = "assessments/reviews/_last_time.html" if request.htmx else "assessments/reviews/last_time.html"
    return render(request, template, context)


@guarded(of=places.ANSWERED)
@require_POST
def take_over(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """Answer one question as last time; its history says so."""
    response = places.own_response(request.actor, pk, response_pk)
    question = places.own_question(request.actor, response, key)
    sent = request.POST.get("row_version", "")
    seen = int(sent) if sent.isdecimal() and len(sent) < 9 else -1
    try:
        take_over_last(
            by=request.actor,
            response=response,
            question=question,
            expected_row_version=seen,
            now=timezone.now(),
        )
    except actions.AnswerConflict:
        messages.error(
            request, _("This question was answered meanwhile. Nothing was taken over; look at it.")
        )
    except actions.Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("Taken over. The note at the answer says that it is last time's."))
    return redirect(replies.address_of(reader_of(request), response, question))


def _label(last: LastAnswer) -> str:
    return _("Last time: %(said)s") % {"said": Truncator(_said(last)).chars(SHOWN)}


def _said(last: LastAnswer) -> str:
    return content_text(last.format, last.state, last.value, last.reason)
