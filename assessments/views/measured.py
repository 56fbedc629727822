"""What rosters say beside the questions: the figure, its source, and whether what is stated holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.domain.measures import CLAIMED, measured_value
from assessments.domain.questionnaire import Side
from assessments.models import Assessment
from assessments.queries import QuestionRow
from assessments.queries.measuring import Beside, RosterReading, beside_answers
from assessments.queries.measuring_words import measured_note, missing_note
from assessments.views.wording import answer_text
from outsourcing.actors import Actor, ActorKind, Permission
from outsourcing.ui.formats import day_text, interval_text, share_text
from outsourcing.ui.registry import Tone
from providers.domain.attrition.claims import ClaimTest, Verdict
from providers.domain.attrition.measures import Figure, Measured
from providers.queries.roster_requests import Refusal


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its tone and sign, and where it is settled."""

    text: str
    tone: Tone
    icon: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredWords:
    """What stands beside one question."""

    figure: str
    # Whether it is what counts, or only what a roster shows.
    counts: bool
    source: str
    url: str
    link: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BesideQuestions:
    """What rosters say to the questions of one assessment, and where whoever reads it finds them."""

    beside: Beside
    roster_urls: Mapping[int, str]
    people_url: str
    inside: bool

    @property
    def shown_url(self) -> str:
        """Where the roster is found that the questions speak of."""
        return self.roster_urls[self.beside.shown.roster_id] if self.beside.shown else ""

    @property
    def standing(self) -> tuple[Line, ...]:
        """What is to be said of all of it: nothing there yet, being computed, or a roster that came later."""
        return (*self._without_roster(Figure.HANDED_OVER), *self._later_lines())

    def words_for(self, row: QuestionRow, side: str) -> MeasuredWords | None:
        """What is said beside this question, on a page about a response of this side."""
        figure = self.beside.by_key.get(row.question.key)
        if figure is None:
            return None
        reading, said = self.beside.shown, tuple(self._lines(figure, row, side))
        if reading is None:
            return MeasuredWords("", False, "", self.people_url, _("Rosters"), said)
        found, url = reading.figure(figure), self.roster_urls[reading.roster_id]
        if side == Side.MEASURED and reading.is_counted and found:
            # Figure and source stand there as the answer and its note.
            said = (Line(_("See the roster"), Tone.NONE, "people", url), *said)
            return MeasuredWords("", True, "", url, "", said)
        return MeasuredWords(
            figure=_figure(found, row) if found else "",
            counts=reading.is_counted,
            source=self._source(found, reading),
            url=url,
            link=_("See the roster"),
            lines=said,
        )

    def _source(self, found: Measured | None, reading: RosterReading) -> str:
        if found is None:
            return ""
        if found.missing or found.value is None:
            return missing_note(found.missing, reading.as_of) if found.missing else ""
        return measured_note(found, reading.as_of, self.beside.scope)

    def _lines(self, figure: Figure, row: QuestionRow, side: str) -> Iterable[Line]:
        yield from self._without_roster(figure)
        # In the portal figures alone: a verdict is an assessment, and those are released on purpose.
        if figure in CLAIMED and self.inside:
            yield from self._stated(figure, row, side)
        yield from self._later_lines(figure, row)

    def _later_lines(self, figure: Figure | None = None, row: QuestionRow | None = None) -> Iterable[Line]:
        """A roster that came after this was handed in, say; it is told, and changes nothing."""
        later = self.beside.later
        if later is None:
            return
        found = later.figure(figure) if figure else None
        facts = {"day": day_text(later.as_of), "figure": _figure(found, row) if found and row else ""}
        said = _("This was handed in without the roster of %(day)s.") % facts
        if facts["figure"]:
            said += " " + _("It shows %(figure)s.") % facts
        if self.inside:
            said += " " + _("Reopen to take it over.")
        yield Line(said, Tone.INFO, "clock-history", self.roster_urls[later.roster_id])

    def _without_roster(self, figure: Figure) -> Iterable[Line]:
        beside = self.beside
        if beside.is_being_computed:
            yield Line(
                _("The figures of the latest roster are being computed."), Tone.INFO, "hourglass-split"
            )
        elif beside.refusal is not None:
            yield Line(self._refused(beside.refusal), Tone.BAD, "exclamation-octagon", self.people_url)
            if figure is Figure.HANDED_OVER and self.inside:
                text = _("Unless a list comes in another way, that answers this question with “no”.")
                yield Line(text, Tone.BAD, "x-circle")
        elif beside.shown is None and beside.latest is None:
            text = _("Nothing is measured: there is no roster yet. What is said here is a claim.")
            yield Line(text, Tone.NONE, "people")

    def _refused(self, refusal: Refusal) -> str:
        words = _("They decline to hand over a roster (%(who)s, %(day)s): %(reason)s")
        if not self.inside:
            words = _("Your firm declined to hand over a roster (%(who)s, %(day)s): %(reason)s")
        return words % {"who": refusal.by, "day": day_text(refusal.on), "reason": refusal.reason}

    def _stated(self, figure: Figure, row: QuestionRow, side: str) -> Iterable[Line]:
        stated = _stated_by_provider(row, side)
        claimed = self.beside.tested.claims.get(figure) if self.beside.tested else None
        if stated is not None:
            test = self.beside.claim_for(figure, stated)
            yield _verdict(_("Stated: %(share)s."), stated, test, self.people_url)
        if claimed is not None and claimed != stated:
            test = self.beside.claim_for(figure, claimed)
            yield _verdict(_("Claimed: %(share)s."), claimed, test, f"{self.people_url}#claims")


