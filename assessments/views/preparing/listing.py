"""Are we prepared? What the gaps of an assessment ask for, and sharing it with the provider."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions.preparing import share_preparations, unshare_preparations
from assessments.forms.preparing import PreparationFilterForm
from assessments.models import Assessment, Preparation, Preparedness
from assessments.queries import manageable_assessments
from assessments.queries.preparing import Preparing, preparing_of
from assessments.views import places
from assessments.views.culture.voices import Voices, voices_in_portal, voices_inside
from assessments.views.preparing.places import SHARED_BY
from assessments.views.preparing.words import PreparingWords, words_of
from assessments.views.readers import Reader, reader_of
from outsourcing.actors import Actor, Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to


@guarded(of=places.SEEN)
@require_safe
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """Are we prepared?"""
    assessment = places.visible_assessment(request.actor, pk)
    context = {
        **list_context(request, assessment),
        "frame": "page.html",
        "may_manage": manageable_assessments(request.actor).filter(pk=pk).exists(),
        "may_edit_table": request.actor.may(Permission.MANAGE_TEMPLATES),
    }
    return render(request, "assessments/preparing/page.html", context)


@guarded(of=SHARED_BY)
@require_POST
def share(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the list to the provider's people who are asked here."""
    assessment = places.managed_assessment(request.actor, pk)
    if _has_figures(assessment):
        share_preparations(by=request.actor, assessment=assessment, now=timezone.now())
        undo = undo_to(reverse("assessments:preparations-unshare", args=[pk]))
        said = _("Shared: the provider's people see the list and do their part.")
        messages.success(request, said, extra_tags=undo)
    else:
        messages.error(request, _("There is nothing to share yet: no gap is known."))
    return redirect("assessments:preparations", pk=pk)


@guarded(of=SHARED_BY)
@require_POST
def unshare(request: ActorRequest, pk: int) -> HttpResponse:
    """Show it to them no longer."""
    assessment = places.managed_assessment(request.actor, pk)
    if _has_figures(assessment):
        unshare_preparations(by=request.actor, assessment=assessment)
        undo = undo_to(reverse("assessments:preparations-share", args=[pk]))
        said = _("The provider's people do not see the list any more. What they did stays.")
        messages.success(request, said, extra_tags=undo)
    return redirect("assessments:preparations", pk=pk)


def list_context(request: ActorRequest, assessment: Assessment) -> dict[str, object]:
    """What the page shows inside and in the portal: the words, with the rows that the filters leave."""
    preparing, reader = preparing_of(request.actor, assessment), reader_of(request)
    form = PreparationFilterForm(request.GET)
    return {
        "assessment": assessment,
        "reader": reader,
        "form": form,
        # Not `words`: the shell's field of search shows what goes by that name.
        "told": preparing and _words(request.actor, preparing, form, reader),
    }


def voices_of(assessment: Assessment, *, inside: bool) -> Voices:
    """How the two sides are called to whoever reads."""
    return voices_inside(assessment.subject.title) if inside else voices_in_portal()


def _words(actor: Actor, preparing: Preparing, form: PreparationFilterForm, reader: Reader) -> PreparingWords:
    kept = (row for row in preparing.rows if form.keeps(row, mine=_is_owner(actor, row), today=reader.today))
    return words_of(
        preparing,
        voices_of(preparing.assessment, inside=reader.inside),
        shown=frozenset(row.pk for row in kept),
        address=lambda row: reader.address("preparation", row.assessment_id, row.pk),
        today=reader.today,
    )


def _is_owner(actor: Actor, row: Preparation) -> bool:
    return (row.owner_kind, row.owner_id) == (actor.kind, actor.id)


def _has_figures(assessment: Assessment) -> bool:
    return Preparedness.objects.filter(assessment=assessment).exists()
