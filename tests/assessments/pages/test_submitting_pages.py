"""Handing a response in, its receipt, and taking it back."""

import pytest

from assessments.models import Capability, Reopening, Response
from tests.assessments import factories
from tests.assessments.pages.places import Filling, colleague, filling, text_of

pytestmark = pytest.mark.django_db


def submitted() -> Filling:
    place = filling()
    place.client.post(f"{place.page}submit/")
    return place


def test_what_is_still_open_is_listed_first() -> None:
    place = filling()
    place.save("pace", "4")

    said = text_of(place.client.get(f"{place.page}submit/"))

    assert "2 questions are still open" in said
    assert "1.2 How is bench?" in said
    assert "1.1 How is pace?" not in said
    assert "Submit as it is" in said


def test_an_open_knockout_is_said_to_block_a_rank_and_to_keep_it_from_being_complete() -> None:
    bench = factories.question("bench", factories.YES_NO, 0, knockout=factories.BENCH)
    place = filling(factories.section("all", factories.question("pace"), bench))
    place.save("pace", "4")

    said = text_of(place.client.get(f"{place.page}submit/"))
    assert "One open question is a knock-out: until it is answered there is no rank." in said
    assert "of 100, complete but for a knock-out" in said

    place.save("bench", "yes")
    said = text_of(place.client.get(f"{place.page}submit/"))
    assert "there is no rank" not in said
    assert "of 100, complete</span>" in said


def test_a_submission_leads_to_its_receipt() -> None:
    place = filling()

    reply = place.client.post(f"{place.page}submit/")

    response = Response.objects.get(pk=place.response.pk)
    assert reply["Location"] == f"{place.page}receipt/"
    assert f"<code>{response.receipt}</code>" in text_of(place.client.get(reply["Location"]))


def test_a_second_submission_gets_the_same_receipt() -> None:
    place = submitted()
    first = Response.objects.get(pk=place.response.pk).receipt

    again = place.client.post(f"{place.page}submit/")

    assert again["Location"] == f"{place.page}receipt/"
    assert Response.objects.get(pk=place.response.pk).receipt == first


def test_a_draft_has_no_receipt() -> None:
    place = filling()

    assert place.client.get(f"{place.page}receipt/")["Location"] == place.page


def test_a_reader_cannot_submit() -> None:
    reader = colleague(filling(), Capability.READ)

    assert reader.client.post(f"{reader.page}submit/").status_code == 404
    assert Response.objects.get(pk=reader.response.pk).state == "draft"


def test_reopening_keeps_the_reason_and_the_receipt() -> None:
    place = submitted()
    receipt = Response.objects.get(pk=place.response.pk).receipt

    place.client.post(f"{place.page}reopen/", {"reason": "One figure was a typing error."})

    reopening = Reopening.objects.get()
    assert (reopening.reason, reopening.receipt) == ("One figure was a typing error.", receipt)
    assert Response.objects.get(pk=place.response.pk).state == "draft"
    overview = text_of(place.client.get(f"/assessments/{place.assessment.pk}/"))
    assert "One figure was a typing error." in overview


def test_reopening_without_a_reason_is_refused() -> None:
    place = submitted()

    reply = place.client.post(f"{place.page}reopen/", {"reason": " "})

    assert reply.status_code == 422
    assert Response.objects.get(pk=place.response.pk).state == "submitted"


def test_who_only_answers_cannot_reopen() -> None:
    place = submitted()

    assert colleague(place).client.post(f"{place.page}reopen/", {"reason": "x"}).status_code == 404
    assert Response.objects.get(pk=place.response.pk).state == "submitted"
