"""Addresses of providers; a tab's address comes last, because its key may be any word."""

from django.urls import path

from providers import views
from providers.views.people import asking, claims, rosters

app_name = "providers"
urlpatterns = [
    path("", views.show_directory, name="directory"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.show, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/archive/", views.archive, name="archive"),
    path("<int:pk>/restore/", views.restore, name="restore"),
    path("<int:pk>/contacts/new/", views.add_contact, name="add_contact"),
    path("<int:pk>/contacts/<int:contact_pk>/", views.edit_contact, name="edit_contact"),
    path("<int:pk>/contacts/<int:contact_pk>/remove/", views.remove_contact, name="remove_contact"),
    path("<int:pk>/contacts/<int:contact_pk>/restore/", views.restore_contact, name="restore_contact"),
    path("<int:pk>/sites/new/", views.add_site, name="add_site"),
    path("<int:pk>/sites/<int:site_pk>/", views.edit_site, name="edit_site"),
    path("<int:pk>/sites/<int:site_pk>/remove/", views.remove_site, name="remove_site"),
    path("<int:pk>/sites/<int:site_pk>/restore/", views.restore_site, name="restore_site"),
    path("<int:pk>/rosters/new/", rosters.upload, name="upload_roster"),
    path("<int:pk>/rosters/blank/", rosters.blank, name="blank_roster"),
    path("<int:pk>/rosters/<int:roster_pk>/", rosters.show, name="roster"),
    path("<int:pk>/rosters/<int:roster_pk>/read/", rosters.read, name="read_roster"),
    path("<int:pk>/rosters/<int:roster_pk>/faults/", rosters.faults, name="roster_faults"),
    path("<int:pk>/rosters/<int:roster_pk>/withdraw/", rosters.withdraw, name="withdraw_roster"),
    path("<int:pk>/rosters/ask/", asking.ask, name="ask_roster"),
    path("<int:pk>/rosters/requests/<int:request_pk>/", asking.show, name="roster_request"),
    path("<int:pk>/rosters/requests/<int:request_pk>/withdraw/", asking.withdraw, name="withdraw_request"),
    path("<int:pk>/rosters/requests/<int:request_pk>/stop/", asking.stop, name="stop_repeating"),
    path(
        "<int:pk>/rosters/requests/<int:request_pk>/people/<int:contact_pk>/let-in/",
        asking.let_in,
        name="let_in",
    ),
    path("<int:pk>/claims/new/", claims.record, name="record_claim"),
    path("<int:pk>/claims/<int:claim_pk>/withdraw/", claims.withdraw, name="withdraw_claim"),
    path("<int:pk>/<slug:tab>/", views.show, name="tab"),
]
