"""The panel below a question, the list of proofs, downloads, and the figures beside the score."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.actions import store_scores
from assessments.actions.proving import withdraw_proof
from assessments.domain.evidence import Grade
from assessments.models import Capability, Document, Evidence, EvidenceSource
from assessments.queries import compute, scoring_inputs
from outsourcing.actors import SYSTEM
from outsourcing.files.places import path_of
from tests.assessments import factories
from tests.assessments.factories import NOW, question, section
from tests.assessments.pages.places import Filling, Reply, colleague, filling, text_of
from tests.assessments.proof.proofs import CERTIFICATE, attach
from tests.files import samples
from tests.people import client_of, htmx, person

pytestmark = pytest.mark.django_db

SECTIONS = (
    section(
        "security",
        question("certified", factories.YES_NO, 3, proof=CERTIFICATE),
        question("backups", factories.SCALE, 1),
    ),
)


def place() -> Filling:
    """A lead who fills a checklist that asks for proof."""
    return filling(*SECTIONS)


def panel(of: Filling, key: str = "certified") -> str:
    return f"{of.question(key)}proof/"


def send(of: Filling, key: str = "certified", **fields: object) -> Reply:
    return send_all(of, key, fields)


def send_all(of: Filling, key: str, fields: Mapping[str, object]) -> Reply:
    return of.client.post(f"{panel(of, key)}add/", dict(fields), headers=htmx())


def proven(of: Filling, **given: object) -> Evidence:
    asked = factories.question_of(of.assessment, "certified")
    given.setdefault("content", samples.pdf())
    return attach(of.lead.as_actor(), of.response, asked, **given)  # type: ignore[arg-type]


def test_the_foot_of_a_question_counts_its_proofs_and_turns_amber() -> None:
    of = place()
    assert text_of(of.client.get(of.page)).count("Attach proof</a>") == 2

    proven(of)
    proven(of, content=b"a reference", name="reference.txt")
    assert "2 proofs</a>" in text_of(of.client.get(of.page))

    old = filling(*SECTIONS)
    proven(old, valid_until=timezone.localdate() - timedelta(days=1))
    for page in (old.page, f"{old.page}read/"):
        said = text_of(old.client.get(page))
        assert 'class="q-extra warn"' in said
        assert "Proof expired</a>" in said


def test_the_panel_is_a_fragment_for_htmx_and_a_page_for_a_click() -> None:
    of = place()

    fragment = text_of(of.client.get(panel(of), headers=htmx()))
    page = text_of(of.client.get(panel(of)))

    assert fragment.startswith('<section class="proof"')
    assert "What counts as proof: A valid certificate" in fragment
    assert "Nothing proves this answer yet: it is only told." in fragment
    assert "<h1>What proves this answer?</h1>" in page


def test_a_file_is_attached_with_its_date_and_shown() -> None:
    of = place()
    sent = {"file": samples.upload(samples.pdf(), "ISO.pdf"), "valid_until": "2099-03-31", "note": "Page 2"}

    said = text_of(send_all(of, "certified", sent))

    assert ">ISO.pdf</a>" in said
    assert "valid until 31 Mar 2099" in said
    assert "Page 2" in said
    assert Evidence.objects.get().grade == "document"


def test_without_scripts_it_leads_back_to_the_panel() -> None:
    of = place()

    sent = of.client.post(f"{panel(of)}add/", {"file": samples.upload(samples.pdf())}, follow=True)

    assert sent.redirect_chain == [(panel(of), 302)]
    assert "Attached." in text_of(sent)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.pdf", "This file is empty."),
        (samples.EXE, "setup.pdf", "This is a program."),
        (samples.png(), "certificate.pdf", "The name ends in .pdf, but the content is: picture (PNG)."),
        (samples.office(parts={"word/vbaProject.bin": b"x"}), "policy.docx", "This file holds macros"),
        (samples.OLD_WORD, "policy.doc", "This is a file of an old office program"),
    ],
)
def test_refused_files_say_why_at_the_field(content: bytes, name: str, said: str) -> None:
    of = place()

    answer = send(of, file=SimpleUploadedFile(name, content, "application/pdf"))

    assert (answer.status_code, said in text_of(answer)) == (422, True)
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_words(settings: Any) -> None:
    settings.LARGEST_DOCUMENT = 1_000_000
    of = place()

    answer = send(of, file=samples.upload(samples.pdf() + b" " * 3_000_000))

    assert answer.status_code == 422
    assert "This file is larger than 1 MB, which is the most. Nothing of it was kept." in text_of(answer)


def test_nothing_at_all_is_asked_for_something() -> None:
    answer = send(place())

    assert answer.status_code == 422
    assert "Choose a file, or say in the note what proves the answer." in text_of(answer)


def test_a_document_that_is_here_is_chosen_and_a_foreign_one_is_not() -> None:
    of, foreign = place(), place()
    document, other = proven(of).document, proven(foreign).document
    assert document is not None
    assert other is not None

    assert send(of, "backups", document=str(other.pk)).status_code == 422
    assert send(of, "backups", document=str(document.pk)).status_code == 200
    assert document.evidence.count() == 2
    assert other.evidence.count() == 1


def test_both_a_file_and_a_document_are_one_too_many() -> None:
    of = place()
    document = proven(of).document
    assert document is not None

    answer = send(of, "backups", document=str(document.pk), file=samples.upload(samples.png(), "a.png"))

    assert "Choose one: a new file, or a document that is here already." in text_of(answer)


def test_the_manager_grades_and_withdraws() -> None:
    of = place()
    proof = proven(of)
    base = f"/assessments/{of.assessment.pk}/proof/{proof.pk}/"

    graded = of.client.post(f"{base}grade/", {"grade": "verified", "note": "Rang them"}, headers=htmx())
    assert "Earlier grades" in text_of(graded)
    withdrawn = of.client.post(f"{base}withdraw/", {"reason": "Another company"}, headers=htmx())
    assert "Withdrawn by Marieke Kuipers" in text_of(withdrawn)
    again = of.client.post(f"{base}grade/", {"grade": "shown"}, headers=htmx())
    assert (again.status_code, "withdrawn meanwhile" in text_of(again)) == (409, True)


def test_a_reader_sees_proof_and_no_forms() -> None:
    of = place()
    proof = proven(of)
    reader = colleague(of, Capability.READ)

    said = text_of(reader.client.get(panel(of)))

    assert "certificate.pdf" in said
    assert "<form" not in said.split("<main")[1]
    assert reader.client.post(f"{panel(of)}add/", {"note": "x"}).status_code == 404
    base = f"/assessments/{of.assessment.pk}/proof/{proof.pk}/"
    assert reader.client.post(f"{base}grade/", {"grade": "shown"}, headers=htmx()).status_code == 409
    assert reader.client.post(f"{base}withdraw/", {"reason": "x"}, headers=htmx()).status_code == 409
    proof.refresh_from_db()
    assert (proof.grade, proof.stands) == ("document", True)


def test_a_download_is_an_attachment_that_can_do_nothing() -> None:
    of = place()
    document = proven(of, name="Prüf\u202ebericht “2026”.pdf").document
    assert document is not None

    answer = of.client.get(f"/documents/{document.pk}/")

    assert b"".join(answer.streaming_content) == samples.pdf()  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Pr%C3%BCf%20bericht")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


def test_foreign_documents_are_as_missing() -> None:
    of = place()
    document = proven(of).document
    assert document is not None
    stranger = client_of("evaluator")

    assert stranger.get(f"/documents/{document.pk}/").status_code == 404
    assert stranger.get("/documents/987654/").status_code == 404
    assert of.client.get(f"/documents/{document.pk}/").status_code == 200


def test_a_file_that_is_gone_is_not_found() -> None:
    of = place()
    document = proven(of).document
    assert document is not None
    path_of(document.key).unlink()

    assert of.client.get(f"/documents/{document.pk}/").status_code == 404


def test_proof_of_a_sealed_price_is_nowhere_until_it_is_opened() -> None:
    lead = person("procurement_lead")
    sections = (
        section("prices", question("price", factories.PRICE, proof="An offer"), envelope="price"),
        section("rest", question("backups")),
    )
    assessed = factories.assessment(*sections, by=lead.as_actor(), sealed=True, opening_sides=["provider"])
    response = factories.response_of(assessed, side="provider")  # type: ignore[arg-type]
    asked = factories.question_of(assessed, "price")
    proof = attach(lead.as_actor(), response, asked, content=samples.pdf("41 euros"), name="Offer 41.pdf")
    assert proof.document is not None
    executive = client_of("executive")

    for page in ("proof/", "", f"answer/{response.pk}/questions/price/proof/"):
        said = text_of(executive.get(f"/assessments/{assessed.pk}/{page}"))
        assert "Offer 41" not in said
        assert "1 proof" not in said
    assert executive.get(f"/documents/{proof.document_id}/").status_code == 404
    assert assessed.input_version == type(assessed).objects.get(pk=assessed.pk).input_version


def test_the_list_puts_first_what_needs_care_and_says_what_is_wanted() -> None:
    of = filling(
        section(
            "security",
            question("certified", factories.YES_NO, proof=CERTIFICATE),
            question("backups", proof="A test report"),
            question("insured", factories.YES_NO, proof="A policy"),
        )
    )
    by, today = of.lead.as_actor(), timezone.localdate()
    for key, days in (("certified", 400), ("backups", -1)):
        asked = factories.question_of(of.assessment, key)
        valid_until = today + timedelta(days=days)
        attach(by, of.response, asked, content=samples.pdf(key), name=f"{key}.pdf", valid_until=valid_until)

    said = text_of(of.client.get(f"/assessments/{of.assessment.pk}/proof/"))

    assert "1 answer rests on expired proof." in said
    assert said.index("backups.pdf") < said.index("certified.pdf")
    assert said.index("Proof wanted") < said.index("How is insured?")
    assert "A policy" in said


def test_withdrawn_proof_stands_at_the_end_of_the_list() -> None:
    of = place()
    withdraw_proof(by=of.lead.as_actor(), evidence=proven(of), reason="Wrong year", now=NOW)

    said = text_of(of.client.get(f"/assessments/{of.assessment.pk}/proof/"))

    assert "1 proof was withdrawn" in said
    assert "Wrong year" in said
    assert "How is certified?" in said


def test_names_that_hold_markup_are_shown_as_they_are() -> None:
    of = place()
    proven(of, name="<img src=x onerror=alert(1)>.pdf", note="<script>alert(1)</script>")

    for address in (panel(of), f"/assessments/{of.assessment.pk}/proof/"):
        said = text_of(of.client.get(address))
        assert "&lt;img src=x onerror=alert(1)&gt;.pdf" in said
        assert "<script>alert" not in said


def test_the_tab_of_a_provider_lists_its_documents_for_whoever_may_read_them() -> None:
    of = place()
    proven(of, valid_until=timezone.localdate() - timedelta(days=3))
    tab = f"/providers/{of.assessment.subject.provider_id}/documents/"

    said = text_of(of.client.get(tab))
    assert "certificate.pdf" in said
    assert "expired" in said
    assert "certificate.pdf" not in text_of(client_of("evaluator").get(tab))


def test_evaluators_of_a_blind_assessment_see_no_file_names() -> None:
    of = place()
    proof = proven(of, name="Kaveri offer.pdf")
    of.assessment.names_hidden, of.assessment.alias = True, "Provider A"
    type(of.assessment).objects.filter(pk=of.assessment.pk).update(names_hidden=True, alias="Provider A")
    evaluator = colleague(of)

    said = text_of(evaluator.client.get(panel(of)))
    download = evaluator.client.get(f"/documents/{proof.document_id}/")

    assert "Kaveri" not in said
    assert f"Document {proof.document_id}.pdf" in said
    assert f"Document {proof.document_id}.pdf" in download["Content-Disposition"]
    assert "Kaveri offer.pdf" in text_of(of.client.get(panel(of)))


def test_a_template_admin_sets_how_far_grades_are_trusted() -> None:
    admin = client_of("template_admin")
    figures = {"told": "30", "document": "60", "shown": "80", "verified": "100"}

    assert admin.post("/proof/confidence/", {**figures, "told": "90"}).status_code == 422
    assert admin.post("/proof/confidence/", figures).status_code == 302
    assert 'value="30.0"' in text_of(admin.get("/proof/confidence/"))
    assert client_of("evaluator").get("/proof/confidence/").status_code == 403


def test_the_overview_shows_index_and_adjusted_score_beside_the_score() -> None:
    of = place()
    of.save("certified", "yes")
    of.save("backups", "3")
    proven(of, grade=Grade.VERIFIED, source=EvidenceSource.DOCUMENT, content=None, note="Seen on site")
    given = scoring_inputs([of.assessment.pk])
    store_scores(by=SYSTEM, computed=[compute(each) for each in given], now=NOW)

    said = text_of(of.client.get(f"/assessments/{of.assessment.pk}/"))

    # 0.75 × 1 × 1 + 0.25 × 0.25 = 0.8125; 0.75 × 1 + 0.25 × 0.25 × 0.5 = 0.78125
    assert "<b>81" in said
    assert "adjusted for it the score would be 78.1" in said
