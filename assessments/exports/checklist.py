"""A checklist as a workbook that people can edit by hand."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.domain.books import columns
from assessments.domain.books.columns import (
    ANSWERS,
    CONDITION_WORDS,
    FLAGS,
    FORMAT_FIELDS,
    KNOCKOUT_WORDS,
    QUESTION_FIELDS,
    SECTION_FIELDS,
    shown,
)
from assessments.domain.books.table import HELP_MARK
from assessments.domain.books.writing import WrittenSheet, checklist_sheets
from assessments.models import TemplateVersion
from assessments.queries.exporting import checklist_json
from outsourcing.workbooks.writing import Column, Table, write_workbook

OUT_OF_100 = _("0 to 100")
HELP: Mapping[str, Mapping[str, str | Promise]] = {
    columns.ABOUT: {
        columns.WHAT: _("What the checklist says about itself; names of sheets and columns stay as they are"),
        columns.SAYS: _("A checklist that is here already keeps its own; its questions are read anew"),
    },
    columns.SECTIONS: {
        columns.KEY: _("Short and lasting, such as leaders; the questions name it"),
        columns.WEIGHT: _("Counts beside the other sections"),
        columns.MINIMUM: _("0 to 100; below it the section excludes; blank: never"),
        columns.ENVELOPE: _("open, or price: sealed until somebody opens it"),
    },
    columns.QUESTIONS: {
        columns.SECTION: _("The key of its section"),
        columns.KEY: _("Short and lasting; the same question keeps it in every version"),
        columns.WEIGHT: _("Counts within its section; 0: for information"),
        columns.ASKED_OF: _("sponsor; provider; evaluator; checker"),
        columns.APPLIES_NOT: _("yes or no"),
        columns.SEVERAL_PEOPLE: _("How their answers become one"),
        columns.ANSWER: _("The kind of answer; the columns to the right belong to some kinds only"),
        "Levels": _("2 to 11; for scale, mirror and text"),
        "Worth of levels": _("0 to 100 each, such as 0; 50; 100; blank: in equal steps"),
        "Rated": _("yes: evaluators rate the text"),
        "Yes is good": _("no: then “no” is the better answer"),
        columns.MEASURED_FROM: _("A figure that the product computes; blank for all others"),
        columns.OUT_RULE: _("Which answers exclude; blank: none"),
        columns.OUT_WITH: _("An answer, a number, or several with ; between them"),
        columns.OUT_SAYS: _("What the board reads"),
        columns.IF_QUESTION: _("The key of an earlier question; blank: always asked"),
    },
    columns.LEVELS: {columns.QUESTION: _("The key of the question")},
    columns.OPTIONS: {columns.QUESTION: _("The key of the question"), columns.WORTH: OUT_OF_100},
    columns.POINTS: {
        columns.QUESTION: _("The key of the question"),
        columns.ANSWER_X: _("An answer"),
        columns.WORTH: OUT_OF_100,
    },
}
WIDE = {
    columns.SAYS: 70,
    columns.QUESTION: 50,
    columns.GUIDANCE: 50,
    columns.PROOF: 40,
    columns.TITLE: 34,
    columns.LOOKS_LIKE: 80,
    columns.OPTION: 60,
    columns.OUT_SAYS: 40,
    columns.KEY: 22,
    columns.WHAT: 24,
}
CHOICES: Mapping[str, Sequence[str]] = {
    **{field.column: field.words for field in (*SECTION_FIELDS, *QUESTION_FIELDS, *FORMAT_FIELDS)},
    **KNOCKOUT_WORDS,
    **CONDITION_WORDS,
    columns.ANSWER: ANSWERS,
    columns.BY_HAND: FLAGS,
}


def checklist_workbook(version: TemplateVersion) -> bytes:
    """The whole version; reading it back gives the same checklist."""
    sheets = checklist_sheets(checklist_json(version))
    return write_workbook(list(map(_table, sheets)), title=str(version), help_mark=HELP_MARK)


def _table(sheet: WrittenSheet) -> Table:
    help_of = HELP[sheet.name]
    is_list = sheet.name in {columns.LEVELS, columns.OPTIONS, columns.POINTS, columns.ABOUT}
    return Table(
        name=sheet.name,
        columns=[
            Column(
                name=name,
                help=str(help_of.get(name, "")),
                width=WIDE.get(name, 16),
                choices=() if is_list else [shown(word) for word in CHOICES.get(name, ())],
            )
            for name in sheet.columns
        ],
        rows=sheet.rows,
    )
