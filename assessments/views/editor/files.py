"""Checklists as files: taken out as workbook or JSON, and taken in as a draft."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.exports.checklist import checklist_workbook
from assessments.forms.editor.checklist_file import ChecklistFileForm, import_file
from assessments.models import TemplateVersion
from assessments.queries import visible_versions
from assessments.queries.exporting import checklist_json
from assessments.views.downloads import JSON_TYPE, XLSX_TYPE, download
from assessments.views.library import CHECKLIST
from outsourcing.actors import Actor, Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.workbooks.faults import WorkbookRefused


@guarded(Permission.READ_TEMPLATES, of=CHECKLIST)
@require_safe
def as_workbook(request: ActorRequest, key: str, number: int) -> HttpResponse:
    """One version as a workbook that can be edited by hand and imported again."""
    version = _version(request.actor, key, number)
    return download(checklist_workbook(version), name=f"{key}-v{number}.xlsx", media_type=XLSX_TYPE)


@guarded(Permission.READ_TEMPLATES, of=CHECKLIST)
@require_safe
def as_json(request: ActorRequest, key: str, number: int) -> HttpResponse:
    """The same as JSON."""
    data = checklist_json(_version(request.actor, key, number))
    text = f"{json.dumps(data, indent=2, ensure_ascii=False)}\n"
    return download(text.encode(), name=f"{key}-v{number}.json", media_type=JSON_TYPE)


@guarded(Permission.MANAGE_TEMPLATES)
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: ActorRequest) -> HttpResponse:
    """A file becomes a draft, or the list of everything that is wrong with it."""
    form = ChecklistFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = import_file(by=request.actor, file=file, name=file.name)
        except WorkbookRefused as refused:
            return _page(request, form, refused, file.name)
        text = _("Version %(number)d of “%(name)s” is imported as a draft. Look at it, then publish it.")
        messages.success(request, text % {"number": draft.number, "name": draft.template.name})
        return redirect("assessments:template-draft-edit", key=draft.template.key)
    return _page(request, form)


def _page(
    request: ActorRequest, form: ChecklistFileForm, refused: WorkbookRefused | None = None, name: str = ""
) -> HttpResponse:
    context = {"form": form, "faults": refused.faults if refused else (), "file_name": name}
    status = 422 if refused or form.is_bound else 200
    return render(request, "assessments/editor/import.html", context, status=status)


def _version(actor: Actor, key: str, number: int) -> TemplateVersion:
    return get_object_or_404(visible_versions(actor), template__key=key, number=number)
