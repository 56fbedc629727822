"""The matrix is printed for people, for machines and for a report, and refuses while something is unsaid."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from outsourcing.accounts.matrix import all_routes
from outsourcing.accounts.models import Role
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded, public

pytestmark = pytest.mark.django_db


def no_guard(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@public
def any_method(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@guarded(Permission.CREATE_PROJECTS)
@require_POST
def nobodys(_request: ActorRequest, pk: int) -> HttpResponse:
    return HttpResponse(str(pk))


@guarded()
@require_safe
def complete(_request: ActorRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("a/", no_guard, name="no_guard"),
    path("b/", any_method, name="any_method"),
    path("c/<int:pk>/", nobodys, name="nobodys"),
    path("d/", complete, name="complete"),
]


def printed(*options: str) -> str:
    out = StringIO()
    call_command("access_matrix", *options, stdout=out)
    return out.getvalue()


def test_machines_read_every_address_with_all_that_is_said_of_it() -> None:
    matrix = {line["name"]: line for line in json.loads(printed("--json"))}

    assert set(matrix) == {route.name for route in all_routes()}
    assert matrix["selection:close"] == {
        "name": "selection:close",
        "pattern": "/projects/<int:pk>/close/",
        "methods": ["POST"],
        "guard": "create_projects",
        "roles": ["procurement_lead"],
        "objects": "project to change",
        "whose": "its owner, and its members who lead",
    }
    assert matrix["healthz"]["guard"] == "public"
    assert matrix["healthz"]["roles"] == []


def test_roles_are_those_of_this_installation() -> None:
    Role.objects.create(key="assistant", name="Assistant", permissions=["create_projects"])

    matrix = {line["name"]: line for line in json.loads(printed("--json"))}

    assert matrix["selection:close"]["roles"] == ["procurement_lead", "assistant"]


def test_people_and_reports_read_tables() -> None:
    assert "selection:close" in printed()
    head, rule, *rows = printed("--markdown").splitlines()
    assert head == "| Address | Pattern | Methods | Guard | Roles | Objects | Whose |"
    assert rule == "| --- | --- | --- | --- | --- | --- | --- |"
    assert len(rows) == len(all_routes())


@pytest.mark.urls(__name__)
def test_what_nobody_classified_is_printed_and_refused() -> None:
    with pytest.raises(CommandError) as refusal:
        printed()

    assert str(refusal.value).splitlines() == [
        "Unclassified:",
        "no_guard: its view has no guard",
        "any_method: its view does not say which methods it answers",
        "nobodys: its address names an object, and its guard does not say whose",
    ]
