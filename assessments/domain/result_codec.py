"""A score result to JSON and back, as a scorecard stores it."""

from __future__ import annotations

from assessments.domain.json_fields import Fields, Json
from assessments.domain.questionnaire import Applies, Side
from assessments.domain.results import (
    Agreement,
    KnockoutFinding,
    KnockoutState,
    QuestionScore,
    QuestionState,
    ScoreResult,
    ScoreWarning,
    SectionScore,
    Status,
    WarningCode,
)


def result_to_json(result: ScoreResult) -> dict[str, Json]:
    """Write a result; `result_from_json` reads it back unchanged.

    What says nothing (no source, not disputed …) is left out: scorecards are many. The enums are texts.
    """
    return {
        "low": result.low,
        "high": result.high,
        "observed": result.observed,
        "coverage": result.coverage,
        "provisional": result.provisional,
        "status": result.status,
        "knockouts": [_write_finding(finding) for finding in result.knockouts],
        "sections": [_write_section(section) for section in result.sections],
        "questions": [_write_question(question) for question in result.questions],
        "not_applicable_share": result.not_applicable_share,
        "warnings": [_write_warning(warning) for warning in result.warnings],
    }


def result_from_json(data: Json) -> ScoreResult:
    """Read a result; raises FormatError or ValueError where it is not one."""
    fields = Fields(data, "result")
    return ScoreResult(
        low=fields.optional_number("low"),
        high=fields.optional_number("high"),
        observed=fields.optional_number("observed"),
        coverage=fields.number("coverage"),
        provisional=fields.flag("provisional"),
        status=Status(fields.text("status")),
        knockouts=tuple(_finding(item) for item in fields.objects("knockouts")),
        sections=tuple(_section(item) for item in fields.objects("sections")),
        questions=tuple(_question(item) for item in fields.objects("questions")),
        not_applicable_share=fields.number("not_applicable_share"),
        warnings=tuple(_warning(item) for item in fields.objects("warnings")),
    )


def knockouts_from_json(data: Json) -> tuple[KnockoutFinding, ...]:
    """Read the list of knock-outs of a result alone, for boards that show many; raises as above."""
    return tuple(_finding(item) for item in Fields({"knockouts": data}, "result").objects("knockouts"))


# Written out field by field: scorecards are many, and dataclasses.asdict copies deeply at ten times the cost.
def _write_finding(finding: KnockoutFinding) -> dict[str, Json]:
    return {
        "question_key": finding.question_key,
        "state": finding.state,
        "applies": finding.applies,
        "sentence": finding.sentence,
        "section_key": finding.section_key,
    }


def _write_section(section: SectionScore) -> dict[str, Json]:
    return {
        "key": section.key,
        "weight": section.weight,
        "low": section.low,
        "high": section.high,
        "observed": section.observed,
        "coverage": section.coverage,
    }


def _write_warning(warning: ScoreWarning) -> dict[str, Json]:
    return {"code": warning.code, "question_key": warning.question_key}


def _write_question(question: QuestionScore) -> dict[str, Json]:
    written: dict[str, Json] = {
        "key": question.key,
        "section_key": question.section_key,
        "weight": question.weight,
        "state": question.state,
    }
    if question.value is not None:
        written["value"] = question.value
    if question.source is not None:
        written["source"] = question.source
    if question.outside:
        written["outside"] = True
    if question.disputed:
        written["disputed"] = True
    if question.agreement is not None:
        written["agreement"] = _write_agreement(question.agreement)
    return written


def _write_agreement(agreement: Agreement) -> dict[str, Json]:
    return {
        "count": agreement.count,
        "low": agreement.low,
        "high": agreement.high,
        "deviation": agreement.deviation,
        "r_wg": agreement.r_wg,
    }


def _finding(fields: Fields) -> KnockoutFinding:
    return KnockoutFinding(
        question_key=fields.text("question_key", ""),
        state=KnockoutState(fields.text("state")),
        applies=Applies(fields.text("applies")),
        sentence=fields.text("sentence", ""),
        section_key=fields.text("section_key", ""),
    )


def _section(fields: Fields) -> SectionScore:
    return SectionScore(
        key=fields.text("key"),
        weight=fields.number("weight"),
        low=fields.optional_number("low"),
        high=fields.optional_number("high"),
        observed=fields.optional_number("observed"),
        coverage=fields.number("coverage"),
    )


def _question(fields: Fields) -> QuestionScore:
    source = fields.raw("source")
    return QuestionScore(
        key=fields.text("key"),
        section_key=fields.text("section_key"),
        weight=fields.number("weight"),
        state=QuestionState(fields.text("state")),
        value=fields.optional_number("value"),
        source=None if source is None else Side(str(source)),
        outside=fields.flag("outside"),
        disputed=fields.flag("disputed"),
        agreement=None if fields.raw("agreement") is None else _agreement(fields.inner("agreement")),
    )


def _agreement(fields: Fields) -> Agreement:
    return Agreement(
        count=fields.whole("count"),
        low=fields.number("low"),
        high=fields.number("high"),
        deviation=fields.number("deviation"),
        r_wg=fields.number("r_wg"),
    )


def _warning(fields: Fields) -> ScoreWarning:
    return ScoreWarning(WarningCode(fields.text("code")), fields.text("question_key", ""))
