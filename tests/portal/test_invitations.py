"""Links of invitations: kept as hashes, used once, by a button and never by looking."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from assessments.actions.asking import stop_asking
from assessments.models import Grant
from outsourcing.actors import SYSTEM, ActorKind
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork, WorkState
from providers import actions, tasks
from providers.models import Contact, Invitation, Provider, Visit
from tests.assessments.pages.places import text_of as text
from tests.people import signed_in
from tests.portal.world import Asked, asked, come_in, inside, lead_of, path_in, save, work_off
from tests.providers.factories import contact, contact_facts, provider

pytestmark = pytest.mark.django_db


def invitation_of(of: Asked) -> Invitation:
    return Invitation.objects.get(pk=of.asking.invitation_id)


def test_the_mail_says_who_asks_for_what_and_the_link_is_kept_as_a_hash_alone() -> None:
    of = asked()
    token = path_in().split("/")[-2]

    message = mail.outbox[-1]
    assert message.to == [of.contact.email]
    assert message.subject == "Marieke Kuipers asks for your answers"
    assert "People of Kaveri" in message.body
    assert "Please answer by Friday." in message.body
    assert len(token) >= 43
    stored = [
        str(value)
        for model in (Invitation, OwedWork, AuditEvent)
        for row in model.objects.values()
        for value in row.values()
    ]
    assert [value for value in stored if token in value] == []
    assert len(invitation_of(of).token_hash) == 64


def test_looking_at_a_link_signs_nobody_in_and_takes_it_out_of_the_address() -> None:
    of = asked()
    path = path_in()
    for look in (Client().get, Client().head):
        answer = look(path)
        assert (answer.status_code, answer["Location"]) == (302, "/portal/invitation/")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
    scanner = Client()
    page = scanner.get(path, follow=True)

    assert "Marieke Kuipers invites you to answer" in text(page)
    assert path.split("/")[-2] not in text(page)
    assert scanner.get("/portal/").status_code == 302
    assert invitation_of(of).confirmed_at is None
    assert AuditEvent.objects.filter(action="invitation.accepted").count() == 0


def test_the_button_begins_the_visit_under_a_new_session_key() -> None:
    of = asked()
    browser = Client()
    browser.get(path_in())
    before = browser.session.session_key

    answer = browser.post("/portal/invitation/")

    assert (answer.status_code, answer["Location"]) == (302, "/portal/")
    assert browser.session.session_key != before
    assert set(browser.session.keys()) == {"portal_contact"}
    attacker = Client()
    attacker.cookies["sessionid"] = before or ""
    assert attacker.get("/portal/").status_code == 302
    assert invitation_of(of).confirmed_at is not None
    assert AuditEvent.objects.get(action="invitation.accepted").actor_kind == ActorKind.CONTACT
    assert Visit.objects.get().contact == of.contact


def test_a_link_works_once() -> None:
    asked()
    path = path_in()
    come_in(path)
    second = Client()

    answer = second.get(path, follow=True)

    assert answer.status_code == 410
    assert "This link opens nothing any more" in text(answer)
    assert second.post("/portal/invitation/").status_code == 410


def test_who_is_in_already_goes_on_by_a_used_link() -> None:
    asked()
    path = path_in()
    browser = come_in(path)

    assert browser.get(path, follow=True).redirect_chain[-1] == ("/portal/", 302)


def test_two_presses_at_once_let_one_in() -> None:
    of = asked()
    path = path_in()
    first, second = Client(), Client()
    first.get(path)
    second.get(path)

    assert first.post("/portal/invitation/")["Location"] == "/portal/"
    assert second.post("/portal/invitation/").status_code == 410
    assert invitation_of(of).token_hash == ""


def dead(of: Asked, how: str) -> None:
    invitation = invitation_of(of)
    by, now = of.lead.as_actor(), timezone.now()
    match how:
        case "expired":
            Invitation.objects.filter(pk=invitation.pk).update(expires_at=now - timedelta(seconds=1))
        case "revoked":
            stop_asking(by=by, asking=of.asking, now=now)
        case "removed":
            actions.remove_contact(by=by, contact=of.contact, now=now)
        case "archived":
            actions.archive_provider(by=by, provider=of.contact.provider, now=now)
        case "replaced":
            actions.send_again(by=by, invitation=invitation, expires_at=now + timedelta(days=3))
            work_off("providers.invite")
        case "other address":
            facts = contact_facts(of.contact.name, email="new@kaveri.example")
            actions.change_contact(by=by, contact=of.contact, facts=facts, expected_version=1, now=now)


@pytest.mark.parametrize("how", ["expired", "revoked", "removed", "archived", "replaced", "other address"])
def test_a_dead_link_says_the_same_whatever_ended_it(how: str) -> None:
    of = asked()
    path = path_in()
    early = Client()
    early.get(path)
    dead(of, how)

    answers = [early.post("/portal/invitation/"), Client().get(path, follow=True)]
    wrong = Client().get("/portal/invitation/wrong/", follow=True)

    assert [answer.status_code for answer in (*answers, wrong)] == [410, 410, 410]
    assert {text(answer).split("<main")[1] for answer in answers} == {text(wrong).split("<main")[1]}
    assert early.get("/portal/").status_code == 302


@pytest.mark.parametrize("how", ["revoked", "removed", "archived", "other address"])
def test_a_session_ends_at_once_with_what_it_rests_on(how: str) -> None:
    of = asked()
    browser = inside(of)
    assert browser.get("/portal/").status_code == 200

    dead(of, how)

    answer = browser.get("/portal/")
    assert (answer.status_code, answer["Location"]) == (302, "/portal/enter/")
    assert browser.get(of.page).status_code == 302
    assert save(browser, of, "bench", "yes") == 401


def test_taking_back_ends_the_right_to_answer_and_keeps_what_was_answered() -> None:
    of = asked()
    browser = inside(of)
    assert save(browser, of, "bench", "yes") == 200
    lead = lead_of(of)

    lead.post(f"{of.inside}{of.asking.pk}/revoke/")

    assert not Grant.objects.filter(actor_kind=ActorKind.CONTACT).exists()
    assert of.response.answers.count() == 1
    assert "not asked any more" in text(lead.get(of.inside))


def test_who_restores_a_contact_does_not_restore_their_session() -> None:
    of = asked()
    browser = inside(of)
    by, now = of.lead.as_actor(), timezone.now()

    actions.remove_contact(by=by, contact=of.contact, now=now)
    actions.restore_contact(by=by, contact=Contact.with_removed.get(pk=of.contact.pk))

    assert browser.get("/portal/").status_code == 302


def test_an_idle_session_ends(settings: pytest.FixtureRequest) -> None:
    of = asked()
    browser = inside(of)
    session = browser.session
    session["portal_contact"] = {**session["portal_contact"], "seen": timezone.now().timestamp() - 7201}
    session.save()

    assert browser.get("/portal/").status_code == 302
    assert "portal_contact" not in browser.session


def test_signing_out_leaves_nothing_of_the_session() -> None:
    of = asked()
    browser = inside(of)

    assert browser.post("/portal/leave/")["Location"] == "/portal/enter/"
    assert browser.get("/portal/").status_code == 302
    assert browser.get("/portal/leave/").status_code == 302


def test_a_contact_and_one_of_the_house_are_never_in_one_session() -> None:
    of = asked()
    browser = signed_in(of.lead)
    page = browser.get(path_in(), follow=True)
    assert "Going on signs you out there." in text(page)

    come_in(path_in_again(of), browser)

    assert browser.get("/portal/").status_code == 200
    assert browser.get("/assessments/").status_code == 404
    assert "_auth_user_id" not in browser.session
    browser.force_login(of.lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "portal_contact" not in browser.session
    assert browser.get("/portal/").status_code == 404


def path_in_again(of: Asked) -> str:
    token = actions.show_link(by=SYSTEM, invitation=invitation_of(of), now=timezone.now())
    return f"/portal/invitation/{token}/"


def test_a_mail_that_fails_is_tried_again_with_another_link(monkeypatch: pytest.MonkeyPatch) -> None:
    of = asked()
    monkeypatch.setattr("providers.tasks.send_mail", failing)
    work_off_once()
    owed = OwedWork.objects.get(task="providers.invite")
    assert "MailNotSentError: ConnectionRefusedError" in owed.last_error
    assert of.contact.email not in owed.last_error
    assert invitation_of(of).sent_at is None
    monkeypatch.undo()

    work_off_once()

    assert len(mail.outbox) == 1
    assert come_in(path_in()).get("/portal/").status_code == 200


def failing(*_args: object) -> None:
    raise ConnectionRefusedError("asha@kaveri.example")


def work_off_once() -> None:
    OwedWork.objects.update(state=WorkState.QUEUED, lease_until=None)
    tasks.invite(str(OwedWork.objects.get(task="providers.invite").key))


def test_a_mail_sent_twice_leaves_the_later_link() -> None:
    of = asked()
    first = path_in()
    OwedWork.objects.update(state=WorkState.QUEUED)
    second = path_in()

    assert first != second
    assert Client().get(first, follow=True).status_code == 410
    assert come_in(second).get(of.page).status_code == 200


def test_without_mail_the_lead_is_shown_a_link_once(settings: object) -> None:
    of = asked()
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"  # type: ignore[attr-defined]
    lead = lead_of(of)
    assert "Show a link" in text(lead.get(of.inside))

    page = text(lead.post(f"{of.inside}{of.asking.pk}/link/"))

    path = page.split('value="http://localhost:8000')[1].split('"')[0]
    assert come_in(path).get("/portal/").status_code == 200
    assert AuditEvent.objects.filter(action="invitation.link_shown").count() == 1
    assert path not in text(lead.get(of.inside))


def test_with_mail_nobody_is_shown_a_link() -> None:
    of = asked()
    lead = lead_of(of)

    assert lead.post(f"{of.inside}{of.asking.pk}/link/")["Location"] == of.inside
    assert AuditEvent.objects.filter(action="invitation.link_shown").count() == 0


def test_nobody_is_invited_without_an_address_or_from_an_archived_provider() -> None:
    of = asked()
    by, now = of.lead.as_actor(), timezone.now()
    silent = contact(provider(), "Nobody")
    gone = contact(provider(), "Gone", email="gone@example.test")
    actions.archive_provider(by=by, provider=Provider.objects.get(pk=gone.provider_id), now=now)

    for who in (silent, Contact.objects.select_related("provider").get(pk=gone.pk)):
        with pytest.raises(actions.InvitationError):
            actions.invite_contact(
                by=by, contact=who, purpose="Answers", note="", expires_at=now, now=now, mail=True
            )
