"""The consensus of a panel: opened, settled question by question, and handed in."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import actions
from assessments.forms.handing import PersonForm
from assessments.forms.panels import RoundForm
from assessments.models import AssessmentState, Capability, Response
from assessments.queries.consensus import Item, consensus_of, consensus_response
from assessments.queries.panels import panel_of
from assessments.views import places
from assessments.views.panels.consensus import Page, disputed, page_of
from assessments.views.wording import answer_text
from outsourcing.actors import ActorKind
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.SEEN)
@require_safe
def consensus(request: ActorRequest, pk: int) -> HttpResponse:
    """What does the panel still disagree on?"""
    return _show(request, pk)


@guarded(of=places.PANELLED)
@require_POST
def begin(request: ActorRequest, pk: int) -> HttpResponse:
    """Open the consensus, or close the round without those who have not submitted."""
    assessment = places.managed_assessment(request.actor, pk)
    form = RoundForm(request.POST)
    reason: str = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.open_consensus(by=request.actor, assessment=assessment, reason=reason, now=timezone.now())
    except actions.Refused as refused:
        form.add_error("reason", refused.reason)
        return _show(request, pk, status=422, round_form=form)
    return redirect("assessments:consensus", pk=pk)


@guarded(of=places.SETTLED)
@require_POST
def settle(request: ActorRequest, pk: int, key: str) -> HttpResponse:
    """Put what the panel agreed on in the place of the mean."""
    response = places.settled_consensus(request.actor, pk)
    found = page_of(consensus_of(request.actor, response))
    item = next((each for each in _items(found) if each.question.key == key), None)
    if item is None:
        raise Http404
    try:
        _settle(request, response, item)
    except actions.AnswerConflict as conflict:
        return _conflict(request, item, conflict)
    except actions.Refused as refused:
        refusal = {"refused": refused.reason, "refused_key": key, "typed": request.POST}
        return _show(request, pk, status=422, **refusal)
    return redirect(f"{reverse('assessments:consensus', args=[pk])}#item-{key}")


@guarded(of=places.SETTLED)
@require_POST
def finish(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand the consensus in."""
    response = places.settled_consensus(request.actor, pk)
    try:
        actions.finish_consensus(by=request.actor, response=response, now=timezone.now())
    except actions.Refused as refused:
        messages.error(request, refused.reason)
        return redirect("assessments:consensus", pk=pk)
    messages.success(request, _("The consensus is handed in. Every rating stays readable beside it."))
    return redirect("assessments:overview", pk=pk)


@guarded(of=places.HANDED_ON)
@require_POST
def hand(request: ActorRequest, pk: int) -> HttpResponse:
    """Let somebody else settle it."""
    assessment = places.managed_assessment(request.actor, pk)
    response = places.settled_consensus(request.actor, pk)
    form = PersonForm(request.POST)
    if form.is_valid():
        person = form.cleaned_data["person"]
        actions.grant(
            by=request.actor,
            to_kind=ActorKind.USER,
            to_id=str(person.pk),
            assessment=assessment,
            capability=Capability.ANSWER,
            response=response,
        )
        messages.success(request, _("%(name)s may settle it, too.") % {"name": person.name})
    else:
        messages.error(request, _("Choose a person from the list; nothing was changed."))
    return redirect("assessments:consensus", pk=pk)


def _settle(request: ActorRequest, response: Response, item: Item) -> None:
    version = request.POST.get("row_version", "")
    actions.settle(
        by=request.actor,
        response=response,
        question=item.question,
        raw_value=_raw_value(request.POST, item),
        reason=request.POST.get("reason", ""),
        expected_row_version=int(version) if version.isdigit() and len(version) < 9 else -1,
        now=timezone.now(),
    )


def _raw_value(posted: QueryDict, item: Item) -> object:
    match posted.get("take"):
        case "mean":
            return item.mean
        case "median":
            return item.median
    given = [value for value in posted.getlist("value") if value]
    return given if len(given) > 1 else next(iter(given), "")


def _items(page: Page) -> list[Item]:
    return [*page.consensus.agenda, *page.consensus.agreed]


def _conflict(request: ActorRequest, item: Item, conflict: actions.AnswerConflict) -> HttpResponse:
    current = conflict.current
    context = {
        "one": disputed(item),
        "pk": request.resolver_match.kwargs["pk"] if request.resolver_match else 0,
        "current": current,
        "theirs": answer_text(item.asked.format, current.value),
        "mine": answer_text(item.asked.format, _raw_value(request.POST, item)),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "assessments/panels/conflict.html", context, status=409)


def _show(request: ActorRequest, pk: int, *, status: int = 200, **more: object) -> HttpResponse:
    assessment = places.visible_assessment(request.actor, pk)
    response = consensus_response(request.actor, pk)
    panel = panel_of(request.actor, assessment)
    context: dict[str, object] = {
        "assessment": assessment,
        "response": response,
        "page": page_of(consensus_of(request.actor, response)) if response else None,
        "panel": panel,
        "may_manage": panel is not None and assessment.state != AssessmentState.CANCELLED,
        "round_form": RoundForm(),
        "person_form": PersonForm(),
    }
    return render(request, "assessments/panels/consensus.html", {**context, **more}, status=status)
