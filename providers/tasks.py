"""The jobs of providers: mails to their people, and rosters looked at, read and analysed."""

from collections.abc import Mapping, Sequence
from smtplib import SMTPException

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from outsourcing.actors import SYSTEM
from outsourcing.files.storing import open_stored
from outsourcing.jobs.handlers import handles
from providers import actions
from providers.actions.measuring import MEASURE
from providers.actions.roster_requests import ASKING
from providers.actions.rosters import ANALYSE, COMPARE, LOOK, READ
from providers.domain.attrition.measures import Scope
from providers.ingest.measuring import measured_figures
from providers.ingest.work import Refusal, analysed, compared, looked_at, read_whole
from providers.queries.roster_requests import request_to_tell
from providers.queries.rosters import (
    analysis_to_make,
    layout_said_before,
    measurement_to_make,
    roster_to_work_on,
    rosters_to_compare,
)


class MailNotSentError(Exception):
    """A mail could not be sent; the address stays out of the reason, which others read."""


@handles("providers.invite")
def invite(keys: Sequence[str]) -> None:
    """Make the link and send it; a second run makes another one, which replaces the first."""
    for key in keys:
        letter = actions.make_letter(invitation_id=int(key), now=timezone.now())
        if letter is None:
            continue
        path = reverse("portal:link", args=[letter.token])
        words = {"invitation": letter.invitation, "contact": letter.invitation.contact, "url": _address(path)}
        _send("invitation", letter.invitation.contact.email, words)
        actions.note_sent(invitation_id=letter.invitation.pk, now=timezone.now())


@handles("providers.codes")
def codes(_keys: Sequence[str]) -> None:
    """Send a code to each contact who asked for one; whoever nobody knows gets nothing."""
    failed = False
    for request_id in actions.waiting_requests(timezone.now()):
        for letter in actions.make_codes(request_id=request_id, now=timezone.now()):
            try:
                _send("code", letter.contact.email, {"contact": letter.contact, "code": letter.code})
            except MailNotSentError:
                failed = True
    if failed:
        raise MailNotSentError("A code could not be sent.")


@handles(ASKING)
def ask_roster(keys: Sequence[str]) -> None:
    """Tell people who are in the portal already that a roster is asked for, unless it is settled."""
    for key in keys:
        request_id, contact_id = (int(part) for part in key.split(":"))
        asked = request_to_tell(request_id, contact_id)
        if asked is None:
            continue
        request, contact = asked
        url = _address(reverse("portal:roster_request", args=[request.pk]))
        _send("roster_request", contact.email, {"request": request, "contact": contact, "url": url})


@shared_task(name="providers.repeat")
def repeat() -> None:
    """Ask for the rosters of a new quarter, once each, and renew figures; beat calls it every hour."""
    now = timezone.now()
    actions.ask_each_quarter(today=timezone.localdate(now), now=now)
    actions.renew_figures()


@shared_task(name="providers.tidy")
def tidy() -> None:
    """Forget old codes; beat calls it every hour."""
    actions.forget_codes(now=timezone.now())


def _send(name: str, email: str, words: Mapping[str, object]) -> None:
    context = {**words, "base_url": settings.BASE_URL, "portal_url": _address(reverse("portal:door"))}
    subject = " ".join(render_to_string(f"portal/mail/{name}_subject.txt", context).split())
    text = render_to_string(f"portal/mail/{name}_message.txt", context)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [email])
    except (OSError, SMTPException) as error:
        raise MailNotSentError(type(error).__name__) from None


def _address(path: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{path}"


@handles(LOOK)
def look_at_roster(keys: Sequence[str]) -> None:
    """Find out how a file is laid out, for people to look at."""
    for key in keys:
        roster = roster_to_work_on(int(key))
        if roster is None:
            continue
        with open_stored(roster.file_key) as file:
            seen = looked_at(file, roster.layout, layout_said_before(roster))
        if isinstance(seen, Refusal):
            actions.refuse_roster(by=SYSTEM, roster_id=roster.pk, reason=seen.reason)
        else:
            actions.note_layout(by=SYSTEM, roster_id=roster.pk, layout=seen.layout, preview=seen.preview)


@handles(READ)
def read_roster(keys: Sequence[str]) -> None:
    """Read a file whole; what cannot be read is refused in words."""
    for key in keys:
        roster = roster_to_work_on(int(key))
        if roster is None:
            continue
        with open_stored(roster.file_key) as file:
            content = read_whole(file, roster.layout, roster.as_of)
        if isinstance(content, Refusal):
            actions.refuse_roster(by=SYSTEM, roster_id=roster.pk, reason=content.reason)
        else:
            actions.store_roster(by=SYSTEM, roster_id=roster.pk, content=content, now=timezone.now())


@handles(ANALYSE)
def analyse_roster(keys: Sequence[str]) -> None:
    """Compute the figures of one window."""
    for key in keys:
        wanted = analysis_to_make(int(key))
        if wanted is None:
            continue
        with open_stored(wanted.roster.table_key) as file:
            figures = analysed(file, wanted.after, wanted.until, wanted.roster.table_sha256)
        actions.store_analysis(
            analysis_id=wanted.pk,
            result=figures.result,
            digest=figures.digest,
            engine_version=figures.engine_version,
            now=timezone.now(),
        )


@handles(COMPARE)
def compare_rosters(keys: Sequence[str]) -> None:
    """Hold a roster against the one before it."""
    for key in keys:
        pair = rosters_to_compare(int(key))
        if pair is None:
            continue
        before, roster = pair
        with open_stored(before.table_key) as first, open_stored(roster.table_key) as second:
            found = compared(first, before.as_of, second, roster.as_of)
        actions.store_comparison(by=SYSTEM, roster=roster, before=before, found=found)


@handles(MEASURE)
def measure_roster(keys: Sequence[str]) -> None:
    """Compute the figures that questionnaires take, for one choice of functions and sites."""
    for key in keys:
        wanted = measurement_to_make(int(key))
        if wanted is None:
            continue
        scope = Scope(tuple(wanted.functions), tuple(wanted.sites))
        with open_stored(wanted.roster.table_key) as file:
            figures, version = measured_figures(file, wanted.roster.as_of, scope)
        actions.store_measurement(
            measurement_id=wanted.pk, figures=figures, engine_version=version, now=timezone.now()
        )
