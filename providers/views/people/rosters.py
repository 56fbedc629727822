"""Rosters: uploading one, looking at how it is read, what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outsourcing.actors import Permission
from outsourcing.files.attachment import download
from outsourcing.files.kinds import XLSX
from outsourcing.files.refusals import FileRefused
from outsourcing.guards import ActorRequest, guarded
from providers import actions
from providers.domain.rosters.layout import Layout, layout_from_json
from providers.exports import blank_roster, faults_of_roster
from providers.forms.roster import LayoutForm, RosterUploadForm
from providers.models import Provider, Roster, RosterState
from providers.queries import visible_providers
from providers.queries.rosters import visible_rosters
from providers.views.objects import PROVIDER, ROSTER
from providers.views.people import words

SHOWN_ASIDE = 50


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest, pk: int) -> HttpResponse:
    """Which list of people are you adding?"""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    form = RosterUploadForm(
        request.POST or None,
        request.FILES or None,
        today=timezone.localdate(),
        cancel_url=reverse("providers:tab", args=[pk, "attrition"]),
    )
    if form.is_valid() and form.accepted:
        try:
            roster = actions.upload_roster(
                by=request.actor,
                provider=provider,
                file=form.accepted,
                as_of=form.cleaned_data["as_of"],
                now=timezone.now(),
            )
        except FileRefused as refused:
            form.add_error("file", refused.reason)
        else:
            return redirect("providers:roster", pk=pk, roster_pk=roster.pk)
    return render(request, "providers/people/upload.html", {"form": form, "provider": provider})


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER)
@require_safe
def show(request: ActorRequest, pk: int, roster_pk: int) -> HttpResponse:
    """What became of this file?"""
    provider, roster = _found(request, pk, roster_pk)
    return render(request, _template(request), _context(request, provider, roster))


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER)
@require_POST
def read(request: ActorRequest, pk: int, roster_pk: int) -> HttpResponse:
    """Have the file read as chosen, or looked at again where the columns move."""
    provider, roster = _found(request, pk, roster_pk)
    form = _layout_form(request, provider, roster)
    if form is None or not form.is_valid():
        status = 409 if form is None else 200
        return render(request, _template(request), _context(request, provider, roster, form), status=status)
    try:
        if form.needs_another_look:
            actions.look_again(by=request.actor, roster=roster, layout=form.chosen())
        else:
            as_of = form.cleaned_data["as_of"]
            actions.accept_layout(by=request.actor, roster=roster, layout=form.chosen(), as_of=as_of)
    except actions.RosterClosedError:
        messages.info(request, _("Somebody else was faster: this is how it stands now."))
    return redirect("providers:roster", pk=pk, roster_pk=roster_pk)


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER)
@require_POST
def withdraw(request: ActorRequest, pk: int, roster_pk: int) -> HttpResponse:
    """Take a roster out of every figure."""
    _provider, roster = _found(request, pk, roster_pk)
    actions.withdraw_roster(by=request.actor, roster=roster)
    messages.success(request, _("The roster is withdrawn. It stays here and counts no more."))
    return redirect("providers:tab", pk=pk, tab="attrition")


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER)
@require_safe
def faults(request: ActorRequest, pk: int, roster_pk: int) -> HttpResponse:
    """Every row that was set aside and every finding, as a workbook."""
    _provider, roster = _found(request, pk, roster_pk)
    reasons = {str(code): str(text) for code, text in words.REASONS.items()}
    book = faults_of_roster(roster.file_name, roster.reading or {}, reasons)
    return download(book, name=_("faults of roster.xlsx"), media_type=XLSX.media_type)


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_safe
def blank(request: ActorRequest, pk: int) -> HttpResponse:
    """A workbook to fill in."""
    get_object_or_404(visible_providers(request.actor), pk=pk)
    return download(blank_roster(), name=_("roster.xlsx"), media_type=XLSX.media_type)


def _found(request: ActorRequest, pk: int, roster_pk: int) -> tuple[Provider, Roster]:
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    return provider, get_object_or_404(visible_rosters(request.actor, provider), pk=roster_pk)


def _template(request: ActorRequest) -> str:
    return "providers/people/_roster.html" if request.htmx else "providers/people/roster.html"


def _context(
    request: ActorRequest, provider: Provider, roster: Roster, form: LayoutForm | None = None
) -> dict[str, Any]:
    may_manage = request.actor.may(Permission.MANAGE_PROVIDERS)
    waits = roster.state == RosterState.WAITING and may_manage
    reading = roster.reading or {}
    return {
        "provider": provider,
        "roster": roster,
        "preview": roster.preview or {},
        "form": form or (_layout_form(request, provider, roster) if waits else None),
        "findings": [(each["severity"], words.finding_text(each)) for each in reading.get("findings", [])],
        "set_aside": [
            {**row, "reason": words.REASONS.get(row["reason"], row["reason"])}
            for row in reading.get("set_aside", [])[:SHOWN_ASIDE]
        ],
        "may_manage": may_manage,
        "people_url": reverse("providers:tab", args=[provider.pk, "attrition"]),
    }


def _layout_form(request: ActorRequest, provider: Provider, roster: Roster) -> LayoutForm | None:
    if roster.state != RosterState.WAITING:
        return None
    data = request.POST if request.method == "POST" else None
    layout = layout_from_json(roster.layout) if roster.layout else Layout()
    return LayoutForm(data, roster=roster, layout=layout, provider=provider, today=timezone.localdate())
