"""Filling both views, inside and in the portal, and the page on both sides."""

import pytest

from assessments.domain.questionnaire import Perspective
from assessments.models import Answer
from tests.assessments.culture import world
from tests.people import client_of, signed_in
from tests.portal.world import come_in, path_in

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_both_views_are_saved_each_by_itself() -> None:
    six = world.opened()
    user, response = six.ours[0]
    client = signed_in(user)
    url = f"/assessments/{six.assessment.pk}/answer/{response.pk}/questions/words/"

    page = client.get(f"/assessments/{six.assessment.pk}/answer/{response.pk}/").content.decode()
    own = client.post(url, {"value": "1", "row_version": "0"}, headers=HTMX)
    other = client.post(f"{url}?about=other", {"value": "4", "row_version": "0"}, headers=HTMX)

    assert page.count("How do you see the other side here?") == 2
    assert (own.status_code, other.status_code) == (200, 200)
    assert "-other" in other.content.decode()
    assert "1 of 4" in other.content.decode()
    answers = Answer.objects.filter(response=response).values_list("perspective", "value", "row_version")
    assert sorted(answers) == [(str(Perspective.OTHER), 4, 1), (str(Perspective.OWN), 1, 1)]


def test_a_conflict_about_the_other_side_shows_both_and_leaves_the_own_place_alone() -> None:
    six = world.opened()
    user, response = six.ours[0]
    client = signed_in(user)
    url = f"/assessments/{six.assessment.pk}/answer/{response.pk}/questions/words/?about=other"
    client.post(url, {"value": "4", "row_version": "0"}, headers=HTMX)

    clash = client.post(url, {"value": "2", "row_version": "0"}, headers=HTMX)

    text = clash.content.decode()
    assert clash.status_code == 409
    assert "?about=other" in text
    assert "-other" in text
    assert Answer.objects.get(response=response).value == 4


def test_a_plain_question_has_one_view() -> None:
    six = world.opened()
    user, response = six.ours[0]
    url = f"/assessments/{six.assessment.pk}/answer/{response.pk}/questions/known/?about=other"

    refused = signed_in(user).post(url, {"value": "3", "row_version": "0"}, headers=HTMX)

    assert refused.status_code == 422
    assert not Answer.objects.filter(response=response).exists()


def test_a_contact_fills_both_views_of_their_own_in_the_portal() -> None:
    six = world.opened(of_each=1)
    asked = six.theirs[0]
    client = come_in(path_in())

    page = client.get(asked.page)
    saved = client.post(f"{asked.question('words')}?about=other", {"value": "2", "row_version": "0"})

    assert page.status_code == 200
    assert page.content.decode().count("How do you see the other side") == 2
    assert saved.status_code == 302
    answer = Answer.objects.get(response=asked.response)
    assert (answer.perspective, answer.value) == (str(Perspective.OTHER), 2)
    assert client.get("/portal/ways-of-working/").status_code == 200


def test_the_page_says_where_it_matters_and_who_is_blind() -> None:
    six = world.opened()
    world.all_rated(six)

    text = signed_in(six.lead).get(six.page).content.decode()

    assert "On 1 of 2 scales the gap matters: Explicit or implicit communication." in text
    assert "critical gap" in text
    assert "Agree what must be in writing" in text
    assert "sees" in text
    assert "read the situation" in text
    assert "A match that warns." in text
    assert "told 100" in text
    assert "CultureWords" not in text


def test_the_page_waits_for_three_of_each_side() -> None:
    six = world.opened()
    user, response = six.ours[0]
    world.rated(response, user.as_actor(), {"words": (1, 5), "news": (4, 4)})

    text = signed_in(six.lead).get(six.page).content.decode()

    assert "Nothing is shown yet" in text
    assert "1 of 3 raters have handed in; 3 asked" in text
    assert "critical gap" not in text
    assert "chart-culture" not in text


def test_strangers_find_nothing_and_the_primer_names_its_sources() -> None:
    six = world.opened(of_each=1)

    assert client_of("evaluator").get(six.page).status_code == 404
    primer = client_of("evaluator").get("/ways-of-working/").content.decode()
    assert "Never infer from a country." in primer
    assert "Hall, E. T. (1976)" in primer
