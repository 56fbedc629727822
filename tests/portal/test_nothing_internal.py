"""What the portal never says: planted in everything internal, looked for on every page and in every part."""

import re
from collections import deque
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urldefrag
from zipfile import ZipFile

import pytest
from django.test import Client

from assessments.actions import grant
from assessments.models import Capability, Response
from assessments.queries import readable_answers, readable_responses
from outsourcing.accounts.matrix import all_routes
from outsourcing.actors import ActorKind
from tests.assessments import factories
from tests.assessments.pages.places import Reply
from tests.house.routes import example
from tests.people import htmx
from tests.portal.world import OTHER_PROVIDER, RATING_NOTE, SENTENCE, Asked, asked, inside, save, work_off
from tests.providers.factories import provider

pytestmark = pytest.mark.django_db
EVALUATOR_NAME, MEMBER_NAME = "EVALUATOR-CANARY Jonas", "MEMBER-CANARY Petra"
# A weight, its share, a sentence of a knock-out, notes and names; and the words in which they would be said.
CANARIES = (
    "173.25",
    "173,25",
    SENTENCE,
    RATING_NOTE,
    OTHER_PROVIDER,
    EVALUATOR_NAME,
    "weight",
    "knock-out",
    "Score so far",
    "fill-figure",
    "score-bar",
    "/assessments/1/answer/",
    "/search/",
    "/providers/",
    "evaluator",
)


def planted() -> Asked:
    """A questionnaire about which a good deal is kept that its provider must not see."""
    provider(OTHER_PROVIDER)
    other = asked("Olga Other", provider=f"{OTHER_PROVIDER} II")
    save(inside(other), other, "story", "STORY-CANARY of the other")
    of = asked()
    evaluator = factories.someone(EVALUATOR_NAME)
    grant(
        by=of.lead.as_actor(),
        to_kind=ActorKind.USER,
        to_id=evaluator.id,
        assessment=of.assessment,
        capability=Capability.ANSWER,
    )
    rated = factories.response_of(of.assessment)
    factories.answered(rated, "rated", 2, by=evaluator, note=RATING_NOTE)
    work_off("assessments.score")
    return of


def crawled(browser: Client, *starts: str) -> Iterator[tuple[str, str]]:
    """Every page of the portal that links lead to, with what it says."""
    waiting, seen = deque(starts), set[str]()
    while waiting:
        address = urldefrag(waiting.popleft()).url
        if address in seen or not address.startswith("/portal/"):
            continue
        seen.add(address)
        page = browser.get(address, follow=True)
        assert page.status_code == 200, address
        said = words_of(page)
        yield address, said
        waiting.extend(re.findall(r'(?:href|hx-get)="(/[^"]*)"', said))


def words_of(page: Reply) -> str:
    """A page's own words, or those of every part of a workbook."""
    content = page.content
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def found(said: str) -> list[str]:
    # Tokens are chance, and an empty place in the page is called by what stands there inside.
    words = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"|class="q-weight"', "", said).lower()
    return [canary for canary in (*CANARIES, "STORY-CANARY") if canary.lower() in words]


def test_no_page_of_the_portal_says_anything_internal() -> None:
    of = planted()
    browser = inside(of)
    save(browser, of, "bench", "no")

    pages = dict(crawled(browser, "/portal/", of.page, f"{of.page}read/", f"{of.page}receipt/"))

    assert {"/portal/", "/portal/help/", of.page, f"{of.page}hand-in/", f"{of.page}colleagues/"} <= set(pages)
    assert {address: found(said) for address, said in pages.items() if found(said)} == {}


def test_no_part_of_a_page_says_anything_internal() -> None:
    of = planted()
    browser = inside(of)
    data = {"row_version": "0", "value": "no"}
    parts: list[Reply] = [
        browser.post(of.question("bench"), data, headers=htmx()),
        browser.post(of.question("bench"), {**data, "value": "yes"}, headers=htmx()),
        browser.post(of.question("line-0"), {**data, "value": "77"}, headers=htmx()),
        browser.get(of.question("bench"), headers=htmx()),
        browser.get("/portal/nowhere/", headers=htmx()),
        browser.get("/assessments/", headers=htmx()),
    ]

    assert [answer.status_code for answer in parts] == [200, 409, 422, 200, 404, 404]
    assert [found(answer.content.decode()) for answer in parts] == [[]] * 6


def test_after_handing_in_nothing_internal_is_said_either() -> None:
    of = planted()
    browser = inside(of)
    save(browser, of, "bench", "no")
    browser.post(f"{of.page}hand-in/")
    work_off("assessments.score")

    pages = dict(crawled(browser, "/portal/"))

    assert f"{of.page}receipt/" in pages
    assert {address: found(said) for address, said in pages.items() if found(said)} == {}


def test_contacts_reach_no_page_of_the_house() -> None:
    of = planted()
    browser = inside(of)
    inner = [
        route
        for route in all_routes()
        if route.guard and not route.guard.public and not route.guard.contacts and "GET" in route.methods
    ]
    assert len(inner) > 40
    for route in inner:
        answer = browser.get(example(route))
        assert answer.status_code == 404, route.name
        assert found(answer.content.decode()) == [], route.name
        assert b"Nothing here is open to you" in answer.content


def test_queries_give_a_contact_nothing_but_the_providers_response() -> None:
    of = planted()
    actor = of.contact.as_actor()
    # Even a grant as wide as that of a lead.
    grant(
        by=of.lead.as_actor(),
        to_kind=ActorKind.CONTACT,
        to_id=actor.id,
        assessment=of.assessment,
        capability=Capability.ANSWER,
    )

    assert list(readable_responses(actor)) == [of.response]
    assert Response.objects.filter(assessment=of.assessment).count() == 2
    assert not readable_answers(actor, of.assessment).exclude(response=of.response).exists()
    assert found(inside(of).get(of.page).content.decode()) == []


def test_foreign_and_missing_things_of_the_portal_look_alike() -> None:
    of, other = asked("Asha Rao"), asked("Lena Vogt")
    browser = inside(of)
    del other
    foreign = asked("Mia Lund")
    missing = f"/portal/assessments/{of.assessment.pk}/987654/"
    for end in ("", "read/", "hand-in/", "receipt/", "colleagues/", "questions/bench/"):
        one, two = browser.get(f"{foreign.page}{end}"), browser.get(f"{missing}{end}")
        assert one.status_code == two.status_code == 404
        assert plain(one) == plain(two)
        for method in (browser.post, browser.put, browser.delete):
            assert method(f"{foreign.page}{end}").status_code in {404, 405}
    mixed = f"/portal/assessments/{foreign.assessment.pk}/{of.response.pk}/"
    assert browser.get(mixed).status_code == 404


def plain(answer: Reply) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", answer.content.decode())
