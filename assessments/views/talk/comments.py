"""What is said about one answer: threads, replies, and their end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import Refused
from assessments.actions.commenting import LONGEST, begin_thread, reopen_thread, reply, resolve_thread
from assessments.actions.seeing import see_mentions
from assessments.domain.questionnaire import Side
from assessments.models import Question, Response, Thread
from assessments.queries.threads import people_to_mention, threads_on
from assessments.views.readers import Reader, reader_of
from assessments.views.talk import places
from outsourcing.accounts.models import User
from outsourcing.guards import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything the card shows; `refusal` belongs to the form of thread `refused_in`, 0 for a new one."""

    response: Response
    question: Question
    reader: Reader
    threads: Sequence[Thread]
    people: Sequence[User]
    refusal: Refused | None = None
    refused_in: int = -1
    typed: str = ""

    longest = LONGEST

    @property
    def pk(self) -> str:
        """The question's row as text, which names its parts on the page."""
        return str(self.question.pk)

    @property
    def may_share(self) -> bool:
        """Whether the provider's people answer this, so that something can be shared with them."""
        return self.reader.inside and self.response.side == Side.PROVIDER

    @property
    def is_nameless(self) -> bool:
        """Whether evaluators must not learn here whom it is about."""
        return self.reader.inside and self.response.assessment.names_hidden

    @property
    def url(self) -> str:
        """The page of this card, to which a new thread is sent."""
        return self.reader.address("comments", *self._place)

    @property
    def lines(self) -> Sequence["ThreadLine"]:
        """Each thread with its addresses."""
        return [ThreadLine(self, thread) for thread in self.threads]

    @property
    def _place(self) -> tuple[int, int, str]:
        return self.response.assessment_id, self.response.pk, self.question.key


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One thread of the card."""

    talk: Talk
    thread: Thread

    @property
    def pk(self) -> str:
        """Its number as text."""
        return str(self.thread.pk)

    @property
    def reply_url(self) -> str:
        """Where a reply is sent."""
        return self._url("comment-reply")

    @property
    def resolve_url(self) -> str:
        """Where it is resolved."""
        return self._url("comment-resolve")

    @property
    def reopen_url(self) -> str:
        """Where it is taken up again."""
        return self._url("comment-reopen")

    @property
    def is_refused(self) -> bool:
        """Whether the reply to it was refused just now."""
        return self.talk.refused_in == self.thread.pk

    def _url(self, page: str) -> str:
        return self.talk.reader.address(page, *self.talk._place, self.thread.pk)


@guarded(of=places.DISCUSSED)
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """What is said about this answer?"""
    response, question = places.discussed(request.actor, pk, response_pk, key)
    return show_or_begin(request, response, question)


@guarded(of=places.THREAD)
@require_POST
def answer_thread(request: ActorRequest, pk: int, response_pk: int, key: str, thread_pk: int) -> HttpResponse:
    """Say something more in a thread."""
    response, question = places.discussed(request.actor, pk, response_pk, key)
    thread = places.thread_of(request.actor, response, question, thread_pk)
    return reply_to(request, response, question, thread)


@guarded(of=places.THREAD)
@require_POST
def resolve(request: ActorRequest, pk: int, response_pk: int, key: str, thread_pk: int) -> HttpResponse:
    """Nothing more is to be said."""
    response, question = places.discussed(request.actor, pk, response_pk, key)
    thread = places.thread_of(request.actor, response, question, thread_pk)
    resolve_thread(by=request.actor, thread=thread, now=timezone.now())
    return shown(request, response, question)


@guarded(of=places.THREAD)
@require_POST
def take_up(request: ActorRequest, pk: int, response_pk: int, key: str, thread_pk: int) -> HttpResponse:
    """There is more to say after all."""
    response, question = places.discussed(request.actor, pk, response_pk, key)
    thread = places.thread_of(request.actor, response, question, thread_pk)
    reopen_thread(by=request.actor, thread=thread)
    return shown(request, response, question)


def show_or_begin(request: ActorRequest, response: Response, question: Question) -> HttpResponse:
    """The card, or a new thread put into it."""
    if request.method != "POST":
        return shown(request, response, question)

    def begin() -> None:
        begin_thread(
            by=request.actor,
            response=response,
            question=question,
            text=request.POST.get("text", ""),
            mentions=request.POST.getlist("mentions"),
            is_shared="with_provider" in request.POST,
            now=timezone.now(),
        )

    return _said(request, response, question, begin, thread_pk=0)


def reply_to(request: ActorRequest, response: Response, question: Question, thread: Thread) -> HttpResponse:
    """A reply put into its thread."""

    def say() -> None:
        reply(
            by=request.actor,
            thread=thread,
            text=request.POST.get("text", ""),
            mentions=request.POST.getlist("mentions"),
            now=timezone.now(),
        )

    return _said(request, response, question, say, thread_pk=thread.pk)


def shown(request: ActorRequest, response: Response, question: Question) -> HttpResponse:
    """The card as it stands; after a form without scripts, the page anew."""
    talk = _talk(request, response, question)
    if request.method == "POST" and not request.htmx:
        return redirect(talk.url)
    see_mentions(by=request.actor, response=response, question=question, now=timezone.now())
    return _render(request, talk)


def _said(
    request: ActorRequest, response: Response, question: Question, say: Callable[[], None], *, thread_pk: int
) -> HttpResponse:
    try:
        say()
    except Refused as refusal:
        typed = request.POST.get("text", "")
        talk = _talk(request, response, question, refusal=refusal, refused_in=thread_pk, typed=typed)
        return _render(request, talk, status=422)
    return shown(request, response, question)


def _talk(request: ActorRequest, response: Response, question: Question, **more: object) -> Talk:
    return Talk(
        response=response,
        question=question,
        reader=reader_of(request),
        threads=threads_on(request.actor, response, question),
        people=people_to_mention(request.actor, response, question),
        **more,  # type: ignore[arg-type]
    )


def _render(request: ActorRequest, talk: Talk, status: int = 200) -> HttpResponse:
    inside = "assessments/talk/comments.html"
    page = inside if talk.reader.inside else "assessments/portal/comments.html"
    template = "assessments/talk/_comments.html" if request.htmx else page
    return render(request, template, {"talk": talk, "today": talk.reader.today}, status=status)
