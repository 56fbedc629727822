"""Addresses of the shell's own pages."""

from django.urls import path

from outsourcing.ui import views

app_name = "ui"
urlpatterns = [path("", views.home, name="home")]
