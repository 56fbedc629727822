"""The provider's people see the shared list and do their side's part; of others they find nothing."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments.actions.preparing import assign_preparation, finish_preparation, unshare_preparations
from assessments.actions.preparing.settling import Proof
from assessments.models import Response
from outsourcing.actors import SYSTEM
from outsourcing.files.accepting import accepted
from providers.actions import show_link
from tests.assessments.factories import NOW
from tests.assessments.preparing.world import FORM, PATH, TRY, WALK, WRITE, Prepared, prepared
from tests.files import samples
from tests.people import signed_in
from tests.portal.world import asked, come_in, inside

pytestmark = pytest.mark.django_db


def contact_of(of: Prepared) -> Client:
    """The first of the three, come in."""
    token = show_link(by=SYSTEM, invitation=of.six.theirs[0].asking.invitation, now=timezone.now())
    return come_in(f"/portal/invitation/{token}/")


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def at(of: Prepared, title: str, move: str = "") -> str:
    return f"{of.portal}{of.of(title).pk}/{move}"


def test_the_shared_list_is_a_task_and_the_same_list() -> None:
    of = prepared(shared=True)
    finish_preparation(by=of.by, preparation=of.of(FORM), proof=Proof(note="Agreed by both leads"), now=NOW)
    client = contact_of(of)

    home = said(client, "/portal/")
    text = said(client, of.portal)

    assert "What to prepare together: People of Kaveri" in home
    assert "0 of 4 done by you or together" in home
    assert "Not yet: 2 of 7 done (29 %)." in text
    for title in (WRITE, TRY, WALK, FORM, PATH):
        assert title in text
    assert "Your side" in text
    assert "done by Marieke Kuipers" in text
    assert "Agreed by both leads" in text
    assert "Share with the provider" not in text


def test_the_list_costs_few_questions_in_the_portal_too(django_assert_max_num_queries: Any) -> None:
    of = prepared(shared=True)
    client = contact_of(of)
    said(client, of.portal)

    with django_assert_max_num_queries(15):
        assert "as your side tell them" in said(client, of.portal)


def test_a_contact_does_their_part_with_proof_and_takes_it_back() -> None:
    of = prepared(shared=True)
    client = contact_of(of)
    sent = {"note": "Went through ticket 12.", "file": samples.upload(samples.pdf("walk"), "walk.pdf")}

    done = client.post(at(of, WALK, "done/"), sent, follow=True)

    assert done.redirect_chain == [(of.portal, 302)]
    text = " ".join(done.content.decode().split())
    assert f"Done: “{WALK}”." in text
    assert "Not yet: 2 of 7 done" in text
    assert "Theirs 0" in text
    assert client.get(at(of, WALK, "file/")).headers["Content-Disposition"].startswith("attachment")
    lead = signed_in(of.six.lead)
    assert "Went through ticket 12." in said(lead, f"{of.page}{of.of(WALK).pk}/")
    assert client.post(at(of, WALK, "reopen/")).status_code == 302
    assert of.of(WALK).state == "open"


def test_what_is_for_the_other_side_is_read_and_not_done() -> None:
    of = prepared(shared=True)
    client = contact_of(of)

    assert "It is done" not in said(client, at(of, FORM))
    assert client.post(at(of, FORM, "done/"), {"note": "Done"}).status_code == 404
    assert "It is not needed here" not in said(client, at(of, WALK))
    assert client.post(at(of, WALK, "not-needed/"), {"reason": "No"}).status_code == 404
    assert client.post(at(of, WALK, "owner/"), {"owner": ""}).status_code == 404
    assert of.of(FORM).state == "open"


def test_our_files_and_our_word_stay_ours() -> None:
    of = prepared(shared=True)
    file = accepted(samples.upload(samples.pdf("ours"), "OURFILE-CANARY.pdf"), largest=10**6)
    finish_preparation(by=of.by, preparation=of.of(PATH), proof=Proof(note="Agreed", file=file), now=NOW)
    client = contact_of(of)

    text = said(client, at(of, PATH))

    assert "OURFILE-CANARY" not in text
    assert "A file is kept by whoever asks you." in text
    assert "Reopen" not in text
    assert client.get(at(of, PATH, "file/")).status_code == 404
    assert client.post(at(of, PATH, "reopen/")).status_code == 409
    assert of.of(PATH).state == "done"


def test_unshared_it_is_gone_and_so_is_every_address() -> None:
    of = prepared(shared=True)
    client = contact_of(of)
    unshare_preparations(by=of.by, assessment=of.assessment)

    for address in (of.portal, at(of, WALK), at(of, WALK, "file/")):
        assert client.get(address).status_code == 404
    assert client.post(at(of, WALK, "done/"), {"note": "Done"}).status_code == 404
    assert "What to prepare together" not in said(client, "/portal/")


def test_nothing_of_another_provider_is_reached() -> None:
    of, other = prepared(shared=True), asked()
    visitor = inside(other)

    for address in (of.portal, at(of, WALK), f"{of.portal}987654/"):
        assert visitor.get(address).status_code == 404
    for move in ("done/", "reopen/"):
        assert visitor.post(at(of, WALK, move), {"note": "Done"}).status_code == 404
    assert visitor.get(f"/portal/assessments/{other.assessment.pk}/preparations/").status_code == 404
    crossed = f"/portal/assessments/{other.assessment.pk}/preparations/{of.of(WALK).pk}/"
    assert visitor.get(crossed).status_code == 404
    assert of.of(WALK).state == "open"


def test_whoever_still_rates_alone_sees_nothing_of_it() -> None:
    of = prepared(shared=True)
    own = of.six.theirs[0].response
    client = contact_of(of)
    Response.objects.filter(pk=own.pk).update(state="draft", submitted_at=None, receipt="")

    text = said(client, of.portal)

    assert "You still rate yourself." in text
    assert WALK not in text
    assert client.get(at(of, WALK)).status_code == 404
    assert "What to prepare together" not in said(client, "/portal/")


def test_the_house_shares_and_takes_back_by_undo() -> None:
    of = prepared()
    lead = signed_in(of.six.lead)
    assign_preparation(by=of.by, preparation=of.of(WALK), owner=of.theirs, due_on=NOW.date())

    shared = lead.post(f"{of.page}share/", follow=True).content.decode()

    assert "Shared: the provider&#x27;s people see the list and do their part." in shared
    assert f'action="{of.page}unshare/"' in shared
    assert "Theirs 0, due" in said(contact_of(of), of.portal)
    again = lead.post(f"{of.page}unshare/", follow=True).content.decode()
    assert "do not see the list any more" in again
    assert of.figures.shared_at is None
    nothing = asked()
    told = signed_in(nothing.lead).post(
        f"/assessments/{nothing.assessment.pk}/preparations/share/", follow=True
    )
    assert "There is nothing to share yet: no gap is known." in told.content.decode()
