"""Sections, weights and the order of a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import Refused
from assessments.actions import editing as actions
from assessments.forms.editor.arranging import MoveForm
from assessments.forms.editor.checklist import NewSectionForm, SectionForm, WeightsForm
from assessments.models import TemplateVersion
from assessments.views.editor import places
from assessments.views.editor.conflicts import conflict_lines, sentence_of
from assessments.views.editor.page import show
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_POST
def add_section(request: ActorRequest, key: str) -> HttpResponse:
    """Add a section at the end and open it."""
    draft = places.draft(request.actor, key)
    form = NewSectionForm(request.POST)
    if not form.is_valid():
        return show(request, draft, new_section=form, status=422)
    try:
        added = actions.add_section(by=request.actor, version=draft, title=form.cleaned_data["title"])
    except Refused as refused:
        form.add_error(None, sentence_of(refused))
        return show(request, draft, new_section=form, status=422)
    return redirect("assessments:template-draft-section", key=key, section_key=added.key)


@guarded(Permission.MANAGE_TEMPLATES, of=places.SECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: ActorRequest, key: str, section_key: str) -> HttpResponse:
    """One section beside the list: read or saved."""
    draft = places.draft(request.actor, key)
    if request.method != "POST":
        return show(request, draft, section_key=section_key)
    form = SectionForm(request.POST)
    if not form.is_valid() or (base := form.base_content()) is None:
        return show(request, draft, section_key=section_key, section_form=form, status=422)
    try:
        actions.save_section(
            by=request.actor, version=draft, key=section_key, content=form.content(), base=base
        )
    except actions.EditConflict as conflict:
        lines = conflict_lines(conflict)
        return show(request, draft, section_key=section_key, section_form=form, status=409, conflict=lines)
    except Refused as refused:
        return _refuse_section(request, draft, section_key, form, refused)
    messages.success(request, _("Saved."))
    return redirect("assessments:template-draft-section", key=key, section_key=section_key)


@guarded(Permission.MANAGE_TEMPLATES, of=places.SECTION)
@require_POST
def remove_section(request: ActorRequest, key: str, section_key: str) -> HttpResponse:
    """Take a section out with its questions; it can be put back."""
    draft = places.draft(request.actor, key)
    try:
        removal = actions.remove_section(by=request.actor, version=draft, key=section_key, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        undo = undo_to(reverse("assessments:template-restore", args=[key, removal.pk]))
        text = _("“%(title)s” is removed, with its questions.") % {"title": removal.title}
        messages.success(request, text, extra_tags=undo)
    return redirect("assessments:template-draft-edit", key=key)


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_POST
def weights(request: ActorRequest, key: str) -> HttpResponse:
    """Save the weights that were changed in the list."""
    draft = places.draft(request.actor, key)
    form = WeightsForm(request.POST)
    if not form.is_valid():
        text = _("A weight is a number from 0 to 1,000,000. Nothing was saved; what you typed is kept.")
        return _weights_refused(request, draft, text, 422)
    try:
        changed = actions.save_weights(
            by=request.actor, version=draft, weights=form.weights(), base=form.base()
        )
    except actions.EditConflict:
        text = _(
            "Somebody else changed one of these weights meanwhile. Look at theirs, then change it again."
        )
        return _weights_refused(request, draft, text, 409)
    except Refused as refused:
        return _weights_refused(request, draft, sentence_of(refused), 409)
    if changed:
        messages.success(request, _("The weights are saved."))
    return redirect(_page_of(draft, request.POST.get("question", "")))


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_POST
def move(request: ActorRequest, key: str) -> HttpResponse:
    """Put a question or a section onto another place."""
    draft = places.draft(request.actor, key)
    form = MoveForm(request.POST)
    if not form.is_valid():
        text = _("This move cannot be read. Nothing was changed.")
        return show(request, draft, status=422, fault=text)
    chosen = ""
    try:
        if form.is_question:
            moved = actions.move_question(by=request.actor, version=draft, **form.question_move())
            chosen = moved.key
        else:
            actions.move_section(by=request.actor, version=draft, **form.section_move())
    except Refused as refused:
        messages.error(request, refused.reason)
    return redirect(_page_of(draft, chosen))


def _page_of(draft: TemplateVersion, question_key: str) -> str:
    key = draft.template.key
    asked = draft.questions.filter(key=question_key).exists() if question_key else False
    if asked:
        return reverse("assessments:template-draft-question", args=[key, question_key])
    return reverse("assessments:template-draft-edit", args=[key])


def _weights_refused(request: ActorRequest, draft: TemplateVersion, text: str, status: int) -> HttpResponse:
    return show(request, draft, status=status, fault=text, typed=request.POST)


def _refuse_section(
    request: ActorRequest, draft: TemplateVersion, section_key: str, form: SectionForm, refused: Refused
) -> HttpResponse:
    if refused.code == "section_removed":
        messages.error(request, refused.reason)
        return redirect("assessments:template-draft-edit", key=draft.template.key)
    form.add_error(None, sentence_of(refused))
    return show(request, draft, section_key=section_key, section_form=form, status=422)
