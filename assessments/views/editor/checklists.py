"""The life of a checklist: new, copied, described, drafted, discarded, brought back and retired."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import Refused
from assessments.actions import editing as actions
from assessments.forms.editor.checklist import ChecklistForm
from assessments.models import VersionState
from assessments.queries.drafts import editable_drafts, newest_frozen, outline_of
from assessments.views.editor import places
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to

FORM_PAGE = "assessments/editor/checklist.html"


@guarded(Permission.MANAGE_TEMPLATES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """A new checklist, empty."""
    form = ChecklistForm(request.POST or None, save=_("Create the checklist"))
    if form.is_valid():
        draft = actions.create_checklist(by=request.actor, facts=form.facts())
        return redirect("assessments:template-draft-edit", key=draft.template.key)
    context = {"form": form, "heading": _("New checklist")}
    return render(request, FORM_PAGE, context, status=422 if form.is_bound else 200)


@guarded(Permission.MANAGE_TEMPLATES, of=places.CHECKLIST)
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: ActorRequest, key: str) -> HttpResponse:
    """A new checklist with the questions of this one."""
    template = places.checklist(request.actor, key)
    source = newest_frozen(template) or editable_drafts(request.actor).filter(template=template).first()
    facts = ChecklistForm.initial_of(template)
    facts["name"] = _("%(name)s (copy)") % {"name": template.name[:110]}
    form = ChecklistForm(request.POST or None, initial=facts, save=_("Copy the checklist"))
    if form.is_valid():
        draft = actions.create_checklist(by=request.actor, facts=form.facts(), outline=outline_of(source))
        return redirect("assessments:template-draft-edit", key=draft.template.key)
    context = {"form": form, "heading": _("Copy of %(name)s") % {"name": template.name}}
    return render(request, FORM_PAGE, context, status=422 if form.is_bound else 200)


@guarded(Permission.MANAGE_TEMPLATES, of=places.CHECKLIST)
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: ActorRequest, key: str) -> HttpResponse:
    """What the checklist says about itself, in all its versions."""
    template = places.checklist(request.actor, key)
    form = ChecklistForm(request.POST or None, initial=ChecklistForm.initial_of(template))
    if form.is_valid():
        actions.change_checklist(by=request.actor, template=template, facts=form.facts())
        messages.success(request, _("Saved."))
        return redirect("assessments:templates")
    context = {"form": form, "heading": _("About %(name)s") % {"name": template.name}}
    return render(request, FORM_PAGE, context, status=422 if form.is_bound else 200)


@guarded(Permission.MANAGE_TEMPLATES, of=places.CHECKLIST)
@require_POST
def begin(request: ActorRequest, key: str) -> HttpResponse:
    """Open the draft of the next version; begin it where there is none."""
    template = places.checklist(request.actor, key)
    actions.begin_draft(by=request.actor, template=template)
    return redirect("assessments:template-draft-edit", key=key)


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_POST
def discard(request: ActorRequest, key: str) -> HttpResponse:
    """Take the draft away; it can be put back."""
    draft = places.draft(request.actor, key)
    try:
        removal = actions.discard_draft(by=request.actor, version=draft, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("assessments:templates")
    undo = undo_to(reverse("assessments:template-restore", args=[key, removal.pk]))
    messages.success(request, _("The draft is discarded."), extra_tags=undo)
    return redirect("assessments:templates")


@guarded(Permission.MANAGE_TEMPLATES, of=places.REMOVAL)
@require_POST
def restore(request: ActorRequest, key: str, removal_pk: int) -> HttpResponse:
    """Put back what was removed."""
    removal = places.removal(request.actor, key, removal_pk)
    try:
        actions.restore_removal(by=request.actor, removal=removal)
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("assessments:templates")
    messages.success(request, _("“%(title)s” is back.") % {"title": removal.title})
    return redirect("assessments:template-draft-edit", key=key)


@guarded(Permission.MANAGE_TEMPLATES, of=places.CHECKLIST)
@require_POST
def retire(request: ActorRequest, key: str) -> HttpResponse:
    """Offer the checklist for no new assessment."""
    template = places.checklist(request.actor, key)
    version = get_object_or_404(template.versions, state=VersionState.PUBLISHED)
    actions.retire_version(by=request.actor, version=version)
    text = _("Version %(number)d is retired. Running assessments keep it; a new version brings it back.")
    messages.success(request, text % {"number": version.number})
    return redirect("assessments:template", key=key, number=version.number)
