"""The time line of one question: who said what about it, and when, with what changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from assessments.domain.formats import AnswerFormat
from assessments.domain.questionnaire import Perspective, Side
from assessments.models import AnswerRevision, Response
from assessments.models.response import SIDE_LABELS
from assessments.queries.questionnaires import questionnaire_of
from assessments.queries.timeline import Entry, EntryKind, answer_timeline
from assessments.views.talk import places
from assessments.views.talk.differences import Piece, differences
from assessments.views.wording import content_text
from outsourcing.guards import ActorRequest, guarded

LOOKS: dict[EntryKind, tuple[str, Promise]] = {
    EntryKind.SAVED: ("pencil", _("answered")),
    EntryKind.COMMENTED: ("chat-left", _("commented")),
    EntryKind.RESOLVED: ("check2", _("resolved the comments")),
    EntryKind.ASKED: ("question-circle", _("asked to clarify")),
    EntryKind.CHANGED: ("arrow-repeat", _("clarified by a changed answer")),
    EntryKind.CONFIRMED: ("check2-circle", _("confirmed the answer")),
    EntryKind.WITHDRAWN: ("x-circle", _("withdrew the question")),
    EntryKind.RETURNED: ("reply", _("returned the answer")),
}
MEASURED: tuple[str, Promise] = ("people", _("measured from the roster"))


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One entry in words."""

    entry: Entry
    whose: str
    said: Sequence[Piece]
    note: Sequence[Piece]

    @property
    def icon(self) -> str:
        """Its picture."""
        return self._look[0]

    @property
    def what(self) -> Promise:
        """What was done."""
        return self._look[1]

    @property
    def _look(self) -> tuple[str, Promise]:
        is_measured = self.entry.kind is EntryKind.SAVED and self.entry.response.side == Side.MEASURED
        return MEASURED if is_measured else LOOKS[self.entry.kind]

    @property
    def is_other_side(self) -> bool:
        """Whether the wording speaks of the other side's way of working."""
        return self.entry.perspective is Perspective.OTHER


@guarded(of=places.DISCUSSED)
@require_safe
def history(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """Who said what to one question, and when?"""
    response, question = places.discussed(request.actor, pk, response_pk, key)
    asked = questionnaire_of(response.assessment.version).by_key[key]
    entries = answer_timeline(request.actor, response, question)
    context = {
        "question": question,
        "response": response,
        "lines": [_line(entry, asked.format) for entry in entries],
        "with_whose": len({entry.response.pk for entry in entries}) > 1,
    }
    return render(request, "assessments/talk/history.html", context)


def _line(entry: Entry, answer_format: AnswerFormat) -> TimeLine:
    said: Sequence[Piece] = ()
    note: Sequence[Piece] = ()
    if entry.revision is not None:
        before = entry.before
        said = differences(_said(before, answer_format), _said(entry.revision, answer_format))
        note = differences(before.note if before else "", entry.revision.note)
        if before is None:
            said, note = _plain(said), _plain(note)
    return TimeLine(entry, _whose(entry.response), said, note)


def _plain(pieces: Sequence[Piece]) -> Sequence[Piece]:
    # The first wording changed nothing.
    return [Piece("same", piece.text) for piece in pieces]


def _said(revision: AnswerRevision | None, answer_format: AnswerFormat) -> str:
    if revision is None:
        return ""
    return content_text(answer_format, revision.state, revision.value, revision.reason)


def _whose(response: Response) -> str:
    side = str(SIDE_LABELS[Side(response.side)])
    return f"{side}, {response.party_name}" if response.party_name else side
