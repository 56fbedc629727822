"""Handing over a roster, step by step, for the house and for the provider's own people alike."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from outsourcing.files.attachment import download
from outsourcing.files.kinds import XLSX
from outsourcing.files.refusals import FileRefused
from outsourcing.guards import ActorRequest
from providers import actions
from providers.domain.rosters.layout import Layout, layout_from_json
from providers.exports import Counts, blank_roster, faults_of_roster
from providers.forms.roster import LayoutForm, RosterUploadForm
from providers.models import Roster, RosterState
from providers.views.people import words
from providers.views.people.doubts import counted_changes, findings_of
from providers.views.people.places import RosterPlace

SHOWN_ASIDE = 50
MOST_LISTED = 24


def upload(
    request: ActorRequest, place: RosterPlace, *, as_of: date | None = None, **more: object
) -> HttpResponse:
    """Take a file; nothing of one that is refused is kept."""
    form = RosterUploadForm(
        request.POST or None,
        request.FILES or None,
        today=timezone.localdate(),
        cancel_url=place.home,
        as_of=as_of,
    )
    if form.is_valid() and form.accepted:
        try:
            roster = actions.upload_roster(
                by=request.actor,
                provider=place.provider,
                file=form.accepted,
                as_of=form.cleaned_data["as_of"],
                now=timezone.now(),
            )
        except FileRefused as refused:
            form.add_error("file", refused.reason)
        else:
            return redirect(place.links(roster).page)
    return render(request, f"{place.shell}/upload.html", {"form": form, **about(place), **more})


def show(request: ActorRequest, place: RosterPlace, roster: Roster) -> HttpResponse:
    """What became of a file."""
    return render(request, _template(request, place), _context(request, place, roster))


def read(request: ActorRequest, place: RosterPlace, roster: Roster) -> HttpResponse:
    """Have the file read as chosen, or looked at again where the columns move."""
    form = _layout_form(request, place, roster)
    if form is None or not form.is_valid():
        status = 409 if form is None else 200
        return render(
            request, _template(request, place), _context(request, place, roster, form), status=status
        )
    try:
        if form.needs_another_look:
            actions.look_again(by=request.actor, roster=roster, layout=form.chosen())
        else:
            as_of = form.cleaned_data["as_of"]
            actions.accept_layout(by=request.actor, roster=roster, layout=form.chosen(), as_of=as_of)
    except actions.RosterClosedError:
        messages.info(request, _("Somebody else was faster: this is how it stands now."))
    return redirect(place.links(roster).page)


def withdraw(request: ActorRequest, place: RosterPlace, roster: Roster) -> HttpResponse:
    """Take a roster out of every figure, or a file back before it is read."""
    try:
        actions.withdraw_roster(by=request.actor, roster=roster)
    except actions.RosterClosedError:
        messages.info(request, _("This roster counts already. Ask whoever asked you to withdraw it."))
        return redirect(place.links(roster).page)
    messages.success(request, _("The roster is withdrawn. It stays here and counts no more."))
    return redirect(place.home)


def faults(roster: Roster) -> HttpResponse:
    """Every row that was set aside and every finding, as a workbook."""
    reasons = {str(code): str(text) for code, text in words.REASONS.items()}
    counts = Counts(roster.rows or 0, roster.accepted or 0, roster.set_aside or 0)
    reading, changes = roster.reading or {}, counted_changes(roster)
    book = faults_of_roster(roster.file_name, counts, reading, reasons, changes)
    return download(book, name=_("faults of roster.xlsx"), media_type=XLSX.media_type)


def blank() -> HttpResponse:
    """A workbook to fill in."""
    return download(blank_roster(), name=_("roster.xlsx"), media_type=XLSX.media_type)


def about(place: RosterPlace) -> dict[str, Any]:
    """What every page of rosters knows of where it stands."""
    return {
        "place": place,
        "provider": place.provider,
        "may_manage": place.may_manage,
        "people_url": place.home,
    }


def _template(request: ActorRequest, place: RosterPlace) -> str:
    return "providers/people/_roster.html" if request.htmx else f"{place.shell}/roster.html"


def _context(
    request: ActorRequest, place: RosterPlace, roster: Roster, form: LayoutForm | None = None
) -> dict[str, Any]:
    waits = roster.state == RosterState.WAITING and place.may_manage
    reading = roster.reading or {}
    return {
        **about(place),
        "roster": roster,
        "links": place.links(roster),
        "preview": roster.preview or {},
        "form": form or (_layout_form(request, place, roster) if waits else None),
        "findings": findings_of(reading),
        "set_aside": [
            {**row, "reason": words.REASONS.get(row["reason"], row["reason"])}
            for row in reading.get("set_aside", [])[:SHOWN_ASIDE]
        ],
    }


def _layout_form(request: ActorRequest, place: RosterPlace, roster: Roster) -> LayoutForm | None:
    if roster.state != RosterState.WAITING:
        return None
    return LayoutForm(
        request.POST if request.method == "POST" else None,
        roster=roster,
        layout=layout_from_json(roster.layout) if roster.layout else Layout(),
        action_url=place.links(roster).read,
        cancel_url=place.home,
        today=timezone.localdate(),
    )
