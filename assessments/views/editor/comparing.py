"""Weights by judgements of pairs: judged, looked at, and applied only when somebody says so."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import Refused
from assessments.actions import editing as actions
from assessments.actions.editing.comparing import save_comparison
from assessments.domain.ahp import CONSISTENT, DOUBTFUL, MOST_COMPARED, to_hundred
from assessments.forms.editor.comparing import ComparisonForm, judgement_words
from assessments.models import TemplateVersion
from assessments.queries.comparing import Compared, ComparisonState, compared_in
from assessments.views.editor import places
from assessments.views.wording import figure_text
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.registry import Tone


@dataclass(frozen=True, slots=True)
class Proposal:
    """One weight as it stands and as the judgements would have it."""

    item: Compared
    proposed: int

    @property
    def present(self) -> str:
        """The weight as it stands."""
        return figure_text(self.item.weight)


@dataclass(frozen=True, slots=True)
class DoubtWords:
    """A judgement that the others contradict, in words, and the field that holds it."""

    field: str
    pair: str
    said: str
    fits: str


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def compare_sections(request: ActorRequest, key: str) -> HttpResponse:
    """Which sections matter more, pair by pair?"""
    return _compare(request, places.draft(request.actor, key), "")


@guarded(Permission.MANAGE_TEMPLATES, of=places.SECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def compare_questions(request: ActorRequest, key: str, section_key: str) -> HttpResponse:
    """The same for the questions of one section."""
    return _compare(request, places.draft(request.actor, key), section_key)


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_POST
def apply_to_sections(request: ActorRequest, key: str) -> HttpResponse:
    """Take over the weights of the sections."""
    return _apply(request, places.draft(request.actor, key), "")


@guarded(Permission.MANAGE_TEMPLATES, of=places.SECTION)
@require_POST
def apply_to_questions(request: ActorRequest, key: str, section_key: str) -> HttpResponse:
    """Take over the weights of the questions of one section."""
    return _apply(request, places.draft(request.actor, key), section_key)


def _compare(request: ActorRequest, draft: TemplateVersion, section_key: str) -> HttpResponse:
    state = _state(draft, section_key)
    form = ComparisonForm(state, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, draft, section_key, state, form)
    try:
        save_comparison(
            by=request.actor,
            version=draft,
            section_key=section_key,
            judged=form.judged(),
            now=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, refused.reason)
    return redirect(f"{_here(draft, section_key)}#proposal")


def _apply(request: ActorRequest, draft: TemplateVersion, section_key: str) -> HttpResponse:
    state = _state(draft, section_key)
    here = _here(draft, section_key)
    if state.found is None:
        messages.error(
            request, _("Some pairs are not judged yet, so no weights follow. Nothing was changed.")
        )
        return redirect(here)
    proposed = map(float, to_hundred(state.found.weights))
    wanted = dict(zip((item.key for item in state.items), proposed, strict=True))
    present = {item.key: item.weight for item in state.items}
    try:
        if any(request.POST.get(item.key) != figure_text(item.weight) for item in state.items):
            raise Refused("weights", "changed", "")
        actions.save_weights(
            by=request.actor,
            version=draft,
            weights=_weights(wanted, section_key),
            base=_weights(present, section_key),
        )
    except (actions.EditConflict, Refused):
        text = _("The weights or the questions were changed meanwhile. Nothing was changed; look once more.")
        messages.error(request, text)
        return redirect(here)
    messages.success(request, _("The weights are taken over."))
    return redirect("assessments:template-draft-edit", key=draft.template.key)


def _weights(weights: dict[str, float], section_key: str) -> actions.Weights:
    return actions.Weights({}, weights) if section_key else actions.Weights(weights, {})


def _show(
    request: ActorRequest,
    draft: TemplateVersion,
    section_key: str,
    state: ComparisonState,
    form: ComparisonForm,
) -> HttpResponse:
    found = state.found
    context: dict[str, object] = {
        "draft": draft,
        "section": draft.sections.filter(key=section_key).first() if section_key else None,
        "sections": draft.sections.order_by("position"),
        "state": state,
        "form": form,
        "most": MOST_COMPARED,
        "left": len(state.pairs) - len(state.judged),
        "here": _here(draft, section_key),
        "apply_url": f"{_here(draft, section_key)}apply/",
    }
    if found is not None:
        proposed = zip(state.items, to_hundred(found.weights), strict=True)
        context |= {
            "proposals": [Proposal(item, weight) for item, weight in proposed],
            "verdict": _verdict(found.ratio),
            "tone": _tone(found.ratio),
            "ratio": found.ratio,
            "doubts": [] if found.ratio <= CONSISTENT else _doubts(state),
        }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "assessments/editor/compare.html", context, status=status)


def _doubts(state: ComparisonState) -> list[DoubtWords]:
    doubts = state.found.doubts if state.found else ()
    told = []
    for doubt in doubts:
        first, second = (state.items[place] for place in doubt.pair)
        told.append(
            DoubtWords(
                field=f"id_pair.{first.key}.{second.key}",
                pair=_("%(first)s – or – %(second)s") % {"first": first.text, "second": second.text},
                said=judgement_words(doubt.judged, first.text, second.text),
                fits=judgement_words(doubt.fits, first.text, second.text),
            )
        )
    return told


def _verdict(ratio: float) -> str:
    if ratio <= CONSISTENT:
        return _("The judgements agree with each other well.")
    if ratio <= DOUBTFUL:
        return _("Some judgements do not quite agree with the others.")
    return _("The judgements contradict each other; the weights would mean little.")


def _tone(ratio: float) -> Tone:
    if ratio <= CONSISTENT:
        return Tone.OK
    return Tone.WARN if ratio <= DOUBTFUL else Tone.BAD


def _state(draft: TemplateVersion, section_key: str) -> ComparisonState:
    state = compared_in(draft, section_key)
    if state is None:
        raise Http404
    return state


def _here(draft: TemplateVersion, section_key: str) -> str:
    key = draft.template.key
    if section_key:
        return reverse("assessments:template-draft-section-compare", args=[key, section_key])
    return reverse("assessments:template-draft-compare", args=[key])
