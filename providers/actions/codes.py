"""One-time codes for those who were here before: asked for by anybody, sent to contacts alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.crypto import constant_time_compare, salted_hmac

from outsourcing.audit.actions import record
from outsourcing.jobs.actions import owe
from providers.actions.invitations import note_visit
from providers.domain.secrets import digits_of, hash_of, new_code
from providers.models import MOST_TRIES, CodeRequest, Contact, Invitation, SignInCode, Visit
from providers.queries.portal import expected_contacts, live_invitations, was_here

SENDING = "providers.codes"
# One row of owed work for all of them: strangers cannot make it grow.
ALL = "all"
LIFETIME = timedelta(minutes=10)
COUNTED = timedelta(hours=1)
KEPT = timedelta(days=1)
# How long somebody is known by the network they came in from.
KNOWN = timedelta(days=180)
# For one address from one network; from one network altogether; for one address from networks never seen.
MOST_HERE, MOST_FROM_NETWORK, MOST_FROM_STRANGERS = 5, 40, 20


class AskedTooOftenError(Exception):
    """Codes were asked for too often; the same for addresses that nobody knows."""


@dataclass(frozen=True)
class CodeLetter:
    """A code that was just made; it is kept nowhere."""

    contact: Contact
    code: str


@transaction.atomic
def ask_for_code(*, email: str, address: str, browser: str, now: datetime) -> None:
    """Remember that a code is wanted; nothing here depends on whether somebody has this address.

    A code works only in the browser that asked for it, so guessing elsewhere uses up nobody's tries.
    """
    wanted = email.strip().lower()[:254]
    _refuse_floods(wanted, address, now)
    CodeRequest.objects.create(email=wanted, address=address, browser=hash_of(browser), asked_at=now)
    owe(SENDING, ALL)


def waiting_requests(now: datetime) -> list[int]:
    """The requests that nobody has looked at; older ones are past waiting for."""
    fresh = CodeRequest.objects.filter(handled_at__isnull=True, asked_at__gt=now - LIFETIME)
    return list(fresh.values_list("pk", flat=True))


@transaction.atomic
def make_codes(*, request_id: int, now: datetime) -> list[CodeLetter]:
    """A code for each contact of the address; a request is handled once, whatever becomes of its mail."""
    mine = CodeRequest.objects.filter(pk=request_id, handled_at__isnull=True)
    if not mine.update(handled_at=now):
        return []
    request = CodeRequest.objects.get(pk=request_id)
    letters = [CodeLetter(contact, new_code()) for contact in expected_contacts(request.email, now)]
    SignInCode.objects.bulk_create(
        [
            SignInCode(
                request=request,
                contact=letter.contact,
                code_hash=_code_hash(letter.code, request),
                expires_at=now + LIFETIME,
            )
            for letter in letters
        ]
    )
    return letters


@transaction.atomic
def redeem_code(*, browser: str, typed: str, address: str, now: datetime) -> Contact | None:
    """The contact whose code this is; each try counts before it is looked at, and five are all there are."""
    digits = digits_of(typed)
    open_codes = SignInCode.objects.select_related("request").filter(
        request__browser=hash_of(browser), used_at__isnull=True, expires_at__gt=now, tries__lt=MOST_TRIES
    )
    for code in open_codes.order_by("-pk"):
        this = SignInCode.objects.filter(pk=code.pk, used_at__isnull=True, tries__lt=MOST_TRIES)
        if not this.update(tries=F("tries") + 1):
            continue
        if constant_time_compare(code.code_hash, _code_hash(digits, code.request)):
            return _enter(code, address, now)
    return None


@transaction.atomic
def forget_codes(*, now: datetime) -> None:
    """Delete what is over; addresses and networks of visitors are not kept without need."""
    CodeRequest.objects.filter(asked_at__lt=now - KEPT).delete()
    Visit.objects.filter(at__lt=now - KNOWN).delete()


def _enter(code: SignInCode, address: str, now: datetime) -> Contact | None:
    if not SignInCode.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=now):
        return None
    contact = expected_contacts(code.request.email, now).filter(pk=code.contact_id).first()
    if contact is None:
        return None
    waiting = live_invitations(now).filter(contact=contact, confirmed_at__isnull=True)
    # The code came to the same mailbox as the link would: it confirms as well.
    Invitation.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(confirmed_at=now)
    note_visit(contact=contact, address=address, now=now)
    record(by=contact.as_actor(), action="contact.signed_in", on=contact)
    return contact


def _refuse_floods(email: str, address: str, now: datetime) -> None:
    lately = CodeRequest.objects.filter(asked_at__gt=now - COUNTED)
    here = lately.filter(email=email, address=address).count()
    from_network = lately.filter(address=address).count()
    if here >= MOST_HERE or from_network >= MOST_FROM_NETWORK:
        raise AskedTooOftenError
    strangers = lately.filter(~Q(address=address), email=email).count() + here
    if strangers >= MOST_FROM_STRANGERS and not was_here(email, address):
        raise AskedTooOftenError


def _code_hash(code: str, request: CodeRequest) -> str:
    return salted_hmac(f"parity.portal.code.{request.pk}", code, algorithm="sha256").hexdigest()
