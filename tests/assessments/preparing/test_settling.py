"""Preparing: who does it, what proves it, why not, and taking it back; the figures move with it."""

from datetime import timedelta

import pytest

from assessments.actions import Refused, cancel_assessment
from assessments.actions.preparing import (
    assign_preparation,
    finish_preparation,
    reopen_preparation,
    set_not_needed,
    share_preparations,
    unshare_preparations,
)
from assessments.actions.preparing.settling import Proof
from assessments.models import Document, Grant
from assessments.queries.access import visible_assessments
from outsourcing.audit.models import AuditEvent
from outsourcing.files.accepting import accepted
from outsourcing.files.storing import open_stored
from tests.assessments.culture import world as culture
from tests.assessments.factories import NOW
from tests.assessments.preparing.world import FORM, PATH, TRY, WALK, WRITE, Prepared, prepared
from tests.files import samples
from tests.people import person
from tests.providers.factories import contact

pytestmark = pytest.mark.django_db
DUE = NOW.date() + timedelta(days=3)


def done(of: Prepared, title: str, note: str = "Done together") -> None:
    finish_preparation(by=of.by, preparation=of.of(title), proof=Proof(note=note), now=NOW)


def test_what_is_done_counts_and_stops_being_a_condition() -> None:
    of = prepared()

    done(of, WALK)

    kept = of.of(WALK)
    assert (kept.state, kept.note, kept.settled_by_name) == ("done", "Done together", "Marieke Kuipers")
    assert (of.figures.done, of.figures.required) == (2, 7)
    assert of.figures.told["conditions"] == [WRITE, TRY, FORM]
    event = AuditEvent.objects.get(action="preparation.done")
    assert (event.object_label, event.digest) == (WALK, {"scale": "words", "side": "provider"})


def test_without_anything_that_shows_it_nothing_is_done() -> None:
    of = prepared()

    for empty in (Proof(), Proof(note="  \n")):
        with pytest.raises(Refused) as refused:
            finish_preparation(by=of.by, preparation=of.of(WALK), proof=empty, now=NOW)
        assert refused.value.code == "proof_needed"
    assert of.of(WALK).state == "open"


def test_a_link_that_would_run_is_refused() -> None:
    of = prepared()

    with pytest.raises(Refused) as refused:
        finish_preparation(
            by=of.by, preparation=of.of(WALK), proof=Proof(link="javascript:alert(1)"), now=NOW
        )

    assert (refused.value.field, refused.value.code) == ("link", "no_link")


def test_a_file_is_kept_once_for_each_side() -> None:
    of = prepared(shared=True)

    for by, title in ((of.by, FORM), (of.by, TRY), (of.theirs, WALK)):
        file = accepted(samples.upload(samples.pdf("notes"), "notes.pdf"), largest=10**6)
        finish_preparation(by=by, preparation=of.of(title), proof=Proof(file=file), now=NOW)

    assert of.of(FORM).document_id == of.of(TRY).document_id != of.of(WALK).document_id
    assert sorted(Document.objects.values_list("side", flat=True)) == ["provider", "sponsor"]
    kept = of.of(WALK).document
    assert kept is not None
    with open_stored(kept.key) as stored:
        assert stored.read(5) == b"%PDF-"


def test_the_second_is_told_who_was_first_and_keeps_no_file() -> None:
    of = prepared()
    done(of, WALK)
    file = accepted(samples.upload(samples.pdf("late"), "late.pdf"), largest=10**6)

    with pytest.raises(Refused) as refused:
        finish_preparation(by=of.by, preparation=of.of(WALK), proof=Proof(file=file), now=NOW)

    assert refused.value.reason == "Marieke Kuipers settled this already: done. Nothing was changed."
    assert not Document.objects.exists()


def test_not_needed_wants_a_reason_and_is_required_no_more() -> None:
    of = prepared()
    with pytest.raises(Refused) as refused:
        set_not_needed(by=of.by, preparation=of.of(PATH), reason=" ", now=NOW)
    assert refused.value.code == "reason_needed"

    set_not_needed(by=of.by, preparation=of.of(PATH), reason="Agreed in the contract", now=NOW)

    assert (of.of(PATH).state, of.of(PATH).reason) == ("not_needed", "Agreed in the contract")
    assert (of.figures.done, of.figures.required) == (1, 6)


