"""Preparations in the portal: the list that is shared, and what the provider's people do of it."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from assessments.domain.questionnaire import Side
from assessments.views.preparing import one, places
from assessments.views.preparing.listing import list_context
from assessments.views.proving import download
from outsourcing.guards import ActorRequest, for_contacts


@for_contacts(of=places.SHARED_LIST)
@require_safe
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """Are we prepared?"""
    assessment = places.shared_assessment(request.actor, pk)
    context = {**list_context(request, assessment), "frame": "base_portal.html"}
    return render(request, "assessments/preparing/page.html", context)


@for_contacts(of=places.SHARED)
@require_safe
def show_one(request: ActorRequest, pk: int, preparation_pk: int) -> HttpResponse:
    """What is to be done, and how far is it?"""
    return one.page(request, places.seen(request.actor, pk, preparation_pk))


@for_contacts(of=places.THEIR_PART)
@require_POST
def done(request: ActorRequest, pk: int, preparation_pk: int) -> HttpResponse:
    """Say that it is done, with what shows it."""
    return one.finish(request, places.to_do(request.actor, pk, preparation_pk))


@for_contacts(of=places.THEIR_PART)
@require_POST
def reopen(request: ActorRequest, pk: int, preparation_pk: int) -> HttpResponse:
    """Take back what their side said to be done."""
    return one.take_back(request, places.to_do(request.actor, pk, preparation_pk))


@for_contacts(of=places.SHARED)
@require_safe
def file(request: ActorRequest, pk: int, preparation_pk: int) -> FileResponse:
    """A file that their side attached."""
    document = places.seen(request.actor, pk, preparation_pk).document
    if document is None or document.side != Side.PROVIDER:
        raise Http404
    return download(document)
