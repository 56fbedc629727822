"""Addresses of projects and their decision boards."""

from django.urls import path

from selection import views
from selection.views import plan_form, plans

app_name = "selection"
urlpatterns = [
    path("projects/", views.show_list, name="list"),
    path("projects/new/", views.create, name="create"),
    path("projects/<int:pk>/", views.show_project, name="project"),
    path("projects/<int:pk>/edit/", views.edit, name="edit"),
    path("projects/<int:pk>/close/", views.close, name="close"),
    path("projects/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("projects/<int:pk>/weights/", views.weigh, name="weights"),
    path("projects/<int:pk>/weights/lock/", views.lock, name="lock_weights"),
    path("projects/<int:pk>/knock-outs/", views.switch, name="switch"),
    path("projects/<int:pk>/readiness/", views.open_readiness, name="open_readiness"),
    path("projects/<int:pk>/members/", views.add_member, name="add_member"),
    path("projects/<int:pk>/members/<int:member_pk>/remove/", views.remove_member, name="remove_member"),
    path("projects/<int:pk>/candidates/new/", views.add_candidate, name="add_candidate"),
    path("projects/<int:pk>/candidates/<int:candidacy_pk>/", views.serve, name="serve"),
    path("projects/<int:pk>/candidates/<int:candidacy_pk>/withdraw/", views.withdraw, name="withdraw"),
    path("projects/<int:pk>/candidates/<int:candidacy_pk>/restore/", views.restore, name="restore"),
    path("projects/<int:pk>/board/", views.show_board, name="board"),
    path("projects/<int:pk>/board/<int:candidacy_pk>/", views.show_why, name="why"),
    path("projects/<int:pk>/candidates/<int:candidacy_pk>/plan/", plan_form.create, name="create_plan"),
    path("projects/<int:pk>/plans/<int:plan_pk>/", plans.show, name="plan"),
    path("projects/<int:pk>/plans/<int:plan_pk>/edit/", plan_form.edit, name="edit_plan"),
    path("projects/<int:pk>/plans/<int:plan_pk>/renew/", plans.renew, name="renew_plan"),
    path("projects/<int:pk>/plans/<int:plan_pk>/remove/", plans.remove, name="remove_plan"),
    path("boards/", views.show_boards, name="boards"),
]
