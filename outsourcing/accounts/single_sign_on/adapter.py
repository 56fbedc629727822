"""Whom the company's sign-in lets in: people of the house, matched by verified address, or nobody."""

import logging
from typing import Any, NoReturn

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from outsourcing.accounts.actions import create_by_single_sign_on, link_single_sign_on, take_claimed_roles
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.models import User
from outsourcing.accounts.single_sign_on.connecting import Company, company
from outsourcing.accounts.single_sign_on.tokens import Claims, groups_in, verified_email, was_asked_lately

logger = logging.getLogger(__name__)
PROVED_ELSEWHERE = "accounts_proved_elsewhere"


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """One issuer, from the environment alone; the table of providers is not read."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Company:  # noqa: ARG002
        """The configured issuer, whatever is asked for."""
        return company(request)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Nobody signs up; who may be added is decided below."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person behind a checked identity, or refuse."""
        if sociallogin.state.get("process") == AuthProcess.REDIRECT:
            _prove(request, sociallogin)
        elif sociallogin.state.get("process") == AuthProcess.LOGIN:
            if not sociallogin.is_existing:
                sociallogin.user = _person_of(request, sociallogin)
            _take_roles(sociallogin.user, sociallogin.claims)
        else:
            refuse(request, _("This is not a way to sign in."))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Company,  # noqa: ARG002
        error: str | None = None,
        **details: Any,
    ) -> NoReturn:
        """Say that it did not work, and to the log alone what."""
        if error == AuthError.CANCELLED:
            refuse(request, _("You cancelled it, or were not allowed in there."))
        logger.warning("Single sign-on failed: %s", details.get("exception") or error)
        refuse(request, _("The answer could not be trusted: it was incomplete, too late, or used already."))


def refuse(request: HttpRequest, reason: str, *, status: int = 403) -> NoReturn:
    """Answer with the page that says why nobody was signed in."""
    context = {"reason": reason, "name": settings.OIDC_NAME}
    raise ImmediateHttpResponse(
        render(request, "accounts/single_sign_on_refused.html", context, status=status)
    )


def _person_of(request: HttpRequest, sociallogin: SocialLogin) -> User:
    claims: Claims = sociallogin.claims
    email = verified_email(claims)
    if not email:
        refuse(request, _("It does not vouch for your e-mail address."))
    user = User.objects.filter(email=email).first() or _new_person(request, email, claims)
    if not user.is_active:
        raise ImmediateHttpResponse(redirect("account_inactive"))
    account = sociallogin.account
    sociallogin.account = link_single_sign_on(user=user, issuer=account.provider, subject=account.uid)
    return user


def _new_person(request: HttpRequest, email: str, claims: Claims) -> User:
    try:
        validate_email(email)
    except ValidationError:
        refuse(request, _("The e-mail address it gave is none."))
    if not settings.OIDC_CREATE_PEOPLE:
        refuse(request, _("Nobody with this e-mail address was invited. Ask your administrator."))
    name = "".join(letter for letter in str(claims.get("name") or email) if letter.isprintable())
    return create_by_single_sign_on(email=email, name=name[:120])


def _take_roles(user: User, claims: Claims) -> None:
    groups = groups_in(claims, settings.OIDC_ROLES_CLAIM) if settings.OIDC_ROLES_CLAIM else None
    if groups is None:
        return
    try:
        take_claimed_roles(user=user, groups=groups, mapping=settings.OIDC_ROLES)
    except PeopleError as error:
        logger.warning("Roles were left as they are: %s", error)


def _prove(request: HttpRequest, sociallogin: SocialLogin) -> None:
    is_same = sociallogin.is_existing and sociallogin.user.pk == request.user.pk
    if not is_same or not was_asked_lately(sociallogin.claims, timezone.now()):
        refuse(request, _("It did not confirm that you are still you."))
    record_authentication(request, sociallogin.user, "socialaccount", reauthenticated=True)
    request.session[PROVED_ELSEWHERE] = True
