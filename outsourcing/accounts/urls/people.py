"""Addresses of people, of one's own profile, and of the first visit."""

from django.urls import path

from outsourcing.accounts import views

app_name = "accounts"
urlpatterns = [
    path("people/", views.user_list, name="users"),
    path("people/invite/", views.invite_user, name="invite"),
    path("people/<int:pk>/", views.person_page, name="person"),
    path("people/<int:pk>/deactivate/", views.deactivate_user, name="deactivate"),
    path("people/<int:pk>/reactivate/", views.reactivate_user, name="reactivate"),
    path("people/<int:pk>/link/", views.send_link, name="link"),
    path("profile/", views.profile, name="profile"),
    path("welcome/", views.welcome, name="welcome"),
]
