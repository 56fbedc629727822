"""Results that were released to the provider, and what its people say about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.actions.refusals import Refused
from assessments.actions.releasing import comment_on_results
from assessments.domain.releases import ReleasedQuestion, ReleasedSection, from_json
from assessments.forms.portal import CommentForm
from assessments.models import Question, Release, ReleaseComment
from assessments.queries.portal import comments_on
from assessments.views.portal import places
from outsourcing.guards import ActorRequest, for_contacts


@dataclass(frozen=True, slots=True)
class ResultQuestion:
    """One question with what was said about its result."""

    shown: ReleasedQuestion
    comments: tuple[ReleaseComment, ...]


@dataclass(frozen=True, slots=True)
class ResultSection:
    """One section with its questions."""

    shown: ReleasedSection
    questions: tuple[ResultQuestion, ...]


@for_contacts(of=places.RELEASED)
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: ActorRequest, pk: int) -> HttpResponse:
    """What came out, and what do we say to it?"""
    release = places.released_results(request.actor, pk)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        question = _question(release, form.cleaned_data["question"])
        try:
            made = comment_on_results(
                by=request.actor,
                release=release,
                question=question,
                text=form.cleaned_data["text"],
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error("text", refused.reason)
        else:
            return redirect(f"{reverse('assessments:portal-results', args=[pk])}#comment-{made.pk}")
    return _page(request, release, form)


def sections_with_comments(release: Release, comments: Sequence[ReleaseComment]) -> tuple[ResultSection, ...]:
    """The results as they were released, each question with what was said about it."""
    return tuple(
        ResultSection(section, tuple(_with_comments(question, comments) for question in section.questions))
        for section in from_json(release.content)
    )


def _page(request: ActorRequest, release: Release, form: CommentForm) -> HttpResponse:
    comments = comments_on(request.actor, release)
    context = {
        "release": release,
        "sections": sections_with_comments(release, comments),
        "comments": [comment for comment in comments if comment.question_id is None],
        "form": form,
    }
    return render(request, "assessments/portal/results.html", context, status=422 if form.errors else 200)


def _with_comments(question: ReleasedQuestion, comments: Sequence[ReleaseComment]) -> ResultQuestion:
    about = (comment for comment in comments if comment.question and comment.question.key == question.key)
    return ResultQuestion(question, tuple(about))


def _question(release: Release, key: str) -> Question | None:
    shown = {question.key for section in from_json(release.content) for question in section.questions}
    if key not in shown:
        return None
    return Question.objects.filter(version=release.assessment.version_id, key=key).first()
