"""The provider's people attach proof in the portal, and see what their own side attached, nothing else."""

import pytest

from assessments.domain.questionnaire import Side
from assessments.models import Evidence
from tests.assessments.factories import question_of, response_of
from tests.assessments.pages.places import text_of
from tests.assessments.proof.proofs import attach
from tests.files import samples
from tests.people import htmx
from tests.portal import world
from tests.portal.world import Asked, inside

pytestmark = pytest.mark.django_db


def panel(of: Asked, key: str = "bench") -> str:
    return f"{of.question(key)}proof/"


def test_a_contact_attaches_and_withdraws_a_document() -> None:
    of = world.asked()
    contact = inside(of)
    assert "Attach proof</a>" in text_of(contact.get(of.page))

    sent = {"file": samples.upload(samples.pdf(), "Bench list.pdf"), "note": "Page 2"}
    said = text_of(contact.post(f"{panel(of)}add/", sent, headers=htmx()))

    proof = Evidence.objects.get()
    assert "Bench list.pdf</a>" in said
    assert (proof.grade, proof.document and proof.document.side, proof.added_by_name) == (
        "document",
        "provider",
        "Asha Rao",
    )
    assert "Verified" not in said
    assert "Our own visit" not in said
    download = contact.get(f"/portal/documents/{proof.document_id}/")
    assert download["Content-Disposition"] == 'attachment; filename="Bench list.pdf"'
    base = f"/portal/assessments/{of.assessment.pk}/proof/{proof.pk}/withdraw/"
    assert "Withdrawn by" in text_of(contact.post(base, {"reason": "Old list"}, headers=htmx()))
    assert contact.get(f"/documents/{proof.document_id}/").status_code == 404


def test_a_contact_gives_no_grade_and_no_source_of_ours() -> None:
    of = world.asked()
    contact = inside(of)

    planted = {"file": samples.upload(samples.pdf()), "grade": "verified"}
    assert contact.post(f"{panel(of)}add/", planted, headers=htmx()).status_code == 200
    visited = {"note": "They came", "source": "own_visit"}
    assert contact.post(f"{panel(of)}add/", visited, headers=htmx()).status_code == 422

    assert Evidence.objects.get().grade == "document"


def test_what_the_house_attached_is_not_there_for_contacts() -> None:
    of = world.asked()
    contact = inside(of)
    by = of.lead.as_actor()
    rated = question_of(of.assessment, "rated")
    ours = attach(
        by,
        response_of(of.assessment, Side.EVALUATOR),
        rated,
        content=b"INSIDE-CANARY",
        name="certificate.txt",
    )
    assert ours.document is not None

    assert contact.get(f"/portal/documents/{ours.document_id}/").status_code == 404
    same = {"file": samples.upload(b"INSIDE-CANARY", "ours.txt")}
    said = text_of(contact.post(f"{panel(of)}add/", same, headers=htmx()))

    assert "ours.txt" in said
    assert "certificate.txt" not in said
    assert "Marieke" not in said
