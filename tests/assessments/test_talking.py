"""Comments on answers: who reads them, who is mentioned, and what never changes."""

import pytest
from django.db import DatabaseError, transaction

from assessments.actions import Refused, grant, revoke, submit_response
from assessments.actions.commenting import begin_thread, reopen_thread, reply, resolve_thread
from assessments.actions.opening import add_response
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Capability, Comment, Notice, Section, Thread
from assessments.queries.notices import notices_to_look_at
from assessments.queries.threads import people_to_mention, talk_of, threads_on, visible_threads
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork
from tests.assessments.factories import LATER, NOW, assessment, question_of, response_of, someone
from tests.people import person

pytestmark = pytest.mark.django_db


def allowed(
    assessed: Assessment, capability: Capability = Capability.READ, section: Section | None = None
) -> User:
    """A person of the house who was granted this."""
    user = person("evaluator")
    grant(
        by=someone(),
        to_kind=ActorKind.USER,
        to_id=str(user.pk),
        assessment=assessed,
        capability=capability,
        section=section,
    )
    return user


def said(by: Actor, assessed: Assessment, key: str = "pace", text: str = "Why 3?", **more: object) -> Comment:
    """A thread begun on the evaluators' answer."""
    response, question = response_of(assessed), question_of(assessed, key)
    return begin_thread(by=by, response=response, question=question, text=text, now=NOW, **more)  # type: ignore[arg-type]


def test_a_thread_is_read_by_who_may_read_the_answer_and_by_nobody_else() -> None:
    assessed = assessment(by=someone())
    reader = allowed(assessed).as_actor()
    comment = said(reader, assessed)

    assert list(visible_threads(reader, [assessed.pk])) == [comment.thread]
    assert not visible_threads(someone("Stranger"), [assessed.pk]).exists()


def test_whoever_was_granted_one_section_reads_the_threads_of_that_section() -> None:
    assessed = assessment()
    leaders = Section.objects.get(version=assessed.version, key="leaders")
    narrow = allowed(assessed, section=leaders).as_actor()
    said(someone(), assessed, "pace")
    of_leaders = said(someone(), assessed, "story")

    assert list(visible_threads(narrow, [assessed.pk])) == [of_leaders.thread]


def test_comments_on_a_rating_stay_hidden_until_one_submitted_ones_own() -> None:
    assessed = assessment()
    mine, theirs = person("evaluator"), person("evaluator")
    own = add_response(
        by=someone(), assessment=assessed, side=Side.EVALUATOR, party="a", for_user=str(mine.pk)
    )
    other = add_response(
        by=someone(), assessment=assessed, side=Side.EVALUATOR, party="b", for_user=str(theirs.pk)
    )
    question = question_of(assessed, "pace")
    begin_thread(by=theirs.as_actor(), response=other, question=question, text="Slow.", now=NOW)
    submit_response(by=theirs.as_actor(), response=other, now=NOW)

    assert not visible_threads(mine.as_actor(), [assessed.pk]).exists()
    submit_response(by=mine.as_actor(), response=own, now=NOW)
    assert visible_threads(mine.as_actor(), [assessed.pk]).count() == 1


def test_contacts_of_the_provider_read_only_what_is_shared_and_only_on_their_own_answers() -> None:
    assessed = assessment(opening_sides=("provider", "evaluator"))
    response, question = response_of(assessed, Side.PROVIDER), question_of(assessed, "story")
    contact = Actor(ActorKind.CONTACT, "7", "Priya Nair", frozenset())
    grant(
        by=someone(),
        to_kind=ActorKind.CONTACT,
        to_id="7",
        assessment=assessed,
        capability=Capability.ANSWER,
        response=response,
    )
    begin_thread(by=someone(), response=response, question=question, text="Is that true?", now=NOW)
    shared = begin_thread(
        by=someone(), response=response, question=question, text="Which year?", is_shared=True, now=NOW
    )
    said(someone(), assessed)

    assert list(visible_threads(contact, [assessed.pk])) == [shared.thread]
    answered = begin_thread(by=contact, response=response, question=question, text="2025.", now=NOW)
    assert answered.thread.is_shared


