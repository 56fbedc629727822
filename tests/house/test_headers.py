"""What every answer carries against other sites, other eyes and caches."""

import pytest
from django.test import Client

from tests.house.headers import assert_guarded_by_headers
from tests.people import PASSWORD, client_of, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/account/login/", "/account/password/reset/", "/nowhere/", "/healthz", "/"]
)
def test_answers_to_strangers_carry_them(client: Client, path: str) -> None:
    assert_guarded_by_headers(client.get(path))


@pytest.mark.parametrize("path", ["/", "/people/", "/trail/", "/owed-work/", "/profile/", "/nowhere/"])
def test_answers_behind_the_sign_in_carry_them_and_are_kept_nowhere(path: str) -> None:
    answer = client_of("administrator").get(path)

    assert_guarded_by_headers(answer)
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/people/1/", "/trail/"])
def test_refusals_are_kept_nowhere_either(path: str) -> None:
    answer = client_of("evaluator").get(path)

    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (403, True)


def test_pages_hold_no_inline_script_or_style() -> None:
    for path in ("/people/", "/trail/", "/owed-work/", "/profile/", "/people/invite/"):
        text = client_of("administrator").get(path).content.decode()
        assert " style=" not in text, path
        assert " onclick=" not in text, path


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(client: Client) -> None:
    user = person(password=PASSWORD)
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    cookie = client.cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
