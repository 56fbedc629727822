"""The way into use: the draft as its fillers see it, what stops it, and publishing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import Refused, VersionNotPublishable
from assessments.actions import editing as actions
from assessments.domain.fingerprint import questionnaire_digest
from assessments.domain.publishing import Problem, Severity, check
from assessments.domain.questionnaire import Questionnaire
from assessments.forms.editor.checklist import PublishForm
from assessments.models import TemplateVersion
from assessments.queries import build_questionnaire
from assessments.queries.drafts import newest_frozen, open_uses
from assessments.views.editor import places
from assessments.views.editor.conflicts import sentence_of
from assessments.views.editor.page import against
from assessments.views.editor.preview import preview_of, sides_asked
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem, where it is, and the way there."""

    place: str
    sentence: str
    url: str


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_safe
def preview(request: ActorRequest, key: str) -> HttpResponse:
    """What will those see who fill it?"""
    draft = places.draft(request.actor, key)
    questionnaire = build_questionnaire(draft.pk)
    sides = sides_asked(questionnaire)
    side = next(
        (each for each in sides if str(each.side) == request.GET.get("side")), next(iter(sides), None)
    )
    context = {
        "draft": draft,
        "sides": sides,
        "side": side,
        "sections": preview_of(draft, questionnaire, side.side) if side else (),
    }
    return render(request, "assessments/editor/preview.html", context)


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ActorRequest, key: str) -> HttpResponse:
    """What is still wrong, what changes, and into use."""
    draft = places.draft(request.actor, key)
    if request.method != "POST":
        return _page(request, draft)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, status=422)
    try:
        published = actions.publish_draft(
            by=request.actor,
            version=draft,
            seen=form.cleaned_data["seen"],
            warnings_read=form.cleaned_data["warnings_read"],
            now=timezone.now(),
        )
    except VersionNotPublishable:
        return _page(request, draft, status=422)
    except actions.Unread as unread:
        return _page(request, draft, status=409, refused=unread)
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("assessments:templates")
    messages.success(request, _("Version %(number)d is in use from now on.") % {"number": published.number})
    return redirect("assessments:template", key=key, number=published.number)


def _page(
    request: ActorRequest, draft: TemplateVersion, *, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    questionnaire = build_questionnaire(draft.pk)
    problems = check(questionnaire)
    numbers = _places(questionnaire)
    context = {
        "draft": draft,
        "before": newest_frozen(draft.template),
        "open_uses": sum(open_uses(draft.template).values()),
        "errors": _lines(draft, problems, Severity.ERROR, numbers),
        "warnings": _lines(draft, problems, Severity.WARNING, numbers),
        "changes": against(draft),
        "seen": questionnaire_digest(questionnaire),
        "refused": sentence_of(refused) if refused else "",
    }
    return render(request, "assessments/editor/publish.html", context, status=status)


def _lines(
    draft: TemplateVersion, problems: Sequence[Problem], severity: Severity, numbers: Mapping[str, str]
) -> list[ProblemLine]:
    return [
        ProblemLine(numbers.get(problem.where, ""), _(problem.sentence), _url(draft, problem, numbers))
        for problem in problems
        if problem.severity is severity
    ]


def _places(questionnaire: Questionnaire) -> Mapping[str, str]:
    places_of = {}
    for number, section in enumerate(questionnaire.sections, start=1):
        places_of[section.key] = _("Section %(number)s") % {"number": number}
    for number, section in enumerate(questionnaire.sections, start=1):
        for place, question in enumerate(section.questions, start=1):
            places_of[question.key] = f"{number}.{place}"
    return places_of


def _url(draft: TemplateVersion, problem: Problem, numbers: Mapping[str, str]) -> str:
    place = numbers.get(problem.where, "")
    if not place:
        return reverse("assessments:template-draft-edit", args=[draft.template.key])
    name = "template-draft-question" if "." in place else "template-draft-section"
    return reverse(f"assessments:{name}", args=[draft.template.key, problem.where])