def test_taking_back_keeps_what_was_attached_and_twice_is_as_once() -> None:
    of = prepared()
    done(of, WALK, "Went well")

    for _time in range(2):
        reopen_preparation(by=of.by, preparation=of.of(WALK))

    kept = of.of(WALK)
    assert (kept.state, kept.note, kept.settled_at, kept.settled_by_name) == ("open", "Went well", None, "")
    assert of.figures.done == 1
    assert AuditEvent.objects.filter(action="preparation.reopened").count() == 1
    finish_preparation(by=of.by, preparation=kept, proof=Proof(), now=NOW)
    assert of.of(WALK).state == "done"


def test_an_owner_of_the_house_may_read_the_assessment_from_then_on() -> None:
    of, user = prepared(), person("evaluator", name="Jo Blum")

    assign_preparation(by=of.by, preparation=of.of(FORM), owner=user.as_actor(), due_on=DUE)

    kept = of.of(FORM)
    assert (kept.owner_kind, kept.owner_id, kept.owner_name, kept.due_on) == (
        "user",
        str(user.pk),
        "Jo Blum",
        DUE,
    )
    assert visible_assessments(user.as_actor()).filter(pk=of.assessment.pk).exists()
    before = Grant.objects.count()
    assign_preparation(by=of.by, preparation=of.of(FORM), owner=user.as_actor(), due_on=DUE)
    assert Grant.objects.count() == before
    assign_preparation(by=of.by, preparation=of.of(FORM), owner=None, due_on=DUE)
    assert of.of(FORM).owner_name == ""


def test_a_contact_owns_what_is_for_their_side_and_was_asked() -> None:
    of = prepared()
    provider = of.assessment.subject.provider
    assert provider
    stranger = contact(provider, "Ravi Menon", email="ravi@kaveri.example").as_actor()

    assign_preparation(by=of.by, preparation=of.of(WALK), owner=of.theirs, due_on=DUE)

    assert of.of(WALK).owner_name == "Theirs 0"
    for owner, title, code in ((stranger, WALK, "not_asked"), (of.theirs, FORM, "other_side")):
        with pytest.raises(Refused) as refused:
            assign_preparation(by=of.by, preparation=of.of(title), owner=owner, due_on=DUE)
        assert refused.value.code == code


def test_the_provider_does_its_part_while_it_is_shared() -> None:
    of = prepared()

    def tried(title: str) -> str:
        try:
            finish_preparation(by=of.theirs, preparation=of.of(title), proof=Proof(note="Here"), now=NOW)
        except Refused as refused:
            return refused.code
        return "done"

    assert tried(WALK) == "not_shared"
    share_preparations(by=of.by, assessment=of.assessment, now=NOW)
    share_preparations(by=of.by, assessment=of.assessment, now=NOW)
    assert [tried(title) for title in (WALK, PATH, FORM)] == ["done", "done", "not_yours"]
    assert (of.of(WALK).settled_by_kind, of.of(WALK).settled_by_name) == ("contact", "Theirs 0")
    unshare_preparations(by=of.by, assessment=of.assessment)
    assert tried(TRY) == "not_shared"
    assert of.of(WALK).state == "done"
    shared = AuditEvent.objects.filter(action__in=("preparations.shared", "preparations.unshared"))
    assert shared.count() == 2


def test_the_provider_takes_back_its_own_word_alone() -> None:
    of = prepared(shared=True)
    finish_preparation(by=of.theirs, preparation=of.of(WALK), proof=Proof(note="Here"), now=NOW)
    done(of, PATH)
    colleague = culture.contact_actor(of.six.theirs[1])

    reopen_preparation(by=colleague, preparation=of.of(WALK))
    with pytest.raises(Refused) as refused:
        reopen_preparation(by=colleague, preparation=of.of(PATH))

    assert of.of(WALK).state == "open"
    assert refused.value.code == "not_yours"


def test_nothing_moves_in_a_cancelled_assessment() -> None:
    of = prepared()
    done(of, WALK)
    cancel_assessment(by=of.by, assessment=of.assessment, reason="Opened twice", now=NOW)

    for move in (
        lambda: done(of, FORM),
        lambda: reopen_preparation(by=of.by, preparation=of.of(WALK)),
        lambda: set_not_needed(by=of.by, preparation=of.of(FORM), reason="No", now=NOW),
    ):
        with pytest.raises(Refused) as refused:
            move()
        assert refused.value.code == "cancelled"
