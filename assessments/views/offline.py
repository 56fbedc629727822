"""A questionnaire is taken out as a workbook, filled, and brought back: looked at first, then saved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions.offline import OfflineOutcome, save_offline_answers
from assessments.exports.questionnaire import questionnaire_workbook
from assessments.forms.offline import (
    LineState,
    Preview,
    QuestionnaireFileForm,
    kept_answers,
    read_questionnaire,
)
from assessments.models import Response
from assessments.queries import filling_page
from assessments.queries.offline import answerable_questions
from assessments.views import places
from assessments.views.downloads import XLSX_TYPE, download
from assessments.views.readers import reader_of
from assessments.views.replies import frame_of
from outsourcing.guards import ActorRequest, guarded
from outsourcing.workbooks.faults import WorkbookRefused


@guarded(of=places.ANSWERED)
@require_safe
def take_out(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """What this response is asked, as a workbook."""
    return workbook_of(request, places.own_response(request.actor, pk, response_pk))


@guarded(of=places.ANSWERED)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """The workbook comes back: what would it change? And then: change it."""
    return brought_back(request, places.own_response(request.actor, pk, response_pk))


def workbook_of(request: ActorRequest, response: Response) -> HttpResponse:
    """The same for whoever may answer, inside or in the portal."""
    content = questionnaire_workbook(filling_page(request.actor, response))
    name = slugify(response.assessment.title)[:60] or "questionnaire"
    return download(content, name=f"{name}-{response.side}.xlsx", media_type=XLSX_TYPE)


def brought_back(request: ActorRequest, response: Response) -> HttpResponse:
    """The form; with a file, what it would change; with a confirmation, the answers saved."""
    if not places.takes_answers(response):
        messages.info(request, _("These answers were handed in, so nothing can be brought back into them."))
        return redirect(_page_of(request, response))
    if "kept" in request.POST:
        return _confirmed(request, response)
    form = QuestionnaireFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, response, form, status=422 if form.is_bound else 200)
    file = form.cleaned_data["file"]
    try:
        preview = read_questionnaire(filling_page(request.actor, response), file, reader_of(request).name_of)
    except WorkbookRefused as refused:
        return _show(request, response, form, refused=refused, file_name=file.name, status=422)
    return _show(request, response, form, preview=preview, file_name=file.name)


def _confirmed(request: ActorRequest, response: Response) -> HttpResponse:
    form = QuestionnaireFileForm()
    try:
        answers = kept_answers(request.POST["kept"], response, request.POST.getlist("overrule"))
    except WorkbookRefused as refused:
        return _show(request, response, form, refused=refused, status=422)
    outcome = save_offline_answers(
        by=request.actor,
        response=response,
        questions=answerable_questions(request.actor, response),
        answers=answers,
        now=timezone.now(),
    )
    _tell(request, outcome)
    return redirect(_page_of(request, response))


def _tell(request: ActorRequest, outcome: OfflineOutcome) -> None:
    said = ngettext("%(n)d answer is saved.", "%(n)d answers are saved.", outcome.saved)
    messages.success(request, said % {"n": outcome.saved})
    for reason in dict.fromkeys(outcome.left.values()):
        count = list(outcome.left.values()).count(reason)
        left = ngettext("%(n)d was left as it was: %(why)s", "%(n)d were left as they were: %(why)s", count)
        messages.warning(request, left % {"n": count, "why": reason})


def _page_of(request: ActorRequest, response: Response) -> str:
    return reader_of(request).address("fill", response.assessment_id, response.pk)


def _show(
    request: ActorRequest,
    response: Response,
    form: QuestionnaireFileForm,
    *,
    preview: Preview | None = None,
    refused: WorkbookRefused | None = None,
    file_name: str = "",
    status: int = 200,
) -> HttpResponse:
    reader = reader_of(request)
    place = (response.assessment_id, response.pk)
    context: dict[str, object] = {
        "frame": frame_of(reader),
        "response": response,
        "form": form,
        "file_name": file_name,
        "fill_url": reader.address("fill", *place),
        "workbook_url": reader.address("offline-workbook", *place),
        "faults": refused.faults if refused else (),
    }
    if preview is not None:
        context |= {
            "preview": preview,
            "kept": preview.kept(response),
            "to_save": preview.of(LineState.SAVE),
            "clashes": preview.of(LineState.CLASH),
            "refused": preview.of(LineState.REFUSED),
        }
    return render(request, "assessments/offline.html", context, status=status)
