"""Addresses of sign-in and user administration."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
]
