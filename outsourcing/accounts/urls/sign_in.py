"""Addresses of signing in: those of allauth's that this house uses, and no others."""

from allauth.account import views as allauth
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from outsourcing.accounts import views
from outsourcing.guards import ObjectRule, public, public_of

# Django's form views answer PUT as POST; nobody here asks with it.
_form = require_http_methods(["GET", "HEAD", "POST"])
_link = ObjectRule("link for a password", "the person it was sent to, once, until it expires")

urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("logout/", public(_form(allauth.logout)), name="account_logout"),
    path("inactive/", public(require_safe(allauth.account_inactive)), name="account_inactive"),
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
