"""What assessments put into the shell: navigation, the inbox, search, and tabs of a provider."""

from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import (
    Assessment,
    AssessmentState,
    Question,
    Response,
    ResponseState,
    ReviewState,
    VersionState,
)
from assessments.queries import (
    Progress,
    asked_responses,
    by_name,
    progress_for,
    title_told,
    visible_assessments,
    visible_versions,
    waiting_drafts,
)
from assessments.views.preparing.entries import both_sides, preparing_inbox, preparing_waiting
from assessments.views.reviews.entries import series_inbox, series_waiting
from assessments.views.roster_entries import roster_inbox, roster_waiting
from assessments.views.rows import rows_of
from assessments.views.talk.entries import talk_inbox, talk_waiting
from outsourcing.actors import Actor, Permission
from outsourcing.prepared import prepared_count
from outsourcing.ui.addresses import addresses
from outsourcing.ui.due import due_of
from outsourcing.ui.registry import InboxItem, NavigationItem, SearchHit, Tab, Text, Tone
from providers.models import Provider

MOST_HITS = 8
NAVIGATION = (
    NavigationItem(gettext_lazy("Assessments"), "assessments:list", "list-check", group="work", position=40),
    NavigationItem(
        gettext_lazy("Templates"),
        "assessments:templates",
        "ui-checks-grid",
        group="setup",
        position=50,
        permission=Permission.READ_TEMPLATES,
    ),
)
TAB_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "culture": ("culture", "interface-review"),
    "people": ("people", "team"),
    "infrastructure": ("infrastructure", "organisation", "rfp"),
    "visits": ("site-visit",),
}


def inbox(actor: Actor, today: date) -> list[InboxItem]:
    """The responses that wait for this person, and what they are asked or told about answers."""
    responses = list(_waiting(actor))
    progress = progress_for(responses)
    fill = addresses("assessments:fill", count=2)
    to_answer = (
        _inbox_item(each, progress[each.pk], today, fill(each.assessment_id, each.pk)) for each in responses
    )
    others = (talk_inbox(actor), series_inbox(actor), roster_inbox(actor, today))
    return [*to_answer, *chain(*others), *preparing_inbox(actor, today)]


@prepared_count
def inbox_count(actor: Actor) -> QuerySet[Any, Any]:
    """How many of those there are, in one read."""
    others = (
        *talk_waiting(actor),
        series_waiting(actor),
        roster_waiting(actor),
        *preparing_waiting(actor),
    )
    return waiting_drafts(actor).values("pk").union(*others, all=True)


def search(actor: Actor, words: str) -> list[SearchHit]:
    """Assessments by title, checklists by name, and questions by their text."""
    if not words.strip():
        return []
    return [
        *_found_assessments(actor, words),
        *_found_versions(actor, words),
        *_found_questions(actor, words),
    ]


def tabs() -> tuple[Tab, ...]:
    """The tabs of a provider's page that show its assessments."""
    return (
        _tab("culture", gettext_lazy("Culture"), 20),
        _tab("people", gettext_lazy("People"), 30),
        _tab("infrastructure", gettext_lazy("Infrastructure"), 40),
        _tab("visits", gettext_lazy("Visits"), 50),
    )


def _waiting(actor: Actor) -> QuerySet[Response]:
    return asked_responses(actor).filter(state=ResponseState.DRAFT, assessment__state=AssessmentState.OPEN)


def _tab(key: str, label: Text, position: int) -> Tab:
    def context(actor: Actor, page_of: object, today: date) -> Mapping[str, object]:
        shown = by_name(visible_assessments(actor)).filter(
            subject__provider=_provider(page_of), version__template__key__in=TAB_TEMPLATES[key]
        )
        live = list(shown.exclude(state=AssessmentState.CANCELLED))
        return {
            "rows": rows_of(actor, live, today),
            "both_sides": both_sides(actor, live),
            "today": today,
            "provider": page_of,
            "provider_key": str(_provider(page_of).pk),
            "may_open": actor.may(Permission.CREATE_ASSESSMENTS),
        }

    return Tab(key, label, position, "assessments/_provider_tab.html", context)


def _provider(page_of: object) -> Provider:
    if not isinstance(page_of, Provider):
        raise TypeError(page_of)
    return page_of


def _inbox_item(response: Response, progress: Progress, today: date, url: str) -> InboxItem:
    assessment = response.assessment
    verb = _("Submit: %(title)s") if progress.is_complete else _("Finish: %(title)s")
    if assessment.review == ReviewState.RETURNED:
        verb = _("Correct, it was returned: %(title)s")
    detail = [
        assessment.subject.title,
        response.get_side_display(),
        _("%(answered)d of %(asked)d answered") % {"answered": progress.answered, "asked": progress.asked},
    ]
    return InboxItem(
        title=verb % {"title": assessment.title},
        detail=" · ".join(detail),
        url=url,
        icon="list-check",
        due=assessment.due_on,
        tone=due_of(assessment.due_on, today).tone if assessment.due_on else Tone.NONE,
    )


def _found_assessments(actor: Actor, words: str) -> list[SearchHit]:
    named = Q(told__icontains=words) | Q(subject__provider__name__icontains=words, hides_names=False)
    found = visible_assessments(actor).annotate(told=title_told()).filter(named)
    return [_assessment_hit(each) for each in found[:MOST_HITS]]


def _assessment_hit(assessment: Assessment) -> SearchHit:
    return SearchHit(
        kind_label=gettext_lazy("Assessment"),
        title=assessment.title,
        detail=f"{assessment.subject.title} · {assessment.state_words}",
        url=reverse("assessments:overview", args=[assessment.pk]),
        icon="list-check",
    )


def _found_versions(actor: Actor, words: str) -> list[SearchHit]:
    found = visible_versions(actor).filter(state=VersionState.PUBLISHED, template__name__icontains=words)
    return [
        SearchHit(
            kind_label=gettext_lazy("Checklist"),
            title=version.template.name,
            detail=_("version %(number)d") % {"number": version.number},
            url=reverse("assessments:template", args=[version.template.key, version.number]),
            icon="ui-checks-grid",
        )
        for version in found[:MOST_HITS]
    ]


def _found_questions(actor: Actor, words: str) -> list[SearchHit]:
    in_use = visible_versions(actor).filter(state=VersionState.PUBLISHED).order_by().values("pk")
    found = Question.objects.filter(version__in=in_use, text__icontains=words)
    return [_question_hit(question) for question in found.select_related("version__template")[:MOST_HITS]]


def _question_hit(question: Question) -> SearchHit:
    version = question.version
    page = reverse("assessments:template", args=[version.template.key, version.number])
    return SearchHit(
        kind_label=gettext_lazy("Question"),
        title=question.text,
        detail=version.template.name,
        url=f"{page}#{question.key}",
        icon="question-circle",
    )
