"""Addresses of the app."""

from django.urls import path

from assessments.views import (
    confidence,
    exporting,
    filling,
    library,
    listing,
    managing,
    moving,
    offline,
    opening,
    overview,
    proof,
    provider_people,
    reading,
    releasing,
    scope,
    submitting,
)
from assessments.views.culture import page as culture_page
from assessments.views.editor import arranging, checklists, comparing, files, page, publishing, questions
from assessments.views.editor import preparations as table
from assessments.views.panels import declaring, people, settling
from assessments.views.portal import colleagues as portal_colleagues
from assessments.views.portal import filling as portal_filling
from assessments.views.portal import offline as portal_offline
from assessments.views.portal import preparing as portal_preparing
from assessments.views.portal import proof as portal_proof
from assessments.views.portal import results as portal_results
from assessments.views.portal import submitting as portal_submitting
from assessments.views.portal import talk as portal_talk
from assessments.views.preparing import listing as preparing
from assessments.views.preparing import one as preparation
from assessments.views.reviews import calendars, last_time, series
from assessments.views.reviews import listing as reviews
from assessments.views.reviews import subject as reviewed
from assessments.views.talk import clarifying, comments, history, reviewing

app_name = "assessments"
_draft = "templates/<slug:key>/edit/"
_table = "templates/<slug:key>/preparations/"
_rule = f"{_table}<int:rule_pk>/"
_section = f"{_draft}sections/<slug:section_key>/"
_question = f"{_draft}questions/<slug:question_key>/"
_answering = "assessments/<int:pk>/answer/<int:response_pk>/"
_comments = f"{_answering}questions/<slug:key>/comments/"
_clarify = f"{_answering}questions/<slug:key>/clarify/"
_portal = "portal/assessments/<int:pk>/<int:response_pk>/"
_portal_question = f"{_portal}questions/<slug:key>/"
_asking = "assessments/<int:pk>/provider-people/<int:asking_pk>/"
_series = "reviews/<int:pk>/"
_preparing = "assessments/<int:pk>/preparations/"
_preparation = f"{_preparing}<int:preparation_pk>/"
urlpatterns = [
    path("reviews/", reviews.show_list, name="series-list"),
    path("reviews/new/", series.make, name="series-new"),
    path("reviews/ourselves/", reviewed.ourselves, name="series-ourselves"),
    path("reviews/subjects/<int:pk>/", reviewed.show, name="series-subject"),
    path(_series, series.show, name="series"),
    path(f"{_series}edit/", series.edit, name="series-edit"),
    path(f"{_series}pause/", series.pause, name="series-pause"),
    path(f"{_series}resume/", series.resume, name="series-resume"),
    path(f"{_series}end/", series.end, name="series-end"),
    path("calendar/renew/", calendars.renew, name="calendar-renew"),
    path("calendar/revoke/", calendars.revoke, name="calendar-revoke"),
    path("calendar/<str:token>.ics", calendars.feed, name="calendar"),
    path(f"{_answering}questions/<slug:key>/last-time/", last_time.last_time, name="last-time"),
    path(f"{_answering}questions/<slug:key>/take-over/", last_time.take_over, name="take-over"),
    path("assessments/", listing.show_list, name="list"),
    path("assessments/new/", opening.open_new, name="open"),
    path("assessments/<int:pk>/", overview.overview, name="overview"),
    path("assessments/<int:pk>/culture/", culture_page.culture, name="culture"),
    path(_preparing, preparing.show, name="preparations"),
    path(f"{_preparing}share/", preparing.share, name="preparations-share"),
    path(f"{_preparing}unshare/", preparing.unshare, name="preparations-unshare"),
    path(_preparation, preparation.show, name="preparation"),
    path(f"{_preparation}done/", preparation.done, name="preparation-done"),
    path(f"{_preparation}not-needed/", preparation.not_needed, name="preparation-not-needed"),
    path(f"{_preparation}reopen/", preparation.reopen, name="preparation-reopen"),
    path(f"{_preparation}owner/", preparation.hand_on, name="preparation-owner"),
    path(f"{_preparation}file/", preparation.file, name="preparation-file"),
    path(f"portal/{_preparing}", portal_preparing.show, name="portal-preparations"),
    path(f"portal/{_preparation}", portal_preparing.show_one, name="portal-preparation"),
    path(f"portal/{_preparation}done/", portal_preparing.done, name="portal-preparation-done"),
    path(f"portal/{_preparation}reopen/", portal_preparing.reopen, name="portal-preparation-reopen"),
    path(f"portal/{_preparation}file/", portal_preparing.file, name="portal-preparation-file"),
    path("ways-of-working/", culture_page.primer, name="culture-primer"),
    path("portal/ways-of-working/", culture_page.portal_primer, name="portal-culture-primer"),
    path("assessments/<int:pk>/hand-over/", managing.hand_over, name="hand-over"),
    path("assessments/<int:pk>/raters/", managing.add_rater, name="add-rater"),
    path("assessments/<int:pk>/cancel/", managing.cancel, name="cancel"),
    path("assessments/<int:pk>/scope/", scope.choose, name="scope"),
    path("assessments/<int:pk>/move/", moving.move, name="move"),
    path("assessments/<int:pk>/workbook/", exporting.as_workbook, name="export"),
    path("assessments/<int:pk>/pdf/", exporting.ask, name="report-ask"),
    path("assessments/<int:pk>/pdf/<int:report_pk>/", exporting.report, name="report"),
    path("assessments/<int:pk>/pdf/<int:report_pk>/file/", exporting.report_file, name="report-file"),
    path("assessments/<int:pk>/set-aside/", moving.set_aside, name="set-aside"),
    path("assessments/<int:pk>/proof/", proof.show_list, name="proof"),
    path("assessments/<int:pk>/proof/<int:evidence_pk>/grade/", proof.grade, name="proof-grade"),
    path("assessments/<int:pk>/proof/<int:evidence_pk>/withdraw/", proof.withdraw, name="proof-withdraw"),
    path(f"{_answering}questions/<slug:key>/proof/", proof.panel, name="proof-panel"),
    path(f"{_answering}questions/<slug:key>/proof/add/", proof.add, name="proof-add"),
    path("documents/<int:pk>/", proof.document, name="document"),
    path("proof/confidence/", confidence.confidence, name="proof-confidence"),
    path(_answering, filling.fill, name="fill"),
    path(f"{_answering}read/", reading.answers, name="answers"),
    path(f"{_answering}offline/", offline.bring_back, name="offline"),
    path(f"{_answering}offline/workbook/", offline.take_out, name="offline-workbook"),
    path(f"{_answering}submit/", submitting.submit, name="submit"),
    path(f"{_answering}receipt/", submitting.receipt, name="receipt"),
    path(f"{_answering}reopen/", managing.reopen, name="reopen"),
    path(f"{_answering}questions/<slug:key>/", filling.answer, name="answer"),
    path(f"{_answering}questions/<slug:key>/history/", history.history, name="history"),
    path(_comments, comments.comments, name="comments"),
    path(f"{_comments}<int:thread_pk>/", comments.answer_thread, name="comment-reply"),
    path(f"{_comments}<int:thread_pk>/resolve/", comments.resolve, name="comment-resolve"),
    path(f"{_comments}<int:thread_pk>/reopen/", comments.take_up, name="comment-reopen"),
    path(_clarify, clarifying.clarify, name="clarify"),
    path(f"{_clarify}ask/", clarifying.ask, name="clarify-ask"),
    path(f"{_clarify}<int:clarification_pk>/answer/", clarifying.answer, name="clarify-answer"),
    path(f"{_clarify}<int:clarification_pk>/withdraw/", clarifying.withdraw, name="clarify-withdraw"),
    path("assessments/<int:pk>/review/", reviewing.review, name="review"),
    path("assessments/<int:pk>/review/accept/", reviewing.accept, name="review-accept"),
    path("assessments/<int:pk>/review/return/", reviewing.give_back, name="review-return"),
    path("assessments/<int:pk>/review/reviewers/", reviewing.choose, name="review-choose"),
    path("assessments/<int:pk>/provider-people/", provider_people.people, name="provider-people"),
    path("assessments/<int:pk>/provider-people/release/", releasing.release, name="release"),
    path("assessments/<int:pk>/provider-people/take-back/", releasing.take_back, name="release-take-back"),
    path(f"{_asking}send-again/", provider_people.send_again, name="asking-send-again"),
    path(f"{_asking}extend/", provider_people.extend, name="asking-extend"),
    path(f"{_asking}link/", provider_people.link, name="asking-link"),
    path(f"{_asking}revoke/", provider_people.revoke, name="asking-revoke"),
    path("assessments/<int:pk>/declaration/", declaring.declare, name="declare"),
    path("assessments/<int:pk>/panel/", people.people, name="panel"),
    path("assessments/<int:pk>/panel/ask/", people.ask, name="panel-ask"),
    path("assessments/<int:pk>/panel/remind/", people.remind, name="panel-remind"),
    path("assessments/<int:pk>/panel/names/", people.names, name="panel-names"),
    path("assessments/<int:pk>/panel/<int:response_pk>/take-out/", people.put_aside, name="panel-aside"),
    path(
        "assessments/<int:pk>/panel/declarations/<int:declaration_pk>/", declaring.decide, name="panel-decide"
    ),
    path("assessments/<int:pk>/consensus/", settling.consensus, name="consensus"),
    path("assessments/<int:pk>/consensus/begin/", settling.begin, name="consensus-begin"),
    path("assessments/<int:pk>/consensus/finish/", settling.finish, name="consensus-finish"),
    path("assessments/<int:pk>/consensus/hand/", settling.hand, name="consensus-hand"),
    path("assessments/<int:pk>/consensus/<slug:key>/settle/", settling.settle, name="consensus-settle"),
    path(_portal, portal_filling.fill, name="portal-fill"),
    path(f"{_portal}read/", portal_filling.answers, name="portal-answers"),
    path(f"{_portal}offline/", portal_offline.bring_back, name="portal-offline"),
    path(f"{_portal}offline/workbook/", portal_offline.take_out, name="portal-offline-workbook"),
    path(f"{_portal}hand-in/", portal_submitting.submit, name="portal-submit"),
    path(f"{_portal}receipt/", portal_submitting.receipt, name="portal-receipt"),
    path(f"{_portal}colleagues/", portal_colleagues.colleagues, name="portal-colleagues"),
    path(f"{_portal}questions/<slug:key>/", portal_filling.answer, name="portal-answer"),
    path(f"{_portal_question}comments/", portal_talk.comments, name="portal-comments"),
    path(f"{_portal_question}comments/<int:thread_pk>/", portal_talk.reply, name="portal-comment-reply"),
    path(f"{_portal_question}clarify/", portal_talk.clarify, name="portal-clarify"),
    path(
        f"{_portal_question}clarify/<int:clarification_pk>/answer/",
        portal_talk.answer_clarification,
        name="portal-clarify-answer",
    ),
    path(f"{_portal}questions/<slug:key>/proof/", portal_proof.panel, name="portal-proof-panel"),
    path(f"{_portal}questions/<slug:key>/proof/add/", portal_proof.add, name="portal-proof-add"),
    path(
        "portal/assessments/<int:pk>/proof/<int:evidence_pk>/withdraw/",
        portal_proof.withdraw,
        name="portal-proof-withdraw",
    ),
    path("portal/documents/<int:pk>/", portal_proof.document, name="portal-document"),
    path("portal/results/<int:pk>/", portal_results.results, name="portal-results"),
    path("templates/", library.library, name="templates"),
    path("templates/<slug:key>/v<int:number>/", library.template_version, name="template"),
    path("templates/<slug:key>/v<int:number>/workbook/", files.as_workbook, name="template-workbook"),
    path("templates/<slug:key>/v<int:number>/json/", files.as_json, name="template-json"),
    path("templates/new/", checklists.new, name="template-new"),
    path("templates/import/", files.take_in, name="template-import"),
    path("templates/<slug:key>/copy/", checklists.copy, name="template-copy"),
    path("templates/<slug:key>/about/", checklists.about, name="template-about"),
    path("templates/<slug:key>/retire/", checklists.retire, name="template-retire"),
    path("templates/<slug:key>/draft/", checklists.begin, name="template-draft-begin"),
    path("templates/<slug:key>/removed/<int:removal_pk>/", checklists.restore, name="template-restore"),
    path(_table, table.show, name="template-preparations"),
    path(f"{_table}add/", table.add, name="template-preparation-add"),
    path(_rule, table.change, name="template-preparation"),
    path(f"{_rule}remove/", table.remove, name="template-preparation-remove"),
    path(f"{_rule}restore/", table.restore, name="template-preparation-restore"),
    path(f"{_rule}move/", table.move, name="template-preparation-move"),
    path(_draft, page.edit, name="template-draft-edit"),
    path(f"{_draft}discard/", checklists.discard, name="template-draft-discard"),
    path(f"{_draft}weights/", arranging.weights, name="template-draft-weights"),
    path(f"{_draft}move/", arranging.move, name="template-draft-move"),
    path(f"{_draft}compare/", comparing.compare_sections, name="template-draft-compare"),
    path(f"{_draft}compare/apply/", comparing.apply_to_sections, name="template-draft-compare-apply"),
    path(f"{_draft}preview/", publishing.preview, name="template-draft-preview"),
    path(f"{_draft}publish/", publishing.publish, name="template-draft-publish"),
    path(f"{_draft}sections/", arranging.add_section, name="template-draft-section-add"),
    path(_section, arranging.section, name="template-draft-section"),
    path(f"{_section}remove/", arranging.remove_section, name="template-draft-section-remove"),
    path(f"{_section}compare/", comparing.compare_questions, name="template-draft-section-compare"),
    path(
        f"{_section}compare/apply/",
        comparing.apply_to_questions,
        name="template-draft-section-compare-apply",
    ),
    path(f"{_section}questions/", questions.add, name="template-draft-question-add"),
    path(_question, questions.question, name="template-draft-question"),
    path(f"{_question}duplicate/", questions.duplicate, name="template-draft-question-duplicate"),
    path(f"{_question}remove/", questions.remove, name="template-draft-question-remove"),
]
