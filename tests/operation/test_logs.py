"""Logs: one JSON object a line, with an id, and without answers, names, queries or secrets."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from outsourcing.operation.logs import JsonLines, request_id
from tests.people import person, signed_in

SECRET = "the bidder's frank answer"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged, as production writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def read(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def request_lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [line for line in read(stream) if line["logger"] == "parity.request"]


@pytest.mark.django_db
def test_a_request_leaves_one_line_that_says_who_which_and_how(lines: io.StringIO) -> None:
    user = person("procurement_lead", name="Marieke Kramer", email="marieke@example.test")

    answer = signed_in(user).get("/providers/", {"q": SECRET}, headers={"X-Request-ID": "abc-12345"})

    (line,) = request_lines(lines)
    assert answer.status_code == 200
    assert answer["X-Request-ID"] == "abc-12345"
    assert line["milliseconds"] > 0
    assert {key: line[key] for key in ("request", "method", "route", "status", "actor", "level")} == {
        "request": "abc-12345",
        "method": "GET",
        "route": "providers:directory",
        "status": 200,
        "actor": f"user:{user.pk}",
        "level": "INFO",
    }
    for told in (SECRET, "Marieke", "marieke@example.test", "q="):
        assert told not in lines.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "short", "with spaces and more", "x" * 65, 'a"b\n{"level": "INFO"}'])
def test_an_id_that_is_none_is_replaced(client: Client, lines: io.StringIO, given: str) -> None:
    answer = client.get("/account/login/", headers={"X-Request-ID": given})

    (line,) = request_lines(lines)
    assert len(answer["X-Request-ID"]) == 32
    assert line["request"] == answer["X-Request-ID"]
    assert request_id.get() == ""


@pytest.mark.django_db
def test_the_address_of_a_link_that_signs_in_is_never_logged(client: Client, lines: io.StringIO) -> None:
    link = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "secretsecret"})
    client.get(link)
    client.get("/nowhere/secretsecret")

    assert "secretsecret" not in lines.getvalue()
    assert [line["route"] for line in request_lines(lines)] == ["account_reset_password_from_key", "unknown"]


@pytest.mark.django_db
def test_watchers_do_not_fill_the_log(client: Client, lines: io.StringIO) -> None:
    client.get("/healthz")

    assert request_lines(lines) == []


@pytest.mark.django_db
def test_a_refused_page_is_one_line_without_a_traceback(lines: io.StringIO) -> None:
    answer = signed_in(person("evaluator")).get("/people/")

    told = [line for line in read(lines) if line["logger"] == "django.request"]
    assert answer.status_code == 403
    assert [(line["level"], line["message"]) for line in told] == [("INFO", "403 Forbidden")]
    assert "exception" not in told[0]
    assert "PermissionDenied" not in lines.getvalue()


def test_an_exception_is_told_by_its_place_and_not_by_its_words(lines: io.StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("parity.test").exception("saving failed")

    (line,) = read(lines)
    assert (line["message"], line["exception"]) == ("saving failed", "ValueError")
    assert line["where"][-1].endswith("test_an_exception_is_told_by_its_place_and_not_by_its_words")
    assert SECRET not in lines.getvalue()


def test_what_celery_and_django_repeat_of_an_exception_or_an_address_is_left_out(lines: io.StringIO) -> None:
    logging.getLogger("celery.app.trace").error(
        "Task raised %(exc)s",
        {"exc": SECRET},
        extra={"data": {"name": "jobs.sweep", "id": "7", "exc": SECRET}},
    )
    logging.getLogger("django.request").warning("Not Found: %s", SECRET, extra={"status_code": 404})
    logging.getLogger("django.request").warning("Odd: %s", SECRET, extra={"status_code": 299})

    assert [line["message"] for line in read(lines)] == ["task jobs.sweep 7", "404 Not Found", "299"]


def test_a_line_break_in_a_message_does_not_make_a_second_line(lines: io.StringIO) -> None:
    logging.getLogger("parity.test").warning("one\ntwo %s", "\u2028{}")

    assert [line["message"] for line in read(lines)] == ["one\ntwo \u2028{}"]
