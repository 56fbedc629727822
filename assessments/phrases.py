"""How the trail and the page of owed work speak of assessments."""

from django.utils.translation import gettext_lazy as _

from outsourcing.audit.phrases import register_phrases
from outsourcing.jobs.names import register_work

PHRASES = {
    "checklist.added": _("added the checklist"),
    "checklist.changed": _("changed the facts of the checklist"),
    "draft.begun": _("began a draft of the checklist"),
    "draft.compared": _("compared by pairs in the draft"),
    "draft.discarded": _("discarded a draft of the checklist"),
    "draft.question_added": _("added a question to the draft"),
    "draft.question_changed": _("changed a question of the draft"),
    "draft.question_moved": _("moved a question of the draft"),
    "draft.question_removed": _("removed a question from the draft"),
    "draft.section_added": _("added a section to the draft"),
    "draft.section_changed": _("changed a section of the draft"),
    "draft.section_moved": _("moved a section of the draft"),
    "draft.section_removed": _("removed a section from the draft"),
    "draft.imported": _("imported a draft of the checklist"),
    "draft.part_restored": _("put back what was removed from the draft"),
    "draft.weights_changed": _("changed weights of the draft"),
    "version.retired": _("retired the checklist version"),
    "assessment.moved": _("moved to another version the assessment"),
    "version.published": _("published checklist version"),
    "subject.added": _("added the subject"),
    "assessment.opened": _("opened the assessment"),
    "assessment.cancelled": _("cancelled the assessment"),
    "assessment.scope_chosen": _("chose whose figures a roster measures for"),
    "assessment.granted": _("gave access to"),
    "assessment.revoked": _("took back access to"),
    "results.released": _("released to the provider the results of"),
    "results.taken_back": _("took back the released results of"),
    "results.commented": _("commented on the results of"),
    "response.added": _("added the response of"),
    "response.submitted": _("submitted the response of"),
    "response.reopened": _("reopened the response of"),
    "calendar.renewed": _("made an address for the calendar"),
    "calendar.revoked": _("revoked the address of the calendar"),
    "assessment.names_hidden": _("hid from its evaluators whom it is about:"),
    "assessment.names_opened": _("opened to its evaluators whom it is about:"),
    "panel.asked": _("asked evaluators to rate"),
    "panel.reminded": _("reminded the evaluators of"),
    "panel.set_aside": _("set a rating aside of"),
    "interest.declared": _("declared their interest in"),
    "conflict.decided": _("decided on a declared conflict of"),
    "consensus.opened": _("opened the consensus of"),
    "series.made": _("made the review series"),
    "series.changed": _("changed the review series"),
    "series.paused": _("paused the review series"),
    "series.resumed": _("resumed the review series"),
    "series.ended": _("ended the review series"),
    "series.cycle_opened": _("opened a cycle of the review series"),
    "comment.added": _("commented on an answer:"),
    "thread.resolved": _("resolved the comments on an answer:"),
    "thread.reopened": _("took up the comments on an answer again:"),
    "clarification.asked": _("asked to clarify an answer:"),
    "clarification.settled": _("settled the question about an answer:"),
    "review.asked": _("asked for a review of"),
    "assessment.accepted": _("accepted the assessment"),
    "assessment.returned": _("returned the assessment"),
    "answer.saved": _("saved the answer"),
    "proof.added": _("attached the proof"),
    "proof.graded": _("graded the proof"),
    "proof.withdrawn": _("withdrew the proof"),
    "proof.confidence_set": _("set how far grades of proof are trusted:"),
    "preparations.opened": _("held the gaps against the table of preparations of"),
    "preparations.shared": _("shared with the provider the preparations of"),
    "preparations.unshared": _("showed no longer to the provider the preparations of"),
    "preparation.assigned": _("said who prepares until when:"),
    "preparation.done": _("prepared:"),
    "preparation.not_needed": _("said that this need not be prepared:"),
    "preparation.reopened": _("reopened to be prepared:"),
    "table.line_added": _("added to a table of preparations:"),
    "table.line_changed": _("changed in a table of preparations:"),
    "table.line_moved": _("moved in a table of preparations:"),
    "table.line_removed": _("removed from a table of preparations:"),
    "table.line_restored": _("put back into a table of preparations:"),
    "table.loaded": _("loaded the table of preparations of the checklist"),
    "report.asked": _("asked for the PDF"),
    "report.made": _("made the PDF"),
    "assessment.exported": _("took out as a workbook the assessment"),
    "scorecard.kept": _("kept the scorecard"),
}


def register() -> None:
    """Give each action and each kind of owed work its words."""
    register_work("assessments.score", _("Score of an assessment"))
    register_work("assessments.prepare", _("What the gaps of an assessment ask to be prepared"))
    register_work("assessments.measure", _("Figures of a roster for assessments of a provider"))
    register_work("assessments.report", _("PDF of an assessment"))
    register_work("assessments.tell", _("Mail about a comment, a question or a review"))
    register_work("assessments.letter", _("Letter of reminders"))
    register_phrases(PHRASES)
