"""Search: one box over everything the person may see."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.registry import SearchHit, hits_for

SHORTEST = 2
LONGEST = 100
SUGGESTED = 8


@guarded()
@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """The full page of hits, grouped by kind."""
    words = _words(request)
    hits = _hits(request, words)
    context = {"words": words, "count": len(hits), "groups": grouped(hits), "shortest": SHORTEST}
    return render(request, "ui/search.html", context)


@guarded()
@require_safe
def suggestions(request: ActorRequest) -> HttpResponse:
    """The first hits while somebody types."""
    words = _words(request)
    hits = _hits(request, words)
    context = {
        "words": words if len(words) >= SHORTEST else "",
        "groups": grouped(hits[:SUGGESTED]),
        "more": max(0, len(hits) - SUGGESTED),
    }
    return render(request, "ui/_suggestions.html", context)


def grouped(hits: list[SearchHit]) -> list[tuple[str, list[SearchHit]]]:
    """The hits by kind, kinds and hits in the order in which the apps gave them."""
    kinds = {str(hit.kind_label): index for index, hit in reversed(list(enumerate(hits)))}
    ordered = sorted(hits, key=lambda hit: kinds[str(hit.kind_label)])
    return [(kind, list(members)) for kind, members in groupby(ordered, lambda hit: str(hit.kind_label))]


def _words(request: ActorRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]


def _hits(request: ActorRequest, words: str) -> list[SearchHit]:
    return hits_for(request.actor, words) if len(words) >= SHORTEST else []
