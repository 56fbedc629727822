"""Addresses of the shell's own pages."""

from django.urls import path

from outsourcing.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("style-guide/", views.style_guide, name="style_guide"),
]
