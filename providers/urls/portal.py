"""Addresses of the portal that belong to no task: its door, its home and its help."""

from django.urls import path

from providers.views.portal import door, home, links, rosters

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("help/", home.help_page, name="help"),
    path("leave/", home.leave, name="leave"),
    path("rosters/", rosters.overview, name="rosters"),
    path("rosters/new/", rosters.upload, name="upload_roster"),
    path("rosters/blank/", rosters.blank, name="blank_roster"),
    path("rosters/<int:roster_pk>/", rosters.show, name="roster"),
    path("rosters/<int:roster_pk>/read/", rosters.read, name="read_roster"),
    path("rosters/<int:roster_pk>/faults/", rosters.faults, name="roster_faults"),
    path("rosters/<int:roster_pk>/withdraw/", rosters.withdraw, name="withdraw_roster"),
    path("rosters/asked/<int:request_pk>/", rosters.asked, name="roster_request"),
    path("rosters/asked/<int:request_pk>/decline/", rosters.decline, name="decline_roster"),
    path("enter/", door.door, name="door"),
    path("enter/code/", door.code, name="code"),
    path("invitation/", links.invitation, name="invitation"),
    path("invitation/<str:token>/", links.link, name="link"),
]
