"""The page of one assessment: where it stands, what it is worth, who answers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.forms.handing import GrantForm, RaterForm, ReasonForm, ReviewerForm
from assessments.models import Assessment, AssessmentState, ReviewState
from assessments.queries import manageable_assessments
from assessments.queries.asked import asked_alone
from assessments.queries.culture import has_scales
from assessments.queries.evidence import proof_summary
from assessments.queries.moving import newer_version, set_aside_answers
from assessments.queries.panels import declaration_asked
from assessments.queries.reviewing import decisions_on, reviewable_assessments, reviewers_of
from assessments.views import places
from assessments.views.measured import measured_beside
from assessments.views.portal_card import portal_card
from assessments.views.standing import sides_of, standing_of
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.SEEN)
@require_safe
def overview(request: ActorRequest, pk: int) -> HttpResponse:
    """Where does this assessment stand, and how sure are we?"""
    assessment = places.visible_assessment(request.actor, pk)
    managed = manageable_assessments(request.actor).filter(pk=pk)
    if declaration_asked(request.actor, pk) is not None and not managed.exists():
        return redirect("assessments:declare", pk=pk)
    return show(request, assessment)


def show(
    request: ActorRequest,
    assessment: Assessment,
    *,
    status: int = 200,
    **refused: GrantForm | RaterForm | ReasonForm | ReviewerForm,
) -> HttpResponse:
    """The page, with a refused form as it was typed."""
    may_manage = manageable_assessments(request.actor).filter(pk=assessment.pk).exists()
    context: dict[str, object] = {
        "standing": standing_of(request.actor, assessment),
        "may_manage": may_manage and assessment.state != AssessmentState.CANCELLED,
        "today": timezone.localdate(),
        "has_scales": has_scales(assessment),
        "portal": portal_card(request.actor, assessment, timezone.now(), may_manage=may_manage),
        **_review_of(request, assessment),
        "set_aside": len(set_aside_answers(request.actor, assessment)),
        "measured": measured_beside(request.actor, assessment),
        "proof": proof_summary(request.actor, assessment, timezone.localdate()),
    }
    if may_manage:
        context["may_choose_scope"] = assessment.state == AssessmentState.OPEN
        asked = asked_alone(request.actor, assessment)
        context |= {
            "asked": asked,
            "asked_waiting": sum(one.is_waiting for one in asked),
            "newer": newer_version(assessment),
            "grant_form": GrantForm(),
            "rater_form": RaterForm(sides=sides_of(assessment)),
            "reason_form": ReasonForm(),
            "reviewer_form": ReviewerForm(),
        }
    return render(request, "assessments/overview.html", {**context, **refused}, status=status)


def _review_of(request: ActorRequest, assessment: Assessment) -> dict[str, object]:
    """Who reviews it, and what was decided; nothing is read where nobody has to."""
    if assessment.review == ReviewState.NONE:
        return {}
    return {
        "reviewers": reviewers_of(assessment),
        "decisions": decisions_on(assessment)[:5],
        "may_review": reviewable_assessments(request.actor).filter(pk=assessment.pk).exists(),
    }
