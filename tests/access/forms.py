"""What each form of the product sends when it is filled honestly, and what must have happened before."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.domain.fingerprint import questionnaire_digest
from assessments.forms.offline import KEPT_SALT
from assessments.models import TemplateVersion
from assessments.queries import build_questionnaire
from assessments.queries.drafts import section_content_of
from outsourcing.accounts.models import Role
from tests.access.planning import PLAN
from tests.access.world import Cast
from tests.assessments.editor.sending import sent
from tests.assessments.factories import checklist
from tests.files.samples import pdf
from tests.people import PASSWORD
from tests.providers.rosters.factories import roster_upload
from tests.selection.factories import NEED, template

Data = Mapping[str, object]


@dataclass(frozen=True)
class Sent:
    """The fields, a query in the address, and the address that has to be posted to first."""

    fields: Callable[[Cast], Data] = lambda _people: {}
    query: Callable[[Cast], Data] = lambda _people: {}
    after: str = ""


PROVIDER = {
    "name": "Kaveri Research",
    "legal_name": "Kaveri Research Ltd",
    "website": "https://kaveri.example",
    "summary": "Data management.",
    "founded": "2009",
    "employees": "120",
    "services": "statistics",
    "row_version": "1",
}
CONTACT = {
    "name": "Asha Rao",
    "position": "Delivery",
    "email": "asha@kaveri.example",
    "phone": "+91 80",
    "is_main": "on",
    "row_version": "1",
}
ROSTER_LAYOUT = {
    "employee_id": "employee_id",
    "start_date": "start_date",
    "end_date": "",
    "function": "function",
    "site": "",
    "employment_type": "",
    "leaving_type": "",
    "date_format": "ISO",
    "as_of": "2026-01-31",
    "header_line": "1",
    "encoding": "utf-8",
    "separator": ",",
}


def _wish(people: Cast) -> Data:
    return {
        "as_of": timezone.localdate() - timedelta(days=20),
        "due_on": timezone.localdate() + timedelta(days=20),
        "contacts": people.own.contact,
        "note": "Everybody of the last three years.",
        "every_quarter": "on",
    }


CLAIM = {
    "percent": "9",
    "after": "2025-01-01",
    "until": "2025-12-31",
    "source": "Bid, page 12",
    "voluntary_only": "",
    "numerator": "",
    "denominator": "",
    "scope": "",
    "exclusions": "",
    "headcount_before": "",
    "headcount_after": "",
}
SITE = {
    "name": "Campus",
    "city": "Pune",
    "country": "IN",
    "headcount": "90",
    "work": "Data entry",
    "row_version": "1",
}
PROJECT = {
    "name": "Renamed",
    "need": NEED,
    "decision_on": "2027-03-01",
    "agreed_fit": "60",
    "agreed_readiness": "50",
}
CHECKLIST = {
    "name": "Exit plan",
    "purpose": "relationship",
    "default_weight": "5",
    "who": "Evaluators",
    "recurrence": "yearly",
    "introduction": "What happens at the end.",
    "opening_sides": "evaluator",
    "needs_review": "on",
}
TABLE_LINE = {
    "question": "words",
    "occasion": "minor",
    "title": "Meet once",
    "side": "both",
    "audience": "Everybody",
    "before": "visit",
    "within_days": "10",
    "proof": "Minutes",
}
REASON = {"reason": "A better reason is needed."}


def _role(key: str) -> int:
    return Role.objects.get(key=key).pk


def _other(people: Cast) -> int:
    return people.foreign.world.lead.pk


def _invitation(_people: Cast) -> Data:
    return {"name": "Nina", "email": "nina@example.test", "roles": _role("evaluator")}


def _opening(people: Cast) -> Data:
    version = TemplateVersion.objects.get(template__key="culture", number=1)
    return {
        "version": version.pk,
        "subject": people.own.candidacy.provider_id,
        "title": "Once more",
        "due_on": "2099-01-01",
    }


def _draft_question(people: Cast) -> Data:
    question = people.own.draft.questions.get(key="news")
    words = {"text": "Asked otherwise", "guidance": "Look closely.", "proof": "A report"}
    return sent(people.own.draft, question.key, **words, not_applicable_allowed="on", proof_required="on")


def _draft_section(people: Cast) -> Data:
    stands = section_content_of(people.own.draft.sections.get())
    typed = {"title": "Otherwise", "weight": "3", "envelope": "open", "minimum": ""}
    return {**typed, "base": json.dumps(stands)}


def _publishing(people: Cast) -> Data:
    return {"seen": questionnaire_digest(build_questionnaire(people.own.draft.pk)), "warnings_read": "on"}


def _new_proof(_people: Cast) -> Data:
    return {
        "file": SimpleUploadedFile("report.pdf", pdf("another")),
        "document": "",
        "source": "document",
        "grade": "shown",
        "valid_until": "2099-01-01",
        "note": "Page 3",
    }


def _checklist_file(_people: Cast) -> Data:
    content = json.dumps(checklist(key="imported")).encode()
    return {"file": SimpleUploadedFile("imported.json", content)}


def _offline(people: Cast) -> Data:
    written = {"raw_value": 2, "not_applicable": False, "reason": "", "note": "Seen.", "expected": 1}
    kept = {"response": people.own.response.pk, "answers": [{"key": "news", "clash": False, **written}]}
    return {"kept": signing.dumps(kept, salt=KEPT_SALT, compress=True)}


def _plan(people: Cast) -> dict[str, object]:
    lead = people.own.world.lead.pk
    return {"every_months": "4", "next_due": "2030-05-31", "lead_days": "10", "owner": lead}


def _new_series(people: Cast) -> Data:
    about = {"template": template("people").pk, "subject": people.own.candidacy.provider_id}
    return {**about, **_plan(people)}


def _weights(_people: Cast) -> Data:
    return {f"weight_{template(key).pk}": 50 for key in ("culture", "people")}


def _candidate(_people: Cast) -> Data:
    return {f"template_{template(key).pk}": "new" for key in ("culture", "people")} | {"due_on": "2099-01-01"}


FORMS: Mapping[str, Sent] = {
    "accounts:invite": Sent(_invitation),
    "accounts:person": Sent(lambda _: {"name": "Renamed", "roles": _role("evaluator")}),
    "accounts:deactivate": Sent(),
    "accounts:reactivate": Sent(after="accounts:deactivate"),
    "accounts:link": Sent(),
    "accounts:change_rule": Sent(lambda _: {"required": "yes"}),
    "accounts:profile": Sent(lambda _: {"name": "Renamed"}),
    "jobs:retry": Sent(),
    "providers:create": Sent(lambda _: PROVIDER),
    "providers:edit": Sent(lambda _: PROVIDER),
    "providers:archive": Sent(),
    "providers:restore": Sent(after="providers:archive"),
    "providers:add_contact": Sent(lambda _: CONTACT),
    "providers:edit_contact": Sent(lambda _: CONTACT),
    "providers:remove_contact": Sent(),
    "providers:restore_contact": Sent(after="providers:remove_contact"),
    "selection:create_plan": Sent(lambda _: PLAN),
    "selection:renew_plan": Sent(lambda _: {"row_version": "1"}),
    "selection:edit_plan": Sent(lambda _: PLAN),
    "selection:remove_plan": Sent(),
    "providers:upload_roster": Sent(lambda _: {"as_of": "2026-01-31", "file": roster_upload()}),
    "providers:read_roster": Sent(lambda _: ROSTER_LAYOUT),
    "providers:withdraw_roster": Sent(),
    "providers:ask_roster": Sent(_wish),
    "providers:withdraw_request": Sent(lambda _: {"reason": "Not needed any more"}),
    "providers:stop_repeating": Sent(),
    "providers:let_in": Sent(),
    "providers:record_claim": Sent(lambda _: CLAIM),
    "providers:withdraw_claim": Sent(lambda _: {"reason": "Said by mistake"}),
    "providers:add_site": Sent(lambda _: SITE),
    "providers:edit_site": Sent(lambda _: SITE),
    "providers:remove_site": Sent(),
    "providers:restore_site": Sent(after="providers:remove_site"),
    "assessments:open": Sent(_opening),
    "assessments:scope": Sent(lambda _: {"functions": [], "sites": []}),
    "assessments:hand-over": Sent(lambda people: {"person": _other(people), "capability": "read"}),
    "assessments:add-rater": Sent(lambda people: {"person": _other(people), "side": "evaluator"}),
    "assessments:panel-ask": Sent(lambda people: {"person": _other(people)}),
    "assessments:panel-remind": Sent(after="assessments:panel-ask"),
    "assessments:panel-names": Sent(lambda _: {"names": "open"}),
    "assessments:panel-aside": Sent(lambda _: REASON),
    "assessments:panel-decide": Sent(lambda _: {**REASON, "decision": "confirm"}),
    "assessments:declare": Sent(lambda _: {"interest": "conflict", "conflict": "I worked there."}),
    "assessments:consensus-begin": Sent(lambda _: REASON),
    "assessments:consensus-settle": Sent(lambda _: {**REASON, "value": "3", "row_version": "1"}),
    "assessments:consensus-finish": Sent(),
    "assessments:consensus-hand": Sent(lambda people: {"person": _other(people)}),
    "assessments:cancel": Sent(lambda _: REASON),
    "assessments:proof-add": Sent(_new_proof),
    "assessments:proof-grade": Sent(lambda _: {"grade": "verified", "note": "Seen."}),
    "assessments:proof-withdraw": Sent(lambda _: REASON),
    "assessments:proof-confidence": Sent(
        lambda _: {"told": "30", "document": "60", "shown": "80", "verified": "100"}
    ),
    "assessments:submit": Sent(),
    "assessments:offline": Sent(_offline),
    "assessments:export": Sent(),
    "assessments:report-ask": Sent(),
    "assessments:reopen": Sent(lambda _: REASON, after="assessments:submit"),
    "assessments:answer": Sent(lambda _: {"value": "2", "note": "Seen.", "reason": "", "row_version": "1"}),
    "assessments:provider-people": Sent(
        lambda _: {"contact": "", "name": "Nina", "email": "nina@kaveri.example", "days": "7", "note": ""}
    ),
    "assessments:asking-send-again": Sent(lambda _: {"days": "7"}),
    "assessments:asking-extend": Sent(lambda _: {"days": "7"}),
    "assessments:asking-revoke": Sent(),
    "assessments:release": Sent(lambda _: {"message": "Thank you.", "with_answers": "on"}),
    "assessments:release-take-back": Sent(),
    "assessments:move": Sent(lambda _: {"to": "2"}, after="assessments:template-draft-publish"),
    "assessments:series-new": Sent(_new_series),
    "assessments:series-edit": Sent(lambda people: _plan(people) | {"row_version": "1"}),
    "assessments:series-pause": Sent(lambda _: REASON | {"row_version": "1"}),
    "assessments:series-resume": Sent(lambda _: {"row_version": "2"}, after="assessments:series-pause"),
    "assessments:series-end": Sent(lambda _: REASON | {"row_version": "1"}),
    "assessments:take-over": Sent(lambda _: {"row_version": "1"}),
    "assessments:calendar-renew": Sent(),
    "assessments:calendar-revoke": Sent(after="assessments:calendar-renew"),
    "assessments:comments": Sent(lambda _: {"text": "How do we know?"}),
    "assessments:comment-reply": Sent(lambda _: {"text": "From the visit."}),
    "assessments:comment-resolve": Sent(),
    "assessments:comment-reopen": Sent(after="assessments:comment-resolve"),
    "assessments:clarify-ask": Sent(
        lambda _: {"asked": "Does it hold?"}, after="assessments:clarify-withdraw"
    ),
    "assessments:clarify-answer": Sent(lambda _: {"confirm": "1", "words": "It does."}),
    "assessments:clarify-withdraw": Sent(after="assessments:submit"),
    "assessments:review-choose": Sent(lambda people: {"person": _other(people)}),
    "assessments:review-return": Sent(lambda _: {"whole": "Too thin."}, after="assessments:submit"),
    "assessments:preparations-share": Sent(after="assessments:preparations-unshare"),
    "assessments:preparations-unshare": Sent(),
    "assessments:preparation-done": Sent(lambda _: {"note": "Agreed.", "link": "", "file": ""}),
    "assessments:preparation-not-needed": Sent(lambda _: REASON),
    "assessments:preparation-reopen": Sent(after="assessments:preparation-done"),
    "assessments:preparation-owner": Sent(
        lambda people: {"owner": f"user:{_other(people)}", "due_on": timezone.localdate()}
    ),
    "assessments:template-preparation-add": Sent(lambda _: TABLE_LINE),
    "assessments:template-preparation": Sent(lambda _: TABLE_LINE),
    "assessments:template-preparation-remove": Sent(),
    "assessments:template-preparation-restore": Sent(after="assessments:template-preparation-remove"),
    "assessments:template-preparation-move": Sent(lambda _: {"places": "-1"}),
    "assessments:template-new": Sent(lambda _: CHECKLIST),
    "assessments:template-import": Sent(_checklist_file),
    "assessments:template-copy": Sent(lambda _: CHECKLIST),
    "assessments:template-about": Sent(lambda _: CHECKLIST),
    "assessments:template-retire": Sent(),
    "assessments:template-draft-begin": Sent(after="assessments:template-draft-discard"),
    "assessments:template-draft-discard": Sent(),
    "assessments:template-restore": Sent(),
    "assessments:template-draft-weights": Sent(lambda _: {"question-news": "7", "was-question-news": "1"}),
    "assessments:template-draft-move": Sent(
        lambda _: {"to": "question/news/all/2", "section": "all"},
        after="assessments:template-draft-question-duplicate",
    ),
    "assessments:template-draft-compare": Sent(
        lambda _: {"pair.all.leaders": "5"}, after="assessments:template-draft-section-add"
    ),
    "assessments:template-draft-compare-apply": Sent(
        lambda _: {"all": "1", "leaders": "1"}, after="assessments:template-draft-compare"
    ),
    "assessments:template-draft-section-compare": Sent(
        lambda _: {"pair.news.news-2": "5"}, after="assessments:template-draft-question-duplicate"
    ),
    "assessments:template-draft-section-compare-apply": Sent(
        lambda _: {"news": "1", "news-2": "1"}, after="assessments:template-draft-section-compare"
    ),
    "assessments:template-draft-publish": Sent(_publishing),
    "assessments:template-draft-section-add": Sent(lambda _: {"title": "Leaders"}),
    "assessments:template-draft-section": Sent(_draft_section),
    "assessments:template-draft-section-remove": Sent(),
    "assessments:template-draft-question-add": Sent(),
    "assessments:template-draft-question": Sent(_draft_question),
    "assessments:template-draft-question-duplicate": Sent(),
    "assessments:template-draft-question-remove": Sent(),
    "selection:create": Sent(lambda _: PROJECT),
    "selection:edit": Sent(lambda _: PROJECT),
    "selection:close": Sent(),
    "selection:reopen": Sent(after="selection:close"),
    "selection:weights": Sent(_weights),
    "selection:lock_weights": Sent(),
    "selection:switch": Sent(lambda _: {"template": template("people").pk, "question": "bench", "on": "1"}),
    "selection:open_readiness": Sent(),
    "selection:add_member": Sent(lambda people: {"user": _other(people), "role": "evaluator"}),
    "selection:remove_member": Sent(),
    "selection:add_candidate": Sent(
        _candidate, query=lambda people: {"provider": people.foreign.candidacy.provider_id}
    ),
    "selection:serve": Sent(lambda _: {"due_on": "2099-01-01"}),
    "selection:withdraw": Sent(),
    "selection:restore": Sent(after="selection:withdraw"),
}
# Served by allauth's own views, or about one's own sign-in: tried in test_forms_of_accounts.py.
SIGNING_IN = ("account_", "mfa_", "single_sign_on", "prove_elsewhere")
# Pages of the portal are tried in its own tests, by contacts.
PORTAL = ("portal:", "assessments:portal-")
ELSEWHERE = {
    # Who answers does not approve, and the one who fills these forms answered.
    "assessments:review-accept",
    "accounts:welcome",
    "accounts:reset_factor",
    "accounts:end_session",
    "accounts:end_other_sessions",
    "assessments:asking-link",
}
SIGN_IN = {"login": "somebody@example.test", "password": PASSWORD}


def is_tried_here(name: str) -> bool:
    """Whether the form behind this address is one of those above."""
    return not name.startswith((*SIGNING_IN, *PORTAL)) and name not in ELSEWHERE
