"""An assessment on paper and as a workbook: as its reader may see it, and nothing in it is ever markup."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assessments.actions.reporting import ask_for_report
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Report
from assessments.queries import visible_assessments
from assessments.queries.dossier import dossier_of
from assessments.reports.assessment import assessment_pdf, report_data
from assessments.reports.making import make_report
from assessments.reports.pdf import typeset
from assessments.tasks import report, score
from outsourcing.actors import Actor
from outsourcing.audit.models import AuditEvent
from outsourcing.files.storing import open_stored
from tests.access.payloads import PAYLOADS
from tests.assessments import factories
from tests.assessments.factories import NOW, answered, question, response_of, section
from tests.assessments.reports import made_report
from tests.people import person

pytestmark = pytest.mark.django_db

EVIL = (
    '#read("/etc/passwd")',
    '#import "@preview/evil:1.0.0"',
    '#include "pdf.py"',
    "$ sum_(i=1)^n x $",
    "*bold* _italic_ `raw` ~ -- ---",
    "= heading\n== second",
    "<label> @reference",
    "\\u{41} // comment /* block",
    "]] }} #{panic(1)} #[",
    "#sys.inputs",
    "#{",
)


def place(*questions: factories.Json) -> tuple[Actor, Assessment]:
    lead = person("procurement_lead", name="Marieke Kuipers").as_actor()
    asked = questions or (question("pace"), question("bench", factories.YES_NO, knockout=factories.BENCH))
    return lead, factories.assessment(section("all", *asked), by=lead)


def scored(of: Assessment) -> Assessment:
    score()
    return Assessment.objects.select_related("version__template", "subject__provider").get(pk=of.pk)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def paper(by: Actor, of: Assessment) -> bytes:
    seen = visible_assessments(by).get(pk=of.pk)
    return assessment_pdf(dossier_of(by, seen), asked_by=by.name, now=NOW)


def test_the_paper_says_what_the_pages_say() -> None:
    lead, of = place()
    response = response_of(of)
    answered(response, "pace", 4, by=lead, note="Seen in Pune.")
    answered(response, "bench", "no", by=lead)

    pdf = paper(lead, scored(of))

    said = " ".join(text_of(pdf).split())
    assert "People of Kaveri" in said
    assert "Knock-out: There is no reserve." in said
    assert "1.1 How is pace?" in said
    assert "Evaluator: 4" in said
    assert "Seen in Pune." in said
    assert "Marieke Kuipers" in said
    assert "37.5 of 100" in said
    assert "Digest of the inputs" in said


def test_the_paper_is_tagged_titled_and_in_a_language() -> None:
    lead, of = place()

    reader = PdfReader(BytesIO(paper(lead, of)))

    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title == "People of Kaveri"
    assert [part.title for part in reader.outline if not isinstance(part, list)][:2] == [
        "Score",
        "Scores by section",
    ]


@pytest.mark.parametrize("text", [*EVIL, *PAYLOADS])
def test_nothing_that_people_wrote_is_markup(text: str) -> None:
    lead, of = place(question("note", factories.NOTE, 0), question("pace"))
    answered(response_of(of), "note", text, by=lead, note=text)
    Assessment.objects.filter(pk=of.pk).update(title=text[:200])

    pdf = paper(lead, of)

    said = "".join(text_of(pdf).split())
    assert "root:" not in said
    visible = "".join(text.split())
    if visible.isascii():
        assert visible in said


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80))
def test_any_text_can_be_typeset(text: str) -> None:
    row = [text] * 2
    said = {"author": text, "words": text, "note": text, "saved": text}
    asked = {"number": "1.1", "text": text, "facts": text, "said": [said]}
    _lead, of = CANARY.value
    data = {
        **of,
        "title": text or "x",
        "facts": [row],
        "knockouts": [{"state": text, "sentence": text}],
        "sections": [{"title": text, "sentence": text, "questions": [asked]}],
        "proofs": [[text] * 5],
    }

    assert typeset("assessment.typ", data, now=NOW).startswith(b"%PDF")


class CANARY:
    """The data of a paper about nothing, made once without a database."""

    value: Any = (
        None,
        {
            "title": "x",
            "author": "x",
            "keywords": [],
            "lang": "en",
            "checklist": "x",
            "lead": "x",
            "made": "x",
            "words": {
                name: name
                for name in ("page", "score", "contents", "knockouts", "sections", "answers", "proofs")
            }
            | {"origin": "o", "no_answer": "n", "score_heads": ["h"] * 6, "proof_heads": ["h"] * 5},
            "score": {"observed": None, "sentence": "x", "more": []},
            "facts": [],
            "knockouts": [],
            "sections": [],
            "proofs": [],
            "section_rows": [],
            "origin": [],
        },
    )


def test_a_sign_that_no_font_has_does_not_stop_the_paper() -> None:
    _nobody, data = CANARY.value
    plain = typeset("assessment.typ", data, now=NOW)

    signs = typeset("assessment.typ", {**data, "lead": "\U000f0000"}, now=NOW)

    assert b"pdfuaid" in plain
    assert b"pdfuaid" not in signs
    assert PdfReader(BytesIO(signs)).trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_the_template_reads_nothing_outside_its_folder() -> None:
    with pytest.raises(Exception, match="contained in project root"):
        typeset("../../../../../../etc/passwd", {}, now=NOW)


def test_sealed_prices_and_hidden_ratings_stay_out() -> None:
    lead = person("procurement_lead").as_actor()
    of = factories.assessment(
        section("all", question("pace")),
        section("prices", question("price", factories.PRICE, sides=["provider"]), envelope="price"),
        by=lead,
        opening_sides=("evaluator", "provider"),
        sealed=True,
    )
    answered(response_of(of, Side.PROVIDER), "price", 123.45, by=lead, note="Secret rebate.")

    said = " ".join(text_of(paper(lead, scored(of))).split())

    assert "Sealed until somebody opens it" in said
    assert "123.45" not in said
    assert "Secret rebate" not in said


def test_a_report_is_made_once_for_its_asker_and_kept() -> None:
    lead, of = place()

    made = made_report(lead, of)
    again = made.file_key
    make_report(report_id=made.pk, now=NOW)
    made.refresh_from_db()

    assert open_stored(made.file_key).read(5) == b"%PDF-"
    assert made.file_key == again
    assert AuditEvent.objects.filter(action="report.made").count() == 1
    assert AuditEvent.objects.filter(action="report.asked").count() == 1


def test_two_workers_keep_one_file() -> None:
    lead, of = place()
    asked = ask_for_report(by=lead, assessment=of, now=timezone.now())

    def second(*_given: object, **_named: object) -> bytes:
        patched.stop()
        make_report(report_id=asked.pk, now=NOW)
        return b"%PDF-first"

    patched = patch("assessments.reports.making.assessment_pdf", second)
    patched.start()
    make_report(report_id=asked.pk, now=NOW)

    asked.refresh_from_db()
    assert open_stored(asked.file_key).read() != b"%PDF-first"
    assert AuditEvent.objects.filter(action="report.made").count() == 1


def test_whoever_lost_access_meanwhile_gets_nothing() -> None:
    lead, of = place()
    ask_for_report(by=lead, assessment=of, now=timezone.now())
    of.grants.all().delete()

    report()

    assert Report.objects.get().file_key == ""


def test_a_hundred_questions_take_two_seconds_at_most() -> None:
    lead, of = place(*(question(f"q{n}") for n in range(100)))
    response = response_of(of)
    for n in range(100):
        answered(response, f"q{n}", 3, by=lead, note="A note of some length. " * 8)
    data = report_data(dossier_of(lead, scored(of)), asked_by="x", now=NOW)

    begun = timezone.now()
    pdf = typeset("assessment.typ", data, now=NOW)

    assert timezone.now() - begun < timedelta(seconds=10)
    assert len(PdfReader(BytesIO(pdf)).pages) > 5
    assert json.dumps(data)
