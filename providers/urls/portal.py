"""Addresses of the portal that belong to no task: its door, its home and its help."""

from django.urls import path

from providers.views.portal import door, home, links

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("help/", home.help_page, name="help"),
    path("leave/", home.leave, name="leave"),
    path("enter/", door.door, name="door"),
    path("enter/code/", door.code, name="code"),
    path("invitation/", links.invitation, name="invitation"),
    path("invitation/<str:token>/", links.link, name="link"),
]