def test_only_what_concerns_the_providers_own_answers_is_shared() -> None:
    assessed = assessment()

    with pytest.raises(Refused, match="provider's own answers"):
        said(someone(), assessed, is_shared=True)
    assert not Thread.objects.exists()


def test_a_mention_is_told_on_the_home_page_and_by_owed_work() -> None:
    assessed = assessment()
    lead = allowed(assessed)
    comment = said(someone("Jonas"), assessed, mentions=[str(lead.pk)])

    notice = notices_to_look_at(lead.as_actor()).get()
    assert (notice.comment, notice.from_name) == (comment, "Jonas")
    assert OwedWork.objects.filter(task="assessments.tell", key=str(notice.pk)).exists()


def test_nobody_is_told_of_a_mention_after_their_access_ended() -> None:
    assessed = assessment()
    lead = allowed(assessed)
    said(someone(), assessed, mentions=[str(lead.pk)])

    revoke(by=someone(), given=assessed.grants.get(actor_id=str(lead.pk)))

    assert not notices_to_look_at(lead.as_actor()).exists()


def test_who_may_not_read_the_answer_cannot_be_mentioned() -> None:
    assessed = assessment()
    stranger = person("evaluator")

    with pytest.raises(Refused, match="may not read"):
        said(allowed(assessed).as_actor(), assessed, mentions=[str(stranger.pk)])
    assert not Comment.objects.exists()
    assert not Notice.objects.exists()


def test_the_list_names_readers_only_and_never_oneself() -> None:
    assessed = assessment()
    me, reader, executive = allowed(assessed), allowed(assessed), person("executive")
    leaders = Section.objects.get(version=assessed.version, key="leaders")
    allowed(assessed, section=leaders)
    person("evaluator")

    listed = people_to_mention(me.as_actor(), response_of(assessed), question_of(assessed, "pace"))

    assert {each.pk for each in listed} == {reader.pk, executive.pk}


@pytest.mark.parametrize(
    ("text", "because"),
    [(" \n", "Nothing is written"), ("a\x00b", "cannot be stored"), ("x" * 4001, "4000 fit")],
)
def test_what_cannot_be_kept_is_refused(text: str, because: str) -> None:
    with pytest.raises(Refused, match=because):
        said(someone(), assessment(), text=text)
    assert not Thread.objects.exists()


def test_a_resolved_thread_is_taken_up_again_by_a_reply() -> None:
    assessed = assessment()
    me = allowed(assessed).as_actor()
    thread = said(me, assessed).thread
    resolve_thread(by=me, thread=thread, now=LATER)
    resolve_thread(by=me, thread=thread, now=LATER)
    assert talk_of(me, response_of(assessed))["pace"].resolved_threads == 1

    reply(by=me, thread=thread, text="One more thing.", now=LATER)

    talk = talk_of(me, response_of(assessed))["pace"]
    assert (talk.open_threads, talk.resolved_threads) == (1, 0)
    assert AuditEvent.objects.filter(action="thread.resolved").count() == 1
    reopen_thread(by=me, thread=thread)
    assert not AuditEvent.objects.filter(action="thread.reopened").exists()


def test_open_threads_come_first_and_the_trail_holds_no_words() -> None:
    assessed = assessment()
    me = allowed(assessed).as_actor()
    first, second = said(me, assessed, text="First").thread, said(me, assessed, text="Second").thread
    resolve_thread(by=me, thread=first, now=LATER)

    listed = threads_on(me, response_of(assessed), question_of(assessed, "pace"))

    assert [thread.pk for thread in listed] == [second.pk, first.pk]
    event = AuditEvent.objects.filter(action="comment.added").earliest("pk")
    assert event.digest == {
        "response": response_of(assessed).pk,
        "question": "pace",
        "thread": first.pk,
        "shared": 0,
        "mentioned": 0,
    }


def test_the_database_itself_keeps_what_was_said_and_with_whom() -> None:
    comment = said(someone(), assessment())
    for change in (
        lambda: Comment.objects.filter(pk=comment.pk).update(text="Nothing"),
        lambda: Comment.objects.filter(pk=comment.pk).delete(),
        lambda: Thread.objects.filter(pk=comment.thread_id).update(is_shared=True),
        lambda: Thread.objects.filter(pk=comment.thread_id).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
