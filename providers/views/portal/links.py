"""The link of an invitation: looking at it changes nothing, one button begins the visit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from outsourcing.actors import ActorKind
from outsourcing.guards import ActorRequest, ObjectRule, public, public_of
from providers import actions
from providers.domain.secrets import hash_of
from providers.queries import invitation_by_link
from providers.views.portal import visits

KEPT_LINK = "portal_link"
LINK = ObjectRule("link of an invitation", "whoever holds it, until it was used")


@public_of(LINK)
@never_cache
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address at once: what stays in the session is only its hash."""
    if request.method == "GET":
        _keep(request, hash_of(token))
    answer = redirect("portal:invitation")
    # Only here: from a page without a referrer the button's form would be refused as coming from nowhere.
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: ActorRequest) -> HttpResponse:
    """Say who invites whom to what; the button uses the link and begins the visit."""
    token_hash = request.session.get(KEPT_LINK, "")
    invited = invitation_by_link(token_hash, timezone.now())
    if invited is not None and request.method == "POST":
        return _enter(request, token_hash)
    if invited is None and request.actor.kind is ActorKind.CONTACT:
        return redirect("portal:home")
    context = {"invitation": invited, "staff": request.user if request.user.is_authenticated else None}
    status = 200 if invited else 410
    return render(request, "portal/invitation.html", context, status=status)


def _enter(request: ActorRequest, token_hash: str) -> HttpResponse:
    now = timezone.now()
    contact = actions.accept_invitation(token_hash=token_hash, address=visits.network_of(request), now=now)
    if contact is None:
        return redirect("portal:invitation")
    visits.begin(request, contact, now)
    return redirect("portal:home")


def _keep(request: HttpRequest, token_hash: str) -> None:
    # Strangers who try links leave nothing in the database.
    if invitation_by_link(token_hash, timezone.now()):
        request.session[KEPT_LINK] = token_hash
    elif KEPT_LINK in request.session:
        del request.session[KEPT_LINK]
