"""Codes for coming back: for contacts alone, in the browser that asked, for few tries and minutes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from assessments.actions.asking import stop_asking
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork
from providers import actions
from providers.actions import codes
from providers.models import CodeRequest, Contact, Invitation, SignInCode, Visit
from providers.tasks import tidy
from tests.portal.world import Asked, asked, code_in, inside, work_off
from tests.providers.factories import contact, provider

pytestmark = pytest.mark.django_db
NETWORK = "192.0.2.7"


def ask_for_code(email: str, client: Client | None = None, network: str = NETWORK) -> Client:
    browser = client or Client(REMOTE_ADDR=network)
    answer = browser.post("/portal/enter/", {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, "/portal/enter/code/")
    return browser


def try_code(browser: Client, code: str) -> bool:
    answer = browser.post("/portal/enter/code/", {"code": code})
    return answer.status_code == 302 and answer["Location"] == "/portal/"


def here_before(name: str = "Asha Rao") -> Asked:
    of = asked(name)
    inside(of)
    mail.outbox.clear()
    return of


def sent(browser: Client) -> str:
    work_off("providers.codes")
    return code_in()


def test_who_was_here_comes_back_with_a_code() -> None:
    of = here_before()
    browser = ask_for_code(of.contact.email.upper())
    assert mail.outbox == []
    code = sent(browser)

    before = browser.session.session_key
    assert try_code(browser, f"{code[:4]} {code[4:]}")

    assert mail.outbox[-1].to == [of.contact.email]
    assert browser.session.session_key != before
    assert browser.get(of.page).status_code == 200
    assert AuditEvent.objects.filter(action="contact.signed_in", actor_id=str(of.contact.pk)).count() == 1
    stored = [str(value) for row in SignInCode.objects.values() for value in row.values()]
    assert [value for value in stored if code in value] == []


def test_the_answer_is_the_same_whether_somebody_has_the_address() -> None:
    of = here_before()
    known, unknown = Client(), Client()
    answers = [
        known.post("/portal/enter/", {"email": of.contact.email}),
        unknown.post("/portal/enter/", {"email": "nobody@example.test"}),
    ]
    work_off("providers.codes")

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/portal/enter/code/")}
    pages = [browser.get("/portal/enter/code/").content.decode() for browser in (known, unknown)]
    told = [
        page.replace(email, "").split("<main")[1].split("<form")[0]
        for page, email in zip(pages, (of.contact.email, "nobody@example.test"), strict=True)
    ]
    assert told[0] == told[1]
    assert [message.to for message in mail.outbox] == [[of.contact.email]]
    assert CodeRequest.objects.count() == 2
    assert OwedWork.objects.filter(task="providers.codes").count() == 1


@pytest.mark.parametrize("how", ["revoked", "removed", "archived", "never came and the link has ended"])
def test_who_may_not_come_in_gets_no_code(how: str) -> None:
    of = asked()
    by, now = of.lead.as_actor(), timezone.now()
    match how:
        case "revoked":
            stop_asking(by=by, asking=of.asking, now=now)
        case "removed":
            actions.remove_contact(by=by, contact=of.contact, now=now)
        case "archived":
            actions.archive_provider(by=by, provider=of.contact.provider, now=now)
        case _:
            Invitation.objects.update(expires_at=now - timedelta(minutes=1))
    mail.outbox.clear()

    ask_for_code(of.contact.email)
    work_off("providers.codes")

    assert mail.outbox == []
    assert SignInCode.objects.count() == 0


def test_a_code_serves_as_the_first_visit_too() -> None:
    of = asked()
    browser = ask_for_code(of.contact.email)

    assert try_code(browser, sent(browser))

    assert Invitation.objects.get().confirmed_at is not None


def test_a_code_is_good_for_one_time() -> None:
    of = here_before()
    browser = ask_for_code(of.contact.email)
    code = sent(browser)
    assert try_code(browser, code)
    browser.post("/portal/leave/")

    assert not try_code(browser, code)


def test_a_code_ends_after_ten_minutes() -> None:
    of = here_before()
    browser = ask_for_code(of.contact.email)
    code = sent(browser)
    SignInCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert not try_code(browser, code)


def test_a_code_works_only_in_the_browser_that_asked_for_it() -> None:
    of = here_before()
    browser = ask_for_code(of.contact.email)
    code = sent(browser)
    other = ask_for_code("nobody@example.test")

    assert not try_code(other, code)
    assert not try_code(Client(), code)
    assert try_code(browser, code)


def test_five_tries_are_all_there_are() -> None:
    of = here_before()
    browser = ask_for_code(of.contact.email)
    code = sent(browser)
    wrong = f"{(int(code) + 1) % 10**8:08d}"

    assert [try_code(browser, wrong) for _ in range(7)] == [False] * 7
    assert not try_code(browser, code)

    assert SignInCode.objects.get().tries == 5
    browser = ask_for_code(of.contact.email, browser)
    assert try_code(browser, sent(browser))


def test_a_wrong_code_is_answered_kindly() -> None:
    of = here_before()
    browser = ask_for_code(of.contact.email)
    sent(browser)

    answer = browser.post("/portal/enter/code/", {"code": "1"})

    assert answer.status_code == 422
    assert "have a new code sent" in answer.content.decode()
    assert browser.post("/portal/enter/code/", {"code": "\x00" * 20}).status_code == 422
    assert browser.post("/portal/enter/code/", {"code": "²" * 8}).status_code == 422


def knock(email: str, times: int, network: str) -> int:
    allowed = 0
    for number in range(times):
        try:
            actions.ask_for_code(
                email=email, address=network, browser=f"browser {number}", now=timezone.now()
            )
        except actions.AskedTooOftenError:
            continue
        allowed += 1
    return allowed


def test_one_network_asks_five_times_an_hour_for_one_address() -> None:
    assert knock("anybody@example.test", 8, NETWORK) == codes.MOST_HERE
    answer = Client(REMOTE_ADDR=NETWORK).post("/portal/enter/", {"email": "anybody@example.test"})

    assert answer.status_code == 422
    assert "asked for too often" in answer.content.decode()


def test_one_network_cannot_write_to_everybody() -> None:
    allowed = sum(knock(f"person{number}@example.test", 1, NETWORK) for number in range(60))

    assert allowed == codes.MOST_FROM_NETWORK


def test_knocking_from_everywhere_does_not_lock_the_victim_out() -> None:
    of = here_before()
    allowed = sum(knock(of.contact.email, 5, f"198.51.100.{number}") for number in range(20))
    assert allowed == codes.MOST_FROM_STRANGERS

    # From where they came in before.
    browser = ask_for_code(of.contact.email, Client(REMOTE_ADDR="127.0.0.1"))

    mail.outbox.clear()
    CodeRequest.objects.exclude(address="127.0.0.1").update(handled_at=timezone.now())
    assert try_code(browser, sent(browser))


def test_guessing_elsewhere_uses_up_none_of_the_victims_tries() -> None:
    of = here_before()
    victim = ask_for_code(of.contact.email)
    code = sent(victim)
    attacker = ask_for_code(of.contact.email, network="203.0.113.9")
    work_off("providers.codes")

    for number in range(10):
        assert not try_code(attacker, f"{number:08d}")

    assert try_code(victim, code)


def test_one_person_of_two_providers_gets_a_code_for_each() -> None:
    of = here_before()
    email = of.contact.email
    second = asked("Asha Second")
    Contact.objects.filter(pk=second.contact.pk).update(email=email)
    mail.outbox.clear()
    browser = ask_for_code(email)
    work_off("providers.codes")
    found = [message for message in mail.outbox if "Second" in str(message.body)]

    assert len(mail.outbox) == 2
    assert try_code(browser, code_in(mail.outbox.index(found[0])))
    assert browser.get(second.page).status_code == 200
    assert browser.get(of.page).status_code == 404


def test_a_contact_nobody_invited_gets_no_code() -> None:
    contact(provider(), "Lena", email="lena@example.test")

    ask_for_code("lena@example.test")
    work_off("providers.codes")

    assert mail.outbox == []


def test_the_code_page_without_a_request_leads_to_the_door() -> None:
    assert Client().get("/portal/enter/code/")["Location"] == "/portal/enter/"
    assert Client().post("/portal/enter/", {"email": "no address"}).status_code == 422


def test_old_requests_and_networks_are_forgotten() -> None:
    of = here_before()
    browser = ask_for_code(of.contact.email)
    sent(browser)
    CodeRequest.objects.update(asked_at=timezone.now() - timedelta(days=2))
    tidy()
    assert CodeRequest.objects.count() == SignInCode.objects.count() == 0
    assert Visit.objects.count() == 1
    Visit.objects.update(at=timezone.now() - timedelta(days=181))

    tidy()

    assert Visit.objects.count() == 0


def test_a_request_nobody_looked_at_in_time_sends_nothing() -> None:
    of = here_before()
    ask_for_code(of.contact.email)
    CodeRequest.objects.update(asked_at=timezone.now() - timedelta(minutes=11))

    work_off("providers.codes")

    assert mail.outbox == []


def test_forgery_is_refused_at_the_door() -> None:
    of = here_before()
    elsewhere = Client(enforce_csrf_checks=True)

    assert elsewhere.post("/portal/enter/", {"email": of.contact.email}).status_code == 403
    assert elsewhere.post("/portal/invitation/").status_code == 403
    assert CodeRequest.objects.count() == 0
