"""Everywhere a proof leaves to: a roster is told there, and told to nobody who must not know whose it is."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessments.actions import ask_evaluator, declare_interest, open_names, submit_response
from assessments.actions.expiring import expiring_proof
from assessments.actions.measuring import choose_scope
from assessments.actions.panels.hiding import hide_names
from assessments.actions.proving import NewProof, add_proof, grade_proof, withdraw_proof
from assessments.actions.refusals import Refused
from assessments.domain.evidence import Grade
from assessments.domain.questionnaire import Side
from assessments.forms.proof import ProofForm
from assessments.models import Answer, EvidenceSource, Response
from assessments.queries.evidence import proofs_in
from assessments.tasks import score
from outsourcing.accounts.models import User
from outsourcing.files.storing import open_stored
from outsourcing.workbooks.reading import read_workbook
from providers.domain.attrition.measures import Scope
from tests.assessments.factories import NOW, PRICE, question_of, response_of, section
from tests.assessments.measured.measuring import (
    SHARE,
    Measuring,
    asked,
    measuring,
    people_checklist,
    roster,
    staff,
    taken_back,
    work_off,
)
from tests.assessments.reports import made_report
from tests.people import person, signed_in

pytestmark = pytest.mark.django_db
SITE = "SITECANARY"
NOTE = "8 left of their own will in 74.0 person-years"


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ")


def cells(book: bytes) -> list[list[str]]:
    return [
        [str(each) for each in row.values] for sheet in read_workbook(BytesIO(book)) for row in sheet.rows
    ]


def blind() -> tuple[Measuring, User]:
    """A rater without names, of an assessment that a roster with telling names answers for some sites."""
    of = measuring("NAMECANARY Clinical", hides_names=True)
    rows = [(row[0], row[1], f"{row[2]} {SITE}", *row[3:]) for row in staff()]
    roster(of.provider, rows)
    choose_scope(by=of.lead.as_actor(), assessment=of.fresh, scope=Scope(("QA",), (f"Pune {SITE}",)))
    work_off()
    rater = person("evaluator", name="Rater")
    rating = ask_evaluator(by=of.lead.as_actor(), assessment=of.fresh, evaluator=rater.as_actor(), now=NOW)
    declare_interest(by=rater.as_actor(), response=rating, conflict="", now=NOW)
    score()
    return of, rater


def test_the_list_of_proofs_names_the_roster_and_leads_to_it() -> None:
    of = measuring()
    roster(of.provider)

    html = signed_in(of.lead).get(f"/assessments/{of.assessment.pk}/proof/").content.decode()

    assert "Roster of 30 Jun 2026" in words(html)
    assert f'href="/providers/{of.provider.pk}/attrition/#rosters"' in html
    assert "valid until 31 Oct 2026" in words(html)
    assert f"/answer/{response_of(of.assessment, Side.MEASURED).pk}/questions/voluntary/proof/" in html


def test_the_panel_below_a_question_shows_it_without_anything_to_change() -> None:
    of = measuring()
    roster(of.provider)
    measured = response_of(of.assessment, Side.MEASURED)

    for response in (measured, response_of(of.assessment, Side.EVALUATOR)):
        url = f"/assessments/{of.assessment.pk}/answer/{response.pk}/questions/voluntary/proof/"
        html = signed_in(of.lead).get(url).content.decode()
        assert NOTE in words(html)
        assert "/grade/" not in html
        assert "/withdraw/" not in html


def test_nobody_grades_or_withdraws_what_follows_the_roster() -> None:
    of = measuring()
    roster(of.provider)
    proof, lead = of.proofs()[0], of.lead.as_actor()

    with pytest.raises(Refused, match="withdraw the roster itself"):
        grade_proof(by=lead, evidence=proof, grade=Grade.VERIFIED, note="", now=NOW)
    with pytest.raises(Refused, match="withdraw the roster itself"):
        withdraw_proof(by=lead, evidence=proof, reason="Not true.", now=NOW)

    client, place = signed_in(of.lead), f"/assessments/{of.assessment.pk}/proof/{proof.pk}/"
    assert client.post(f"{place}withdraw/", {"reason": "Not true."}).status_code == 409
    assert client.post(f"{place}grade/", {"grade": "verified", "note": ""}).status_code == 409
    assert of.proofs()[0].grade == "document"


def test_nobody_says_by_hand_that_a_roster_proves_something() -> None:
    of = measuring()
    offered = dict(ProofForm(may_verify=True).fields["source"].choices)  # type: ignore[attr-defined]

    assert "roster" not in offered
    assert "own_visit" in offered
    with pytest.raises(Refused, match="hand it over on the provider's page"):
        add_proof(
            by=of.lead.as_actor(),
            response=response_of(of.assessment, Side.EVALUATOR),
            question=question_of(of.assessment, "voluntary"),
            proof=NewProof(EvidenceSource.ROSTER, note="They have a list."),
            now=NOW,
        )


def test_the_workbook_holds_the_roster_with_the_hash_of_its_file() -> None:
    of = measuring()
    made = roster(of.provider)

    reply = signed_in(of.lead).post(f"/assessments/{of.assessment.pk}/workbook/")

    told = [row for row in cells(reply.content) if "Roster of 30 Jun 2026" in row]
    assert [row[1:5] for row in told] == 4 * [
        ["HR extract", "Document", "Roster of 30 Jun 2026", made.file_sha256]
    ]
    assert "2026-10-31" in told[0][5]


def test_the_paper_holds_the_figure_and_its_roster() -> None:
    of = measuring()
    roster(of.provider)
    score()

    made = made_report(of.lead.as_actor(), of.fresh)

    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(open_stored(made.file_key).read())).pages
    )
    flat = re.sub(r"\s+", " ", text)
    assert "Measured" in flat
    assert "Roster of 30 Jun 2026" in flat


def test_the_story_of_an_answer_tells_what_was_measured_and_when() -> None:
    of = measuring()
    made = roster(of.provider)
    taken_back(made)
    response = response_of(of.assessment, Side.EVALUATOR)

    url = f"/assessments/{of.assessment.pk}/answer/{response.pk}/questions/voluntary/history/"
    told = words(signed_in(of.lead).get(url).content.decode())

    assert told.count("Parity measured from the roster") == 2
    assert "10.8 %" in told
    assert "No answer" in told


def test_names_can_be_hidden_although_a_roster_answered_already() -> None:
    of = measuring()
    roster(of.provider)

    hide_names(by=of.lead.as_actor(), assessment=of.fresh)

    assert of.fresh.names_hidden


def test_whoever_rates_without_names_reads_the_figure_and_not_whose_it_is() -> None:
    of, rater = blind()
    client = signed_in(rater)
    rating = Response.objects.get(assessment=of.assessment, party=f"user-{rater.pk}")
    pages = {
        "filling": f"/assessments/{of.assessment.pk}/answer/{rating.pk}/",
        "overview": f"/assessments/{of.assessment.pk}/",
        "proof": f"/assessments/{of.assessment.pk}/proof/",
        "measured": (
            f"/assessments/{of.assessment.pk}/answer/{response_of(of.assessment, Side.MEASURED).pk}/read/"
        ),
        "panel": f"/assessments/{of.assessment.pk}/answer/{rating.pk}/questions/total/proof/",
        "history": f"/assessments/{of.assessment.pk}/answer/{rating.pk}/questions/total/history/",
    }

    for name, url in pages.items():
        reply = client.get(url)
        html = reply.content.decode()
        assert reply.status_code == 200, name
        assert SITE not in html, name
        assert "NAMECANARY" not in html, name
        assert f"/providers/{of.provider.pk}/" not in html, name
    assert "8 left of their own will" in words(client.get(pages["filling"]).content.decode())
    assert client.get(f"/assessments/{of.assessment.pk}/scope/").status_code == 404


def test_files_for_whoever_rates_without_names_tell_nothing_either() -> None:
    of, rater = blind()
    made = roster_of(of)

    book = str(cells(signed_in(rater).post(f"/assessments/{of.assessment.pk}/workbook/").content))
    paper = made_report(rater.as_actor(), of.fresh)

    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(open_stored(paper.file_key).read())).pages
    )
    for said in (book, text):
        assert "Roster of 30 Jun 2026" in re.sub(r"\s+", " ", said)
        assert SITE not in said
        assert "NAMECANARY" not in said
    assert made not in book


def test_once_names_are_opened_the_rater_is_led_to_the_roster() -> None:
    of, rater = blind()
    rating = Response.objects.get(assessment=of.assessment, party=f"user-{rater.pk}")

    open_names(by=of.lead.as_actor(), assessment=of.fresh)

    html = signed_in(rater).get(f"/assessments/{of.assessment.pk}/answer/{rating.pk}/").content.decode()
    assert f'href="/providers/{of.provider.pk}/attrition/#rosters"' in html


def test_what_is_sealed_is_measured_and_told_to_nobody() -> None:
    sealed = section(
        "price",
        asked("turnover", SHARE, "voluntary_year"),
        asked("fee", PRICE, "median_service"),
        envelope="price",
    )
    of = measuring(version=people_checklist(sealed), sealed_until_opened=True)
    roster(of.provider)

    assert set(of.measured()) == {"handed", "voluntary", "total", "service", "turnover", "fee"}
    assert not Answer.objects.filter(question__key__in=["turnover", "fee"]).exists()
    told = proofs_in(of.lead.as_actor(), of.fresh)
    assert {each.question.key for each in told} == {"handed", "voluntary", "total", "service"}
    book = cells(signed_in(of.lead).post(f"/assessments/{of.assessment.pk}/workbook/").content)
    of_the_envelope = str([row for row in book if row[:1] in (["2.1"], ["2.2"])])
    assert "How is turnover?" in of_the_envelope
    assert "left of their own will" not in of_the_envelope


def test_an_expired_roster_reminds_once_and_asks_for_the_next() -> None:
    of = measuring()
    roster(of.provider)

    told = list(expiring_proof(datetime(2026, 11, 2, 9, tzinfo=UTC)))

    assert [each.to_email for each in told] == [of.lead.email]
    assert told[0].lines[1:] == (
        "Its proof was valid until 31 Oct 2026.",
        "It is a roster: ask the provider for the next one.",
    )


def test_a_submission_does_not_wait_for_what_is_measured() -> None:
    of = measuring()
    roster(of.provider)

    for side in (Side.EVALUATOR, Side.PROVIDER):
        submit_response(by=of.lead.as_actor(), response=response_of(of.assessment, side), now=NOW)

    assert of.fresh.state == "submitted"


def roster_of(of: Measuring) -> str:
    """The hash of the file that proves it."""
    made = of.proofs()[0].roster
    assert made is not None
    return made.file_sha256
