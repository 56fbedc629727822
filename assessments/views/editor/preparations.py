"""The table of preparations of a checklist: what each gap asks for, added, changed, ordered and removed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import Refused
from assessments.actions.preparing import add_rule, change_rule, move_rule, remove_rule, restore_rule
from assessments.forms.editor.preparation import MoveForm, RuleForm
from assessments.models import PreparationRule, Template
from assessments.queries.preparation_table import editable_rules, facts_of, table_of, version_in_use
from assessments.views.editor import places
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, ObjectRule, guarded
from outsourcing.ui.parts import undo_to

TABLE = ObjectRule("table of preparations", "that of every checklist")
RULE = ObjectRule("line of a table of preparations", "every line of every checklist")


@guarded(Permission.MANAGE_TEMPLATES, of=TABLE)
@require_safe
def show(request: ActorRequest, key: str) -> HttpResponse:
    """What does each gap ask for?"""
    template = places.checklist(request.actor, key)
    context = {"template": template, "version": version_in_use(template), "scales": table_of(template)}
    return render(request, "assessments/editor/preparations.html", context)


@guarded(Permission.MANAGE_TEMPLATES, of=TABLE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, key: str) -> HttpResponse:
    """One line more."""
    template = places.checklist(request.actor, key)
    form = _form(request, template, {"question": request.GET.get("scale", "")})
    if form.is_valid():
        try:
            rule = add_rule(by=request.actor, template=template, facts=form.facts())
        except Refused as refused:
            form.add_error("title", refused.reason)
        else:
            return _back(request, rule, _("Added: “%(title)s”."))
    return _page(request, template, form, _("Add to the table"))


@guarded(Permission.MANAGE_TEMPLATES, of=RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, key: str, rule_pk: int) -> HttpResponse:
    """What one line says."""
    rule = _rule(request, key, rule_pk)
    form = _form(request, rule.template, RuleForm.initial_of(facts_of(rule)))
    if form.is_valid():
        try:
            change_rule(by=request.actor, rule=rule, facts=form.facts())
        except Refused as refused:
            form.add_error("title", refused.reason)
        else:
            return _back(request, rule, _("Saved: “%(title)s”."))
    return _page(request, rule.template, form, _("Change the table"))


@guarded(Permission.MANAGE_TEMPLATES, of=RULE)
@require_POST
def remove(request: ActorRequest, key: str, rule_pk: int) -> HttpResponse:
    """Take a line out; it can be put back."""
    rule = remove_rule(by=request.actor, rule=_rule(request, key, rule_pk))
    undo = undo_to(reverse("assessments:template-preparation-restore", args=[key, rule_pk]))
    said = _("“%(title)s” is out of the table. What was begun for it stays.")
    return _back(request, rule, said, extra=undo)


@guarded(Permission.MANAGE_TEMPLATES, of=RULE)
@require_POST
def restore(request: ActorRequest, key: str, rule_pk: int) -> HttpResponse:
    """Put back what was taken out."""
    rule = restore_rule(by=request.actor, rule=_rule(request, key, rule_pk))
    return _back(request, rule, _("“%(title)s” is back."))


@guarded(Permission.MANAGE_TEMPLATES, of=RULE)
@require_POST
def move(request: ActorRequest, key: str, rule_pk: int) -> HttpResponse:
    """One place up or down within its scale."""
    rule, form = _rule(request, key, rule_pk), MoveForm(request.POST)
    if form.is_valid():
        try:
            move_rule(by=request.actor, rule=rule, places=form.cleaned_data["places"])
        except Refused as refused:
            messages.error(request, refused.reason)
    return redirect(_anchor(rule))


def _rule(request: ActorRequest, key: str, rule_pk: int) -> PreparationRule:
    found = editable_rules(request.actor).filter(pk=rule_pk, template__key=key).first()
    if found is None:
        raise Http404
    return found


def _form(request: ActorRequest, template: Template, stands: dict[str, object]) -> RuleForm:
    back = reverse("assessments:template-preparations", args=[template.key])
    return RuleForm(request.POST or None, scales=table_of(template), cancel_url=back, initial=stands)


def _page(request: ActorRequest, template: Template, form: RuleForm, heading: str) -> HttpResponse:
    context = {"template": template, "form": form, "heading": heading}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/editor/preparation.html", context, status=status)


def _back(request: ActorRequest, rule: PreparationRule, said: str, *, extra: str = "") -> HttpResponse:
    messages.success(request, said % {"title": rule.title}, extra_tags=extra)
    return redirect(_anchor(rule))


def _anchor(rule: PreparationRule) -> str:
    page = reverse("assessments:template-preparations", args=[rule.template.key])
    return f"{page}#{rule.question_key}"
