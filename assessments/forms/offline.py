"""A questionnaire that comes back: which answers it would save, which it cannot, and which clash."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, BinaryIO

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.offline import OfflineAnswer
from assessments.actions.refusals import AnswerRefused
from assessments.domain.books.answers import cell_answer
from assessments.domain.books.questionnaire import ANSWER, NOT_APPLICABLE, FilledRow, identity_in, rows_in
from assessments.domain.books.table import Faults, GivenSheet
from assessments.domain.errors import AnswerError
from assessments.domain.questionnaire import AnswerValue, Side
from assessments.domain.reading import read_not_applicable, read_value
from assessments.models import Response
from assessments.queries import AnswerView, FillingPage, QuestionRow
from assessments.queries.wording import YES_NO_LABELS, answer_text, content_text
from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.limits import Limits
from outsourcing.workbooks.reading import read_workbook

IDENTITY_SALT = "assessments.offline"
KEPT_SALT = "assessments.offline.kept"
# A preview is looked at and confirmed in one go; what is older is read from the file once more.
KEPT_SECONDS = 24 * 60 * 60
SIZE = Limits(rows=2_000, columns=30, cells=60_000)


# What the reader may know of who saved an answer: its kind of actor and the name go in.
NameOf = Callable[[str, str], str]


class LineState(StrEnum):
    """What would become of one row."""

    SAVE = "save"
    CLASH = "clash"
    REFUSED = "refused"


@dataclass(frozen=True)
class PreviewLine:
    """One row that says something new, and what would become of it."""

    number: int
    key: str
    question: str
    place: str
    state: LineState
    mine: str
    theirs: str = ""
    their_name: str = ""
    reason: str = ""
    answer: OfflineAnswer | None = None


@dataclass(frozen=True)
class Preview:
    """Everything a workbook would change."""

    lines: tuple[PreviewLine, ...]
    same: int

    def of(self, state: LineState) -> tuple[PreviewLine, ...]:
        """The rows that would end so."""
        return tuple(line for line in self.lines if line.state is state)

    def kept(self, response: Response) -> str:
        """What may be saved, for the confirmation; it cannot be changed on the way."""
        answers = [
            {**asdict(line.answer), "clash": line.state is LineState.CLASH}
            for line in self.lines
            if line.answer is not None
        ]
        bound = {"response": response.pk, "answers": answers}
        return signing.dumps(bound, salt=KEPT_SALT, compress=True)


class QuestionnaireFileForm(forms.Form):
    """The workbook that was filled."""

    file = forms.FileField(
        label=gettext_lazy("The workbook you filled (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


def read_questionnaire(page: FillingPage, file: BinaryIO, name_of: NameOf) -> Preview:
    """What the workbook would change in this response; raises WorkbookRefused where it is not its own."""
    response = page.response
    sheets = [
        GivenSheet(sheet.name, [(row.number, row.values) for row in sheet.rows])
        for sheet in read_workbook(file, SIZE)
    ]
    _check_identity(identity_in(sheets), response)
    faults = Faults()
    filled = list(rows_in(sheets, faults))
    asked = {row.question.key: row for section in page.sections for row in section.rows}
    lines = list(_lines(filled, asked, Side(response.side), name_of))
    told = [line for line in lines if line is not None]
    broken = [
        PreviewLine(fault.row, "", "", "", LineState.REFUSED, "", reason=_(fault.reason))
        for fault in faults.found
    ]
    return Preview((*broken, *told), same=len(lines) - len(told))


def kept_answers(kept: str, response: Response, overruled: Sequence[str]) -> list[OfflineAnswer]:
    """What a preview said could be saved, clashes where somebody chose theirs; raises WorkbookRefused."""
    try:
        bound = signing.loads(kept, salt=KEPT_SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise WorkbookRefused.because(
            _("This page has grown too old. Bring the workbook once more.")
        ) from error
    if bound["response"] != response.pk:
        raise WorkbookRefused.because(_("This page belongs to another questionnaire. Nothing was saved."))
    return [
        OfflineAnswer(**{name: value for name, value in each.items() if name != "clash"})
        for each in bound["answers"]
        if not each["clash"] or each["key"] in overruled
    ]


def _check_identity(mark: str, response: Response) -> None:
    try:
        bound: Mapping[str, Any] = signing.loads(mark, salt=IDENTITY_SALT)
    except signing.BadSignature as error:
        text = _("This workbook was not taken out here, or its sheet “About” was changed. Nothing was read.")
        raise WorkbookRefused.because(text) from error
    if bound.get("response") != response.pk:
        text = _("This workbook belongs to another questionnaire. Nothing of it was read.")
        raise WorkbookRefused.because(text)
    if bound.get("version") != response.assessment.version_id:
        text = _("The checklist was moved to another version meanwhile. Take the workbook out once more.")
        raise WorkbookRefused.because(text)


def _lines(
    filled: Sequence[FilledRow], asked: Mapping[str, QuestionRow], side: Side, name_of: NameOf
) -> Iterator[PreviewLine | None]:
    seen: set[str] = set()
    for given in filled:
        row = asked.get(given.key)
        if row is None or given.key in seen:
            text = _("This question stands here twice.") if row else _("This question is not asked here.")
            yield PreviewLine(given.number, given.key, "", "", LineState.REFUSED, "", reason=text)
        else:
            seen.add(given.key)
            line = _line(given, row, side)
            own = row.own
            yield line and replace(line, their_name=name_of(own.saved_by_kind, own.saved_by_name))


def _line(given: FilledRow, row: QuestionRow, side: Side) -> PreviewLine | None:
    if given.answer is None and not given.reason:
        return _note_alone(given, row)
    try:
        answer, value = _read(given, row, side)
    except (AnswerError, AnswerRefused) as error:
        said = _(error.template).format(**error.params) if isinstance(error, AnswerError) else error.reason
        return _told(given, row, LineState.REFUSED, str(given.answer or given.reason)[:200], reason=said)
    if _stands(row.own, answer, value):
        return None
    mine = given.reason if answer.not_applicable else answer_text(row.format, value)
    state = LineState.SAVE if answer.expected == row.own.row_version else LineState.CLASH
    if state is LineState.CLASH:
        # Who chooses their own overrules what stands now, and nothing that is saved even later.
        answer = replace(answer, expected=row.own.row_version)
    return _told(given, row, state, mine, answer=answer)


def _note_alone(given: FilledRow, row: QuestionRow) -> PreviewLine | None:
    if not given.note or given.note == row.own.note:
        return None
    reason = _("A note needs an answer beside it; answer the question, or write the note on the page.")
    return _told(given, row, LineState.REFUSED, given.note[:200], reason=reason)


def _read(given: FilledRow, row: QuestionRow, side: Side) -> tuple[OfflineAnswer, AnswerValue]:
    if given.reason and given.answer is not None:
        text = _("Fill “%(answer)s” or “%(reason)s”, not both.")
        raise AnswerRefused("value", "both", text % {"answer": ANSWER, "reason": NOT_APPLICABLE})
    if given.reason:
        reason = read_not_applicable(row.asked, given.reason)
        return OfflineAnswer(given.key, None, True, reason, given.note, given.version), None
    labels = {word: str(label) for word, label in YES_NO_LABELS.items()}
    raw = cell_answer(row.format, given.answer, side, labels)
    value = read_value(row.format, raw, side=side)
    kept = raw.isoformat() if isinstance(raw, date) else raw
    return OfflineAnswer(given.key, kept, False, "", given.note, given.version), value


def _stands(own: AnswerView, answer: OfflineAnswer, value: AnswerValue) -> bool:
    state = "not_applicable" if answer.not_applicable else "answered"
    return (own.state, own.value, own.reason, own.note) == (state, value, answer.reason, answer.note)


def _told(
    given: FilledRow,
    row: QuestionRow,
    state: LineState,
    mine: str,
    *,
    reason: str = "",
    answer: OfflineAnswer | None = None,
) -> PreviewLine:
    own = row.own
    return PreviewLine(
        number=given.number,
        key=given.key,
        question=row.question.text,
        place=row.number,
        state=state,
        mine=mine,
        theirs=content_text(row.format, own.state, own.value, own.reason) if own.state else "",
        reason=reason,
        answer=answer,
    )
