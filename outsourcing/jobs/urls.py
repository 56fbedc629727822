"""Addresses of the app."""

from django.urls import path

from outsourcing.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.work_list, name="list"),
    path("<int:pk>/retry/", views.retry_work, name="retry"),
]
