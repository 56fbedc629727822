"""User administration: inviting, roles, letting people out and in, always keeping an administrator."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from outsourcing.accounts import actions
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.models import User, UserState
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from tests.accounts.test_sign_in import link_in
from tests.people import PASSWORD, person, roles, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return person("administrator", name="Anna Vos", email="anna@example.test", password=PASSWORD)


@pytest.fixture
def client(anna: User) -> Client:
    return signed_in(anna)


def role_ids(*keys: str) -> list[int]:
    return [role.pk for role in roles(*keys)]


def invite(client: Client, **changes: Any) -> Any:
    data = {"name": "Ravi Menon", "email": "Ravi@Example.test", "roles": role_ids("evaluator"), **changes}
    return client.post(reverse("accounts:invite"), data)


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


def test_an_invited_person_gets_a_link_chooses_a_password_and_is_in(client: Client) -> None:
    page = invite(client)
    ravi = User.objects.get(email="ravi@example.test")

    assert b"on its way to Ravi Menon" in page.content
    assert ravi.state == UserState.INVITED
    assert (last_event().action, last_event().digest) == ("user.invited", {"roles": "evaluator"})
    [message] = mail.outbox
    assert (message.to, message.subject) == (["ravi@example.test"], "Anna Vos invites you to Parity")

    visitor = Client()
    form = visitor.get(link_in(str(message.body)), follow=True)
    password = {"password1": PASSWORD, "password2": PASSWORD}
    visitor.post(form.redirect_chain[0][0], password)
    assert visitor.get("/profile/").context["person"] == ravi
    assert User.objects.get(pk=ravi.pk).state == UserState.ACTIVE


def test_the_link_is_shown_where_mail_does_not_leave_the_machine(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    page = invite(client)

    link = re.search(r'value="http://testserver(/account/password/choose/[^"]+)"', page.content.decode())
    assert link
    assert b"Choose a password" in Client().get(link[1], follow=True).content


def test_the_link_is_shown_when_the_mail_server_fails(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.mail_that_fails.EmailBackend"

    assert b"Give Ravi Menon this link" in invite(client).content


def test_nobody_is_invited_twice(client: Client) -> None:
    invite(client)
    page = invite(client, name="Another Ravi")

    assert page.status_code == 422
    assert b"is here already" in page.content
    assert b'value="Another Ravi"' in page.content
    assert User.objects.filter(email="ravi@example.test").count() == 1


def test_two_invitations_at_the_same_moment_end_in_words(anna: User) -> None:
    actions.invite(by=SYSTEM, email="ravi@example.test", name="Ravi", roles=roles("evaluator"))

    with pytest.raises(PeopleError, match="is here already"):
        actions.invite(by=SYSTEM, email="RAVI@example.test", name="Ravi", roles=roles("evaluator"))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"email": "ravi"}, b"valid email address"),
        ({"name": ""}, b"This field is required"),
        ({"roles": []}, b"Choose at least one role"),
        ({"roles": [999]}, b"999 is not one of the available choices"),
    ],
)
def test_a_refused_invitation_names_the_reason(client: Client, changes: Any, reason: bytes) -> None:
    page = invite(client, **changes)

    assert page.status_code == 422
    assert reason in page.content
    assert User.objects.count() == 1


def test_a_new_link_ends_the_earlier_one(client: Client) -> None:
    invite(client)
    first = link_in(str(mail.outbox[0].body))
    ravi = User.objects.get(email="ravi@example.test")

    client.post(reverse("accounts:link", args=[ravi.pk]))

    second = link_in(str(mail.outbox[1].body))
    assert b"does not work any more" in Client().get(first).content
    assert b"Choose a password" in Client().get(second, follow=True).content
    assert last_event().action == "user.link_renewed"


def test_new_roles_count_from_the_next_click(client: Client) -> None:
    ravi = person("evaluator", name="Ravi Menon")
    his = signed_in(ravi)
    assert his.get("/trail/").status_code == 403

    data = {"name": "Ravi M.", "roles": role_ids("auditor", "executive")}
    client.post(reverse("accounts:person", args=[ravi.pk]), data)

    assert his.get("/trail/").status_code == 200
    ravi.refresh_from_db()
    assert ravi.name == "Ravi M."
    assert (last_event().action, last_event().digest) == ("user.changed", {"roles": "auditor, executive"})


def test_deactivating_ends_sessions_at_once_and_for_ever(client: Client) -> None:
    ravi = person("evaluator", password=PASSWORD)
    his = signed_in(ravi)

    client.post(reverse("accounts:deactivate", args=[ravi.pk]))
    assert his.get("/profile/").status_code == 302
    assert last_event().action == "user.deactivated"

    client.post(reverse("accounts:reactivate", args=[ravi.pk]))
    assert his.get("/profile/").status_code == 302
    assert signed_in(User.objects.get(pk=ravi.pk)).get("/profile/").status_code == 200
    assert last_event().action == "user.reactivated"


def test_deactivating_ends_links(client: Client) -> None:
    invite(client)
    ravi = User.objects.get(email="ravi@example.test")

    client.post(reverse("accounts:deactivate", args=[ravi.pk]))

    assert b"does not work any more" in Client().get(link_in(str(mail.outbox[0].body))).content


def test_a_deactivated_person_gets_no_link(client: Client) -> None:
    ravi = person("evaluator")
    actions.deactivate(by=SYSTEM, user=ravi)

    page = client.post(reverse("accounts:link", args=[ravi.pk]), follow=True)

    assert b"Reactivate them first" in page.content
    assert mail.outbox == []


def test_deactivating_twice_is_said_and_tells_the_trail_once(client: Client) -> None:
    ravi = person("evaluator")
    client.post(reverse("accounts:deactivate", args=[ravi.pk]))

    page = client.post(reverse("accounts:deactivate", args=[ravi.pk]), follow=True)

    assert b"is deactivated already" in page.content
    assert AuditEvent.objects.filter(action="user.deactivated").count() == 1


def test_the_last_administrator_cannot_be_deactivated(client: Client, anna: User) -> None:
    person("administrator", name="Only Invited")
    gone = person("administrator", password=PASSWORD)
    actions.deactivate(by=SYSTEM, user=gone)

    page = client.post(reverse("accounts:deactivate", args=[anna.pk]), follow=True)

    assert b"Anna Vos is the last active administrator" in page.content
    anna.refresh_from_db()
    assert anna.is_active


def test_the_last_administrator_keeps_that_role(client: Client, anna: User) -> None:
    data = {"name": "Anna", "roles": role_ids("auditor")}
    page = client.post(reverse("accounts:person", args=[anna.pk]), data)

    assert page.status_code == 422
    assert b"is the last active administrator" in page.content
    assert [role.key for role in anna.roles.all()] == ["administrator"]


def test_one_of_two_administrators_may_go(client: Client, anna: User) -> None:
    person("administrator", password=PASSWORD)

    client.post(reverse("accounts:deactivate", args=[anna.pk]))

    anna.refresh_from_db()
    assert not anna.is_active


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_leave_one() -> None:
    two = [person("administrator", password=PASSWORD) for _ in range(2)]
    start = Barrier(2)

    def remove(user: User) -> bool:
        try:
            start.wait(timeout=10)
            actions.deactivate(by=SYSTEM, user=user)
        except PeopleError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        removed = list(pool.map(remove, two))

    assert sorted(removed) == [False, True]
    assert User.objects.filter(is_active=True).count() == 1


def test_the_list_shows_everybody_with_roles_and_state(client: Client) -> None:
    person("evaluator", "auditor", name="Ravi Menon", email="ravi@example.test")

    page = client.get(reverse("accounts:users"))

    assert [user.name for user in page.context["page"]] == ["Anna Vos", "Ravi Menon"]
    assert b"Evaluator, Auditor" in page.content
    assert b"Invited" in page.content


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("words=men", ["Ravi Menon"]),
        ("words=ANNA@", ["Anna Vos"]),
        ("state=active", ["Anna Vos"]),
        ("state=invited", ["Ravi Menon"]),
        ("state=deactivated", ["Zoe Gone"]),
        ("sort=-name", ["Zoe Gone", "Ravi Menon", "Anna Vos"]),
        ("sort=email", ["Anna Vos", "Zoe Gone", "Ravi Menon"]),
        ("sort=password", ["Anna Vos", "Ravi Menon", "Zoe Gone"]),
        ("page=99", ["Anna Vos", "Ravi Menon", "Zoe Gone"]),
    ],
)
def test_filters_and_order_live_in_the_address(client: Client, query: str, names: list[str]) -> None:
    person("evaluator", name="Ravi Menon", email="z@example.test")
    gone = person("auditor", name="Zoe Gone", email="b@example.test", password=PASSWORD)
    actions.deactivate(by=SYSTEM, user=gone)

    page = client.get(f"{reverse('accounts:users')}?{query}")

    assert [user.name for user in page.context["page"]] == names


def test_the_list_filters_by_role(client: Client) -> None:
    person("evaluator", name="Ravi Menon")

    page = client.get(reverse("accounts:users"), {"role": str(role_ids("evaluator")[0])})

    assert [user.name for user in page.context["page"]] == ["Ravi Menon"]


def test_the_list_asks_the_database_as_often_for_three_people_as_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("accounts:users"))
    person("evaluator", "auditor")
    person("evaluator")

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse("accounts:users"))


def test_a_missing_person_is_not_found(client: Client) -> None:
    assert client.get(reverse("accounts:person", args=[99])).status_code == 404
    assert client.post(reverse("accounts:deactivate", args=[99])).status_code == 404


@pytest.mark.parametrize("role", ["procurement_lead", "evaluator", "executive", "template_admin", "auditor"])
def test_other_roles_are_kept_out(role: str, anna: User) -> None:
    stranger = signed_in(person(role))

    assert stranger.get(reverse("accounts:users")).status_code == 403
    assert stranger.get(reverse("accounts:person", args=[anna.pk])).status_code == 403
    assert stranger.post(reverse("accounts:deactivate", args=[anna.pk])).status_code == 403
    assert invite(stranger).status_code == 403
    assert not User.objects.filter(email="ravi@example.test").exists()


def test_everybody_renames_themselves_and_sees_their_roles() -> None:
    ravi = person("evaluator", name="Ravi")
    client = signed_in(ravi)

    answer = client.post(reverse("accounts:profile"), {"name": "Ravi Menon"})

    assert answer["Location"] == reverse("accounts:profile")
    page = client.get(reverse("accounts:profile"))
    assert b'value="Ravi Menon"' in page.content
    assert b"Answers the assessments handed to them." in page.content
    assert last_event().action == "user.renamed"


def test_an_empty_name_is_refused() -> None:
    ravi = person("evaluator", name="Ravi")

    page = signed_in(ravi).post(reverse("accounts:profile"), {"name": " "})

    assert page.status_code == 422
    ravi.refresh_from_db()
    assert ravi.name == "Ravi"
