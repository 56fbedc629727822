"""Both sides' ways of working: where they differ, and whether it matters."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.charts import culture_chart
from assessments.models import Assessment
from assessments.models.scales import REFERENCES, SCALES
from assessments.queries import manageable_assessments
from assessments.queries.culture import culture_of
from assessments.views import places
from assessments.views.culture.picture import rows_of_picture
from assessments.views.culture.voices import voices_inside
from assessments.views.culture.words import CultureWords
from outsourcing.actors import Actor
from outsourcing.guards import ActorRequest, for_contacts, guarded
from outsourcing.ui.charts import Chart


@guarded(of=places.SEEN)
@require_safe
def culture(request: ActorRequest, pk: int) -> HttpResponse:
    """Where do we differ, and does it matter?"""
    assessment = places.visible_assessment(request.actor, pk)
    # Not `words`: the shell's field of search shows what goes by that name.
    told = culture_words(request.actor, assessment)
    context = {
        "assessment": assessment,
        "told": told,
        "chart": told and _picture(told),
        "may_manage": manageable_assessments(request.actor).filter(pk=pk).exists(),
    }
    return render(request, "assessments/culture/page.html", context)


@guarded()
@require_safe
def primer(request: ActorRequest) -> HttpResponse:
    """What are these ways of working, and where do they come from?"""
    return _primer(request, "page.html")


@for_contacts()
@require_safe
def portal_primer(request: ActorRequest) -> HttpResponse:
    """The same in the portal."""
    return _primer(request, "base_portal.html")


def culture_words(actor: Actor, assessment: Assessment) -> CultureWords | None:
    """What the page says to somebody of the house; None without mirrored scales."""
    reading = culture_of(actor, assessment)
    if reading is None:
        return None
    return CultureWords(reading, voices_inside(assessment.subject.title))


def _picture(told: CultureWords) -> Chart:
    voices = told.voices
    return culture_chart(voices.us, voices.them, rows_of_picture(told), us_within=voices.us_within)


def _primer(request: ActorRequest, frame: str) -> HttpResponse:
    context = {"frame": frame, "scales": SCALES.items(), "references": REFERENCES}
    return render(request, "assessments/culture/primer.html", context)
