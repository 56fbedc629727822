"""Speaks with the one issuer that the environment names, and believes only what it signed."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from outsourcing.accounts.single_sign_on.tokens import Claims, checked_claims, merged

COMPANY = "company"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Connection(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth carries no types
    """allauth's connection, made stricter: every token's signature is checked, none is optional."""

    def __init__(self, request: HttpRequest, provider_id: str = COMPANY) -> None:
        super().__init__(request, provider_id)

    @property
    def openid_config(self) -> Claims:
        """What the issuer publishes about itself; it must be the issuer that was configured."""
        published: Claims = super().openid_config
        if str(published.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("Another issuer answers under the configured address.")
        if not all(isinstance(published.get(name), str) for name in NEEDED):
            raise OAuth2Error("The issuer's description of itself is incomplete.")
        return published

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002
        """Where the issuer sends people back to: the configured address, never one a visitor made up."""
        return f"{settings.BASE_URL.rstrip('/')}{reverse('single_sign_on_back')}"

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who came, from checked claims only; nothing of them is stored but issuer and subject."""
        given = kwargs["response"].get("id_token")
        if not isinstance(given, str):
            raise OAuth2Error("The issuer sent no identity token.")
        published = self.openid_config
        claims = checked_claims(given, keys=self._keys(), issuer=published["issuer"], audience=app.client_id)
        if "userinfo_endpoint" in published:
            claims = merged(claims, self._fetch_user_info(token.token))
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        login.account.provider = settings.OIDC_ISSUER[:200]
        login.account.extra_data = {}
        return login

    def _keys(self) -> Claims:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys: Claims = answer.json()
        return keys


class Company(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider that uses this connection."""

    oauth2_adapter_class = Connection


def company(request: HttpRequest) -> Company:
    """The configured issuer; there is none unless the environment names one."""
    if not settings.OIDC_ISSUER:
        raise SocialApp.DoesNotExist
    app = SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=COMPANY,
        name=settings.OIDC_NAME,
        client_id=settings.OIDC_CLIENT_ID,
        secret=settings.OIDC_CLIENT_SECRET,
        settings={"server_url": settings.OIDC_ISSUER, "oauth_pkce_enabled": True},
    )
    return Company(request, app=app)
