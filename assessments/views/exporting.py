"""An assessment leaves the house: as a workbook at once, as a PDF from a worker."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from assessments.actions.reporting import ask_for_report, record_export
from assessments.exports.assessment import assessment_workbook
from assessments.models import Assessment, Report
from assessments.queries.dossier import dossier_of
from assessments.queries.reports import own_reports
from assessments.views import places
from assessments.views.downloads import XLSX_TYPE, download
from outsourcing.files.attachment import attachment
from outsourcing.files.kinds import PDF
from outsourcing.files.refusals import FileMissing
from outsourcing.guards import ActorRequest, ObjectRule, guarded, proven

REPORT = ObjectRule("report", "whoever asked for it within the last day and still sees its assessment")


@guarded(of=places.SEEN)
@require_POST
@proven
def as_workbook(request: ActorRequest, pk: int) -> HttpResponse:
    """Scores, answers and proofs as a workbook, as far as the reader may see them."""
    assessment = places.visible_assessment(request.actor, pk)
    content = assessment_workbook(dossier_of(request.actor, assessment))
    record_export(by=request.actor, assessment=assessment)
    return download(content, name=f"{_name(assessment)}.xlsx", media_type=XLSX_TYPE)


@guarded(of=places.SEEN)
@require_POST
@proven
def ask(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask for the same on paper."""
    assessment = places.visible_assessment(request.actor, pk)
    report = ask_for_report(by=request.actor, assessment=assessment, now=timezone.now())
    return redirect("assessments:report", pk=pk, report_pk=report.pk)


@guarded(of=REPORT)
@require_safe
def report(request: ActorRequest, pk: int, report_pk: int) -> HttpResponse:
    """Is the PDF made yet? The page asks again by itself until it is."""
    asked = _report(request, pk, report_pk)
    assessment = places.visible_assessment(request.actor, pk)
    template = "assessments/_report_state.html" if request.htmx else "assessments/report.html"
    return render(request, template, {"report": asked, "assessment": assessment})


@guarded(of=REPORT)
@require_safe
@proven
def report_file(request: ActorRequest, pk: int, report_pk: int) -> HttpResponseBase:
    """The PDF itself."""
    asked = _report(request, pk, report_pk)
    name = f"{_name(places.visible_assessment(request.actor, pk))}.pdf"
    try:
        return attachment(asked.file_key, name=name, media_type=PDF.media_type)
    except (FileMissing, ValueError) as error:
        raise Http404 from error


def _report(request: ActorRequest, pk: int, report_pk: int) -> Report:
    found = own_reports(request.actor, timezone.now()).filter(pk=report_pk, assessment=pk).first()
    if found is None:
        raise Http404
    return found


def _name(assessment: Assessment) -> str:
    # The title as this reader knows it: under an alias where names are hidden.
    return slugify(assessment.title)[:80] or "assessment"
