"""Messages with an undo button, pages and sorting that keep the filters."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from outsourcing.ui import parts


def test_a_message_offers_to_undo_what_it_tells() -> None:
    message = Message(
        messages.SUCCESS, "Archived.", extra_tags=parts.undo_to("/providers/3/restore/?a=1&b=2")
    )

    html = render_to_string("components/messages.html", {"messages": [message], "csrf_token": "token"})

    assert '<form method="post" action="/providers/3/restore/?a=1&amp;b=2">' in html
    assert 'value="token"' in html
    assert "notice ok" in html


@pytest.mark.parametrize(
    "tags", ["", "safe", "undo=https%3A%2F%2Fevil.example", "undo=%2F%2Fevil.example", "undo=%2F%5Cevil"]
)
def test_undo_never_leaves_the_house(tags: str) -> None:
    assert parts.undo_url_in(tags) == ""


def test_turning_pages_keeps_the_filters() -> None:
    assert parts.address_with(QueryDict("country=NL&page=2"), "page", "3") == "?country=NL&page=3"


def test_sorting_goes_back_to_the_first_page_and_turns_around() -> None:
    assert parts.sort_address(QueryDict("country=NL&page=2"), "name", []) == "?country=NL&sort=name"
    assert parts.sort_address(QueryDict("sort=name"), "name", ["name"]) == "?sort=-name"
    assert parts.sort_address(QueryDict("sort=-name"), "name", ["-name"]) == "?sort=name"


def test_the_pager_links_to_its_neighbours() -> None:
    request = RequestFactory().get("/providers/", {"country": "NL"})
    page = Paginator(range(240), 20).page(3)

    html = Template("{% load ui %}{% pager page %}").render(Context({"page": page, "request": request}))

    assert 'href="?country=NL&amp;page=2" rel="prev"' in html
    assert 'href="?country=NL&amp;page=3" aria-current="page"' in html
    assert "41–60 of 240" in html


def test_one_page_needs_no_pager() -> None:
    context = Context({"page": Paginator(range(3), 20).page(1), "request": RequestFactory().get("/")})

    assert Template("{% load ui %}{% pager page %}").render(context).strip() == ""


def test_crumbs_lead_back_up() -> None:
    html = Template('{% load ui %}{% crumbs "Providers" "/providers/" name "/providers/3/" %}').render(
        Context({"name": "<Kaveri>"})
    )

    assert '<a href="/providers/">Providers</a>' in html
    assert '<a href="/providers/3/">&lt;Kaveri&gt;</a>' in html


def test_a_sorted_column_says_so() -> None:
    request = RequestFactory().get("/", {"sort": "-name"})

    html = Template('{% load ui %}{% sort_head "name" "Name" %}').render(Context({"request": request}))

    assert 'aria-sort="descending"' in html
    assert 'href="?sort=name"' in html
