"""Addresses of the app."""

from django.urls import path

from outsourcing.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="list"),
]