def measured_beside(actor: Actor, assessment: Assessment) -> BesideQuestions | None:
    """What rosters say to an assessment, in two reads at most where it asks for any of it."""
    beside = beside_answers(actor, assessment)
    if beside is None:
        return None
    inside = actor.kind is not ActorKind.CONTACT
    people_url = reverse("providers:tab", args=[beside.provider_id, "attrition"]) if inside else ""
    people_url = people_url or reverse("portal:rosters")
    ids = {each.roster_id for each in (beside.counted, beside.latest) if each is not None}
    return BesideQuestions(
        beside, {pk: _roster_url(actor, beside, pk, people_url) for pk in ids}, people_url, inside
    )


def _roster_url(actor: Actor, beside: Beside, roster_id: int, people_url: str) -> str:
    """Its own page, for who manages providers; for others the page on which its figures stand."""
    if actor.kind is ActorKind.CONTACT:
        return reverse("portal:roster", args=[roster_id])
    if actor.may(Permission.MANAGE_PROVIDERS):
        return reverse("providers:roster", args=[beside.provider_id, roster_id])
    return f"{people_url}#rosters"


def _figure(found: Measured, row: QuestionRow) -> str:
    if found.value is None:
        return ""
    return answer_text(row.format, measured_value(found.figure, found.value, row.format))


def _stated_by_provider(row: QuestionRow, side: str) -> float | None:
    """What the provider itself answers here, as a share."""
    given = [other.value for other in row.others if other.side is Side.PROVIDER]
    if side == Side.PROVIDER:
        given = [row.own.value]
    figures = [each for each in given if isinstance(each, int | float) and not isinstance(each, bool)]
    return figures[0] / 100 if figures else None


def _verdict(words: str, stated: float, test: ClaimTest | None, url: str) -> Line:
    """What the roster says to a share that somebody states."""
    facts = {"share": share_text(stated, 1)}
    if test is None or test.observed is None or test.ends is None:
        return Line(f"{words % facts} " + _("Too little data to tell."), Tone.NONE, "question-circle", url)
    span = interval_text(test.ends.low, test.ends.high)
    facts |= {"observed": share_text(test.observed, 1), "span": span}
    match test.verdict:
        case Verdict.TOO_LOW:
            said, tone, icon = (
                _("The roster contradicts it: too low, %(observed)s left (%(span)s)."),
                Tone.BAD,
                "x-circle",
            )
        case Verdict.MISSING_LEAVERS:
            said = _("The roster shows only %(observed)s (%(span)s): are leavers missing from it?")
            tone, icon = Tone.WARN, "exclamation-triangle"
        case Verdict.CONSISTENT:
            said, tone, icon = _("The roster agrees: %(observed)s left (%(span)s)."), Tone.OK, "check-circle"
        case _:
            said, tone, icon = _("Too little data to tell."), Tone.NONE, "question-circle"
    return Line(f"{words % facts} {said % facts}", tone, icon, url)
