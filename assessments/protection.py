"""What the database refuses of checklists, answers and scores, whoever asks it."""

from outsourcing.audit.triggers import Refusal, refuse

VERSION = "assessments_templateversion"
SECTION = "assessments_section"
QUESTION = "assessments_question"
SCORECARD = "assessments_scorecard"
EVIDENCE = "assessments_evidence"
THREAD = "assessments_thread"
CLARIFICATION = "assessments_clarification"
FROZEN = "A published version of a checklist never changes."
KEPT = "A kept scorecard never changes."
MARKED = "Whether a thread is shared with the provider is said once."
APPENDED_TABLES = (
    "answerrevision",
    "reopening",
    "comment",
    "reviewdecision",
    "returnreason",
    "declaration",
    "conflictdecision",
    "settingaside",
)
APPENDED = "What was once saved stays in the history."
PROOF = "A proof is graded and withdrawn, never changed."


def protect_assessments() -> None:
    """Register the refusals of the app's tables."""
    _protect_versions()
    _protect_rows_of_versions()
    _protect_scorecards()
    _protect_proof()
    _protect_talk()
    for table in APPENDED_TABLES:
        for event in ("UPDATE", "DELETE"):
            name = f"assessments_{table}_{event.lower()}"
            refuse(Refusal(name, f"assessments_{table}", event, APPENDED))


def _protect_versions() -> None:
    kept = _any_changed("id", "template_id", "number", "digest", "source_digest", "published_at")
    moved = "old.state <> new.state AND NOT (old.state = 'published' AND new.state = 'retired')"
    changed = f"old.state <> 'draft' AND (new.published_at IS NULL OR {kept} OR ({moved}))"
    refuse(Refusal("assessments_version_update", VERSION, "UPDATE", FROZEN, changed))
    refuse(Refusal("assessments_version_delete", VERSION, "DELETE", FROZEN, "old.state <> 'draft'"))


def _protect_rows_of_versions() -> None:
    for table in (SECTION, QUESTION):
        old, new = _is_frozen("old.version_id"), _is_frozen("new.version_id")
        settled = _settled("new.version_id")
        refuse(Refusal(f"{table}_insert", table, "INSERT", FROZEN, new, settled))
        refuse(Refusal(f"{table}_update", table, "UPDATE", FROZEN, f"{old} OR {new}", settled))
        refuse(Refusal(f"{table}_delete", table, "DELETE", FROZEN, old, _settled("old.version_id")))
    astray = (
        f"EXISTS (SELECT 1 FROM {SECTION} s "  # noqa: S608 — constants of this file only
        "WHERE s.id = new.section_id AND s.version_id <> new.version_id)"
    )
    message = "A question lies in a section of its own version."
    refuse(Refusal("assessments_question_astray_insert", QUESTION, "INSERT", message, astray))
    refuse(Refusal("assessments_question_astray_update", QUESTION, "UPDATE", message, astray))


def _protect_scorecards() -> None:
    said = _any_changed(
        "id",
        "assessment_id",
        "template_version_id",
        "purpose",
        "input_version",
        "coverage",
        "status",
        "inputs_digest",
        "engine_version",
        "computed_at",
    )
    figures = " OR ".join(
        f"COALESCE(old.{column}, -1) <> COALESCE(new.{column}, -1)"
        for column in ("low", "high", "observed", "confidence", "adjusted")
    )
    # The inputs of a kept scorecard are never null, so a null among the new ones is a change.
    texts = " OR ".join(
        f"CAST(old.{column} AS text) <> CAST(new.{column} AS text)" for column in ("result", "inputs")
    )
    changed = f"old.purpose <> 'draft' AND (new.inputs IS NULL OR {said} OR {figures} OR {texts})"
    refuse(Refusal("assessments_scorecard_update", SCORECARD, "UPDATE", KEPT, changed))
    refuse(Refusal("assessments_scorecard_delete", SCORECARD, "DELETE", KEPT, "old.purpose <> 'draft'"))


def _protect_talk() -> None:
    kept = f"old.is_shared <> new.is_shared OR {_any_changed('id', 'response_id')}"
    refuse(Refusal("assessments_thread_update", THREAD, "UPDATE", MARKED, kept))
    refuse(Refusal("assessments_thread_delete", THREAD, "DELETE", APPENDED))
    asked = _any_changed("id", "response_id", "asked", "asked_at", "asked_by_id", "asked_by_name")
    settled = (
        f"{asked} OR (old.state <> 'open' AND ({_any_changed('state', 'words', 'digest', 'settled_at')}))"
    )
    refuse(Refusal("assessments_clarification_update", CLARIFICATION, "UPDATE", APPENDED, settled))
    refuse(Refusal("assessments_clarification_delete", CLARIFICATION, "DELETE", APPENDED))


def _protect_proof() -> None:
    for table in ("document", "grading"):
        for event in ("UPDATE", "DELETE"):
            name = f"assessments_{table}_{event.lower()}"
            refuse(Refusal(name, f"assessments_{table}", event, APPENDED))
    kept = _any_changed("id", "response_id", "source", "note", "added_at", "added_by_id", "added_by_name")
    empty = " OR ".join(
        f"COALESCE(CAST(old.{column} AS text), '') <> COALESCE(CAST(new.{column} AS text), '')"
        for column in ("document_id", "valid_until")
    )
    over = f"new.withdrawn_at IS NULL OR {_any_changed('grade', 'withdrawn_at', 'withdrawn_reason')}"
    changed = f"{kept} OR {empty} OR (old.withdrawn_at IS NOT NULL AND ({over}))"
    refuse(Refusal("assessments_evidence_update", EVIDENCE, "UPDATE", PROOF, changed))
    refuse(Refusal("assessments_evidence_delete", EVIDENCE, "DELETE", APPENDED))


def _any_changed(*columns: str) -> str:
    return " OR ".join(f"old.{column} <> new.{column}" for column in columns)


def _settled(version: str) -> str:
    # Waits for whoever is publishing this version; only then its state can be trusted.
    return f"1 FROM {VERSION} WHERE id = {version} FOR KEY SHARE"


def _is_frozen(version: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {VERSION} v "  # noqa: S608 — constants of this file only
        f"WHERE v.id = {version} AND v.state <> 'draft')"
    )
