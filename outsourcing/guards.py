"""The guard of each view: who may enter, and which objects they reach; a view without one passes no test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from outsourcing.actors import Actor, ActorKind, Permission

Parameters = ParamSpec("Parameters")
# The largest that both databases can hold in a key.
LARGEST_KEY = 2**63 - 1
ViewFunction = TypeVar("ViewFunction", bound=Callable[..., HttpResponseBase])


class ActorRequest(HttpRequest):
    """A request whose sender is known; the middleware adds the actor, the guard insists on it."""

    actor: Actor
    htmx: HtmxDetails


@dataclass(frozen=True)
class ObjectRule:
    """Which objects of one kind an address leads to; for everybody else they do not exist."""

    objects: str
    whose: str


@dataclass(frozen=True)
class Guard:
    """How a view is guarded: open to everybody, to contacts of providers, to the signed-in, or by permission.

    `of` says which objects its address leads to; the query through which they are fetched keeps it.
    """

    permission: Permission | None = None
    public: bool = False
    contacts: bool = False
    of: ObjectRule | None = None


class GuardedView(Protocol):
    """A view that carries its guard."""

    guard: Guard


def guarded(
    permission: Permission | None = None, *, of: ObjectRule | None = None
) -> Callable[
    [Callable[Concatenate[ActorRequest, Parameters], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase],
]:
    """Let in who is signed in and, where one is named, holds the permission."""

    def decorate(
        view: Callable[Concatenate[ActorRequest, Parameters], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]:
        @wraps(view)
        def enter(
            request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _ask_to_sign_in(cast(ActorRequest, request))
            known = cast(ActorRequest, request)
            if permission is not None and not known.actor.may(permission):
                raise PermissionDenied
            _refuse_impossible_numbers(kwargs)
            return view(known, *args, **kwargs)

        cast(GuardedView, enter).guard = Guard(permission=permission, of=of)
        return cast(Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase], enter)

    return decorate


def for_contacts(
    *, of: ObjectRule | None = None
) -> Callable[
    [Callable[Concatenate[ActorRequest, Parameters], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase],
]:
    """Let in who came into the portal for a provider; for the people of the house there is no such page."""

    def decorate(
        view: Callable[Concatenate[ActorRequest, Parameters], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]:
        @wraps(view)
        def enter(
            request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponseBase:
            if request.user.is_authenticated:
                raise Http404
            known = cast(ActorRequest, request)
            if known.actor.kind is not ActorKind.CONTACT:
                return _ask_for_code(known)
            _refuse_impossible_numbers(kwargs)
            return view(known, *args, **kwargs)

        cast(GuardedView, enter).guard = Guard(contacts=True, of=of)
        return cast(Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase], enter)

    return decorate


def _refuse_impossible_numbers(parameters: Mapping[str, object]) -> None:
    """A number that no database could have given to a row leads to nothing, as every missing one does."""
    if any(isinstance(value, int) and value > LARGEST_KEY for value in parameters.values()):
        raise Http404


def public(view: ViewFunction) -> ViewFunction:
    """Mark a view as open to everybody, on purpose."""
    return public_of(None)(view)


def public_of(of: ObjectRule | None) -> Callable[[ViewFunction], ViewFunction]:
    """The same for an address that names something."""

    def decorate(view: ViewFunction) -> ViewFunction:
        cast(GuardedView, view).guard = Guard(public=True, of=of)
        return view

    return decorate


def proven(view: ViewFunction) -> ViewFunction:
    """Let in, below `guarded`, who proved lately who they are; others are asked first, then go on.

    What they posted is kept meanwhile and goes on by itself, except files.
    """

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ask_for_proof(request)
        return view(request, *args, **kwargs)

    return cast(ViewFunction, enter)


def ask_for_proof(request: HttpRequest) -> None:
    """The same in the middle of a view, for what weighs much only sometimes."""
    if proved_recently(request):
        return
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        raise PermissionDenied
    if request.method in {"GET", "HEAD"}:
        # Something that was begun earlier and left must not be done now by surprise.
        request.session.pop(STATE_SESSION_KEY, None)
    known = cast(ActorRequest, request)
    if known.htmx:
        after = urlencode({"next": known.htmx.current_url_abs_path or "/"})
        raise ImmediateHttpResponse(HttpResponseClientRedirect(f"{methods[0]['url']}?{after}"))
    raise ReauthenticationRequired


def proved_recently(request: HttpRequest) -> bool:
    """Whether this session saw a password, code, passkey or the company's sign-in within some minutes."""
    records = get_authentication_records(request, cast(Any, request.user))
    latest: float = max((record["at"] for record in records), default=0.0)
    return timezone.now().timestamp() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _ask_to_sign_in(request: ActorRequest) -> HttpResponse:
    if request.actor.kind is ActorKind.CONTACT:
        raise Http404
    # An answer must not vanish behind a sign-in page: the page says what to do and keeps the text.
    if request.htmx:
        return render(request, "components/signed_out.html", status=401)
    # What was posted cannot be posted again by a redirect; its address alone may not even answer.
    return redirect_to_login(request.get_full_path() if request.method in {"GET", "HEAD"} else "/")


def _ask_for_code(request: ActorRequest) -> HttpResponse:
    if request.htmx:
        return render(request, "portal/_signed_out.html", status=401)
    return redirect(settings.PORTAL_DOOR)
