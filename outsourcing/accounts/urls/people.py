"""Addresses of people, of one's own profile, and of the first visit."""

from django.urls import path

from outsourcing.accounts import views

app_name = "accounts"
urlpatterns = [
    path("people/", views.user_list, name="users"),
    path("people/invite/", views.invite_user, name="invite"),
    path("people/rules/", views.rules, name="rules"),
    path("people/rules/<int:pk>/", views.change_rule, name="change_rule"),
    path("people/<int:pk>/", views.person_page, name="person"),
    path("people/<int:pk>/deactivate/", views.deactivate_user, name="deactivate"),
    path("people/<int:pk>/reactivate/", views.reactivate_user, name="reactivate"),
    path("people/<int:pk>/link/", views.send_link, name="link"),
    path("people/<int:pk>/second-factor/", views.reset_factor, name="reset_factor"),
    path("profile/", views.profile, name="profile"),
    path("profile/sessions/end/", views.end_other_sessions, name="end_other_sessions"),
    path("profile/sessions/<int:pk>/end/", views.end_session, name="end_session"),
    path("welcome/", views.welcome, name="welcome"),
]
