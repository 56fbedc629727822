"""Addresses of the app."""

from django.urls import path

from assessments.views import filling, library, listing, managing, opening, overview, reading, submitting
from assessments.views.editor import arranging, checklists, page, publishing, questions

app_name = "assessments"
_draft = "templates/<slug:key>/edit/"
_section = f"{_draft}sections/<slug:section_key>/"
_question = f"{_draft}questions/<slug:question_key>/"
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
    path("templates/new/", checklists.new, name="checklist-new"),
    path("templates/<slug:key>/copy/", checklists.copy, name="checklist-copy"),
    path("templates/<slug:key>/about/", checklists.about, name="checklist-about"),
    path("templates/<slug:key>/retire/", checklists.retire, name="checklist-retire"),
    path("templates/<slug:key>/draft/", checklists.begin, name="draft-begin"),
    path("templates/<slug:key>/removed/<int:removal_pk>/", checklists.restore, name="removal-restore"),
    path(_draft, page.edit, name="draft-edit"),
    path(f"{_draft}discard/", checklists.discard, name="draft-discard"),
    path(f"{_draft}weights/", arranging.weights, name="draft-weights"),
    path(f"{_draft}move/", arranging.move, name="draft-move"),
    path(f"{_draft}preview/", publishing.preview, name="draft-preview"),
    path(f"{_draft}publish/", publishing.publish, name="draft-publish"),
    path(f"{_draft}sections/", arranging.add_section, name="draft-section-add"),
    path(_section, arranging.section, name="draft-section"),
    path(f"{_section}remove/", arranging.remove_section, name="draft-section-remove"),
    path(f"{_section}questions/", questions.add, name="draft-question-add"),
    path(_question, questions.question, name="draft-question"),
    path(f"{_question}duplicate/", questions.duplicate, name="draft-question-duplicate"),
    path(f"{_question}remove/", questions.remove, name="draft-question-remove"),
]
