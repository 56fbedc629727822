"""What people say about answers in the demo world: comments, a question that waits, and two reviews."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from assessments.actions.clarifying import ask_to_clarify
from assessments.actions.commenting import begin_thread, reply, resolve_thread
from assessments.actions.reviewing import accept_assessment, ask_for_review
from assessments.domain.questionnaire import Side
from assessments.models import Answer, Assessment, Question, Response
from outsourcing.accounts.models import User
from providers.models import Provider


def talk(people: Mapping[str, User], providers: Mapping[str, Provider], now: datetime) -> None:
    """A thread inside, one shared with the provider, an open clarification, and an accepted assessment."""
    _comments(people, _serving(providers["kaveri"], "rfp"), now)
    _accepted(people, _serving(providers["meridian"], "organisation"), now)
    _unclear(people, _serving(providers["kaveri"], "organisation"), now)


def _comments(people: Mapping[str, User], assessed: Assessment, now: datetime) -> None:
    lead, evaluator = people["marieke.kramer"].as_actor(), people["joseph.okafor"].as_actor()
    response, questions = _answered(assessed, Side.PROVIDER)
    begun = now - timedelta(days=3)
    inside = begin_thread(
        by=evaluator,
        response=response,
        question=questions[0],
        text="This reads well, but the reference is from before the new programming group. Do we ask again?",
        mentions=[lead.id],
        now=begun,
    )
    reply(
        by=lead,
        thread=inside.thread,
        text="Yes. I bring it to the call on Thursday.",
        now=begun + timedelta(hours=2),
    )
    shared = begin_thread(
        by=lead,
        response=response,
        question=questions[1],
        text="Does this include the safety centre in Mysuru, or Bengaluru only?",
        is_shared=True,
        now=begun + timedelta(hours=3),
    )
    settled = begin_thread(
        by=lead, response=response, question=questions[2], text="Which edition is meant?", now=begun
    )
    resolve_thread(by=evaluator, thread=settled.thread, now=shared.at + timedelta(hours=1))


def _accepted(people: Mapping[str, User], assessed: Assessment, now: datetime) -> None:
    lead, reviewer = people["marieke.kramer"].as_actor(), people["hanna.lindqvist"].as_actor()
    ask_for_review(by=lead, assessment=assessed, reviewer_id=reviewer.id, now=now - timedelta(days=4))
    seen = Assessment.objects.get(pk=assessed.pk).input_version
    accept_assessment(by=reviewer, assessment=assessed, seen_version=seen, now=now - timedelta(days=2))


def _unclear(people: Mapping[str, User], assessed: Assessment, now: datetime) -> None:
    lead, reviewer = people["marieke.kramer"].as_actor(), people["hanna.lindqvist"].as_actor()
    ask_for_review(by=lead, assessment=assessed, reviewer_id=reviewer.id, now=now - timedelta(days=2))
    response, questions = _answered(assessed, Side.EVALUATOR)
    ask_to_clarify(
        by=reviewer,
        response=response,
        question=questions[3],
        asked="The note speaks of last year's figure. Does the answer hold for this year?",
        now=now - timedelta(days=1),
    )


def _serving(provider: Provider, template: str) -> Assessment:
    """The assessment that serves a project, not one of the provider's reviews."""
    return Assessment.objects.filter(
        subject__provider=provider,
        version__template__key=template,
        candidacy_assessments__isnull=False,
        candidacy_assessments__candidacy__project__name__startswith="Phase III",
    ).earliest("pk")


def _answered(assessed: Assessment, side: Side) -> tuple[Response, list[Question]]:
    response = assessed.responses.select_related("assessment__version").get(side=side, party="")
    answered = Answer.objects.filter(response=response).values("question")
    questions = Question.objects.filter(pk__in=answered).select_related("section")
    return response, list(questions.order_by("section__position", "position"))
