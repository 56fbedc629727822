"""One series: make it, look at it, change it, let it rest, end it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import actions
from assessments.actions import repeating
from assessments.forms.series import ChangeSeriesForm, NewSeriesForm, RestForm
from assessments.models import ReviewSeries
from assessments.queries.series import HOLD_WORDS, assessments_of, changeable_series, standings_of
from assessments.views.reviews import places
from assessments.views.reviews.words import STATE_TONES, cadence_text
from assessments.views.rows import rows_of
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded


@guarded(Permission.CREATE_ASSESSMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: ActorRequest) -> HttpResponse:
    """What shall come back, about whom, how often?"""
    start = {
        "subject": request.GET.get("subject", ""),
        "owner": request.actor.id,
        "cancel_url": reverse("assessments:series-list"),
    }
    data = request.POST if request.method == "POST" else None
    form = NewSeriesForm(data, actor=request.actor, today=timezone.localdate(), initial=start)
    if form.is_valid():
        try:
            return _make(request, form)
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
    return render(
        request, "assessments/reviews/edit.html", {"form": form}, status=422 if form.errors else 200
    )


@guarded(of=places.SEEN)
@require_safe
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """When does this come back, and how did it go so far?"""
    return _show(request, places.seen_series(request.actor, pk))


@guarded(of=places.CHANGED)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change the cadence, the next day, the lead time or the owner."""
    series = places.changed_series(request.actor, pk)
    form = ChangeSeriesForm(
        request.POST if request.method == "POST" else None,
        series=series,
        cancel_url=reverse("assessments:series", args=[pk]),
        today=timezone.localdate(),
    )
    if form.is_valid():
        try:
            repeating.change_series(
                by=request.actor,
                series=series,
                plan=form.plan(),
                expected_row_version=form.cleaned_data["row_version"],
                now=timezone.now(),
            )
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect("assessments:series", pk=pk)
    context = {"form": form, "series": series}
    return render(request, "assessments/reviews/edit.html", context, status=422 if form.errors else 200)


@guarded(of=places.CHANGED)
@require_POST
def pause(request: ActorRequest, pk: int) -> HttpResponse:
    """Open nothing until somebody lets it go on."""
    return _rest(request, pk, repeating.pause_series, _("Paused. What is open stays open."))


@guarded(of=places.CHANGED)
@require_POST
def end(request: ActorRequest, pk: int) -> HttpResponse:
    """Never open another cycle."""
    return _rest(request, pk, repeating.end_series, _("Ended. Every cycle stays readable."))


@guarded(of=places.CHANGED)
@require_POST
def resume(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a paused series go on."""
    series = places.changed_series(request.actor, pk)
    sent = request.POST.get("row_version", "")
    seen = int(sent) if sent.isdecimal() and len(sent) < 9 else 0
    try:
        repeating.resume_series(
            by=request.actor, series=series, expected_row_version=seen, now=timezone.now()
        )
    except actions.Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("It goes on, at the days it always had."))
    return redirect("assessments:series", pk=pk)


def _make(request: ActorRequest, form: NewSeriesForm) -> HttpResponse:
    provider = form.provider
    if provider is None:
        subject = actions.ourselves(by=request.actor)
    else:
        subject = actions.subject_of_provider(by=request.actor, provider=provider)
    series = repeating.make_series(
        by=request.actor,
        template=form.cleaned_data["template"],
        subject=subject,
        plan=form.plan(),
        now=timezone.now(),
    )
    messages.success(request, _("It will come back by itself, and whoever answers is told."))
    return redirect("assessments:series", pk=series.pk)


def _rest(request: ActorRequest, pk: int, action: Callable[..., ReviewSeries], success: str) -> HttpResponse:
    series = places.changed_series(request.actor, pk)
    form = RestForm(request.POST)
    if not form.is_valid():
        return _show(request, series, status=422, rest_form=form)
    try:
        action(
            by=request.actor,
            series=series,
            reason=form.cleaned_data["reason"],
            expected_row_version=form.cleaned_data["row_version"],
            now=timezone.now(),
        )
    except actions.Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, success)
    return redirect("assessments:series", pk=pk)


def _show(
    request: ActorRequest, series: ReviewSeries, *, status: int = 200, rest_form: RestForm | None = None
) -> HttpResponse:
    standing = standings_of(request.actor, [series])[0]
    seen = [
        each
        for each in assessments_of(request.actor, series.subject)
        if each.version.template_id == series.template_id
    ]
    context: dict[str, Any] = {
        "standing": standing,
        "series": series,
        "cadence": cadence_text(series.every_months),
        "tone": STATE_TONES[series.state],
        "hold": HOLD_WORDS[standing.hold] if standing.hold else "",
        "rows": rows_of(request.actor, seen[::-1], timezone.localdate()),
        "may_change": changeable_series(request.actor).filter(pk=series.pk).exclude(state="ended").exists(),
        "rest_form": rest_form or RestForm(initial={"row_version": series.row_version}),
        "today": timezone.localdate(),
    }
    return render(request, "assessments/reviews/series.html", context, status=status)
