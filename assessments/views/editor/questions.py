"""Saves, adds, duplicates and removes the questions of a draft."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import Refused
from assessments.actions import editing as actions
from assessments.forms.editor.formats import FORMS
from assessments.forms.editor.question import QuestionEntry
from assessments.models import Question, TemplateVersion
from assessments.queries.drafts import content_of, outline_of
from assessments.views.editor import places
from assessments.views.editor.conflicts import conflict_lines, sentence_of
from assessments.views.editor.page import show
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to


@guarded(Permission.MANAGE_TEMPLATES, of=places.QUESTION)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: ActorRequest, key: str, question_key: str) -> HttpResponse:
    """One question beside the list: read, shown once more with another type of answer, or saved."""
    draft = places.draft(request.actor, key)
    if request.method != "POST":
        return show(request, draft, question_key=question_key)
    stored = Question.objects.filter(version=draft, key=question_key).first()
    if stored is None:
        return _gone(request, draft, question_key)
    sent = {"typed": request.POST} if "again" in request.POST else {"data": request.POST}
    entry = QuestionEntry(key=question_key, stored=content_of(stored), outline=outline_of(draft), **sent)
    if "again" in request.POST:
        return show(request, draft, question_key=question_key, entry=entry)
    return _save(request, draft, entry)


@guarded(Permission.MANAGE_TEMPLATES, of=places.SECTION)
@require_POST
def add(request: ActorRequest, key: str, section_key: str) -> HttpResponse:
    """Add a question to a section and open it."""
    draft = places.draft(request.actor, key)
    try:
        added = actions.add_question(by=request.actor, version=draft, section_key=section_key)
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("assessments:template-draft-edit", key=key)
    return redirect("assessments:template-draft-question", key=key, question_key=added.key)


@guarded(Permission.MANAGE_TEMPLATES, of=places.QUESTION)
@require_POST
def duplicate(request: ActorRequest, key: str, question_key: str) -> HttpResponse:
    """Add a copy of a question and open it."""
    draft = places.draft(request.actor, key)
    try:
        copied = actions.duplicate_question(by=request.actor, version=draft, key=question_key)
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("assessments:template-draft-edit", key=key)
    messages.success(request, _("This is the copy. It has answers of its own."))
    return redirect("assessments:template-draft-question", key=key, question_key=copied.key)


@guarded(Permission.MANAGE_TEMPLATES, of=places.QUESTION)
@require_POST
def remove(request: ActorRequest, key: str, question_key: str) -> HttpResponse:
    """Take a question out; it can be put back."""
    draft = places.draft(request.actor, key)
    try:
        removal = actions.remove_question(
            by=request.actor, version=draft, key=question_key, now=timezone.now()
        )
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        undo = undo_to(reverse("assessments:template-restore", args=[key, removal.pk]))
        messages.success(request, _("“%(title)s” is removed.") % {"title": removal.title}, extra_tags=undo)
    return redirect("assessments:template-draft-edit", key=key)


def _save(request: ActorRequest, draft: TemplateVersion, entry: QuestionEntry) -> HttpResponse:
    if not entry.is_valid():
        return show(request, draft, question_key=entry.key, entry=entry, status=422)
    base, overrule = entry.base_content(), "overrule" in request.POST
    if base is None:
        entry.faults.append(_("This page is too old to save from. Copy what you typed and open it again."))
        return show(request, draft, question_key=entry.key, entry=entry, status=422)
    try:
        actions.save_question(
            by=request.actor,
            version=draft,
            key=entry.key,
            content=entry.content(),
            base=base,
            overrule=overrule,
        )
    except actions.EditConflict as conflict:
        lines = conflict_lines(conflict)
        return show(request, draft, question_key=entry.key, entry=entry, status=409, conflict=lines)
    except Refused as refused:
        entry.faults.append(sentence_of(refused))
        return show(request, draft, question_key=entry.key, entry=entry, status=422)
    messages.success(request, _("Saved."))
    return redirect("assessments:template-draft-question", key=draft.template.key, question_key=entry.key)


def _gone(request: ActorRequest, draft: TemplateVersion, question_key: str) -> HttpResponse:
    """Somebody removed it meanwhile: what was typed is added again as a question, if it can be."""
    section = outline_of(draft).sections
    blank: dict[str, object] = {
        "text": "",
        "flags": [],
        "serves": [],
        "sides": [],
        "knockout": None,
        "condition": None,
    }
    typed_type = request.POST.get("type", "")
    if not section or typed_type not in FORMS or "again" in request.POST:
        raise Http404
    stored = {**blank, "format": {"type": typed_type}, "weight": 1, "aggregation": "mean"}
    entry = QuestionEntry(key=question_key, stored=stored, outline=outline_of(draft), data=request.POST)
    if "restore" in request.POST and entry.is_valid():
        return _add_again(request, draft, entry, section[-1].key)
    text = _("This question was removed meanwhile. What you typed is kept here; it can be added again.")
    entry.faults.append(text)
    return show(request, draft, question_key=question_key, entry=entry, status=409, was_removed=True)


def _add_again(
    request: ActorRequest, draft: TemplateVersion, entry: QuestionEntry, section_key: str
) -> HttpResponse:
    try:
        added = actions.add_question(
            by=request.actor, version=draft, section_key=section_key, content=entry.content(), key=entry.key
        )
    except Refused as refused:
        entry.faults.append(sentence_of(refused))
        return show(request, draft, question_key=entry.key, entry=entry, status=422, was_removed=True)
    return redirect("assessments:template-draft-question", key=draft.template.key, question_key=added.key)
