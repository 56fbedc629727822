"""Addresses of the app."""

from django.urls import path

from assessments.views import filling, library, listing, managing, opening, overview, reading, submitting

app_name = "assessments"
_answering = "assessments/<int:pk>/answer/<int:response_pk>/"
urlpatterns = [
    path("assessments/", listing.show_list, name="list"),
    path("assessments/new/", opening.open_new, name="open"),
    path("assessments/<int:pk>/", overview.overview, name="overview"),
    path("assessments/<int:pk>/hand-over/", managing.hand_over, name="hand-over"),
    path("assessments/<int:pk>/raters/", managing.add_rater, name="add-rater"),
    path("assessments/<int:pk>/cancel/", managing.cancel, name="cancel"),
    path(_answering, filling.fill, name="fill"),
    path(f"{_answering}read/", reading.answers, name="answers"),
    path(f"{_answering}submit/", submitting.submit, name="submit"),
    path(f"{_answering}receipt/", submitting.receipt, name="receipt"),
    path(f"{_answering}reopen/", managing.reopen, name="reopen"),
    path(f"{_answering}questions/<slug:key>/", filling.answer, name="answer"),
    path(f"{_answering}questions/<slug:key>/history/", reading.history, name="history"),
    path("templates/", library.library, name="templates"),
    path("templates/<slug:key>/v<int:number>/", library.template_version, name="template"),
]
