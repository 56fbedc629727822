"""Addresses of signing in: those of allauth's that this house uses, and no others."""

from allauth.account import views as allauth
from allauth.mfa.base import views as codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from outsourcing.accounts import views
from outsourcing.accounts.views import second_factor as factor
from outsourcing.guards import ObjectRule, guarded, public, public_of

# Django's form views answer PUT as POST; nobody here asks with it.
_form = require_http_methods(["GET", "HEAD", "POST"])
_link = ObjectRule("link for a password", "the person it was sent to, once, until it expires")

sign_in = [
    path("login/", views.sign_in, name="account_login"),
    path("login/code/", public(_form(codes.authenticate)), name="mfa_authenticate"),
    path("login/passkey/", public(_form(passkeys.login_webauthn)), name="mfa_login_webauthn"),
    path("single-sign-on/", views.single_sign_on, name="single_sign_on"),
    path("single-sign-on/back/", views.single_sign_on_back, name="single_sign_on_back"),
    path("logout/", public(_form(allauth.logout)), name="account_logout"),
    path("inactive/", public(require_safe(allauth.account_inactive)), name="account_inactive"),
]

password = [
    path("password/change/", views.change_password, name="account_change_password"),
    path("password/reset/", public(_form(allauth.password_reset)), name="account_reset_password"),
    path(
        "password/reset/sent/",
        public(require_safe(allauth.password_reset_done)),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public_of(_link)(_form(allauth.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        public(require_safe(allauth.password_reset_from_key_done)),
        name="account_reset_password_from_key_done",
    ),
]

proof = [
    path("proof/", guarded()(_form(allauth.reauthenticate)), name="account_reauthenticate"),
    path("proof/code/", guarded()(_form(codes.reauthenticate)), name="mfa_reauthenticate"),
    path(
        "proof/passkey/", guarded()(_form(views.PasskeyProof.as_view())), name="mfa_reauthenticate_webauthn"
    ),
    path("proof/elsewhere/", views.prove_elsewhere, name="prove_elsewhere"),
]

second_factor = [
    path("second-factor/", factor.second_factor, name="mfa_index"),
    path("second-factor/app/", factor.set_up_app, name="mfa_activate_totp"),
    path("second-factor/app/remove/", factor.remove_app, name="mfa_deactivate_totp"),
    path("second-factor/codes/", factor.show_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", factor.renew_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", factor.download_codes, name="mfa_download_recovery_codes"),
    path("second-factor/passkey/", factor.add_passkey, name="mfa_add_webauthn"),
    path("second-factor/passkey/<int:pk>/name/", factor.rename_passkey, name="mfa_edit_webauthn"),
    path("second-factor/passkey/<int:pk>/remove/", factor.remove_passkey, name="mfa_remove_webauthn"),
]

urlpatterns = [*sign_in, *password, *proof, *second_factor]
