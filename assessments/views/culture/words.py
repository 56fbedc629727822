"""Both sides' ways of working in words: gaps, blind spots, agreement, and what each knows of the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.culture import AGREED_FROM, Band, SideProfile
from assessments.domain.culture_reading import CultureReading, Raters, ScaleReading, SideKnowledge
from assessments.domain.preparing import words_around, words_at
from assessments.domain.questionnaire import Side
from assessments.models.scales import SCALES
from assessments.queries.culture import scale_title
from assessments.views.culture.voices import Voices
from outsourcing.ui.formats import decimal_text, share_text, weight_text
from outsourcing.ui.registry import Tone

BANDS: dict[Band, tuple[Promise, Tone, str]] = {
    Band.ALIGNED: (gettext_lazy("aligned"), Tone.OK, "check-circle"),
    Band.MINOR: (gettext_lazy("minor gap"), Tone.INFO, "dash-circle"),
    Band.MATERIAL: (gettext_lazy("material gap"), Tone.WARN, "exclamation-triangle"),
    Band.CRITICAL: (gettext_lazy("critical gap"), Tone.BAD, "x-octagon"),
}
# From half the way between two levels that have words, somebody is seen elsewhere than they stand.
BLIND_FROM = 1.0


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """One scale as the page shows it."""

    reading: ScaleReading
    voices: Voices

    @property
    def title(self) -> str:
        """The name of the way of working."""
        return scale_title(self.reading)

    @property
    def ours(self) -> SideProfile | None:
        """Where the reader's own side stands."""
        return self._profile(own=True)

    @property
    def theirs(self) -> SideProfile | None:
        """Where the other side stands."""
        return self._profile(own=False)

    @property
    def band(self) -> tuple[Promise, Tone, str] | None:
        """The band in words, its tone and its icon."""
        return BANDS[self.reading.band] if self.reading.band else None

    @property
    def is_uncertain(self) -> bool:
        """Whether one side does not agree with itself."""
        return self.reading.gap is not None and self.reading.gap.is_uncertain

    @property
    def places(self) -> tuple[str, str]:
        """Where both stand, by what the levels look like."""
        return self._place(self.ours), self._place(self.theirs)

    @property
    def levels(self) -> tuple[str, str]:
        """The same as levels."""
        return self._level(self.ours), self._level(self.theirs)

    @property
    def agree(self) -> str:
        """What a gap here asks to be agreed."""
        known = SCALES.get(self.reading.scale)
        return str(known.agree) if known else _("Agree how you do this together, and write it down.")

    @property
    def waiting(self) -> str:
        """How many are still missing, where nothing is shown yet."""
        said = {"us": self.voices.us, "them": self.voices.them, "needed": self.reading.needed}
        ours, theirs = self._counts()
        return _("%(us)s: %(ours)d of %(needed)d · %(them)s: %(theirs)d of %(needed)d") % {
            **said,
            "ours": ours,
            "theirs": theirs,
        }

    @property
    def blind(self) -> tuple[str, ...]:
        """Who sees the other elsewhere than it stands, in words."""
        return tuple(self._blind())

    @property
    def silent(self) -> str:
        """The warning where both are silent alike."""
        if self.reading.gap is None or not self.reading.gap.is_silent_match:
            return ""
        return _(
            "Both sides stand at the silent end: “%(words)s”. Two that say little hear little, "
            "so a match here is a warning and no strength."
        ) % {"words": self._nearest(self.ours)}

    def _blind(self) -> Iterator[str]:
        sentence = _("%(who)s: sees %(whom)s at %(seen)s; they place themselves at %(own)s.")
        pairs = (
            (self.ours, self.theirs, self.voices.us, self.voices.them_within),
            (self.theirs, self.ours, self.voices.them, self.voices.us_within),
        )
        for seeing, seen, who, whom in pairs:
            if seeing is None or seen is None or seeing.view_of_other is None:
                continue
            if abs(seeing.view_of_other - seen.place) >= BLIND_FROM:
                said = {"seen": self._at(seeing.view_of_other), "own": self._at(seen.place)}
                yield sentence % {"who": who, "whom": whom, **said}

    def _profile(self, *, own: bool) -> SideProfile | None:
        gap = self.reading.gap
        if gap is None:
            return None
        return gap.sponsor if (self.voices.ours is Side.SPONSOR) is own else gap.provider

    def _counts(self) -> tuple[int, int]:
        both = self.reading.sponsor, self.reading.provider
        return both if self.voices.ours is Side.SPONSOR else (both[1], both[0])

    def _at(self, level: float) -> str:
        """The words in quotation marks, and the level."""
        said = words_around(self.reading.anchors, level)
        facts = {"words": self._words(level), "level": weight_text(level)}
        return (_("%(words)s (%(level)s)") if len(said) > 1 else _("“%(words)s” (%(level)s)")) % facts

    def _level(self, profile: SideProfile | None) -> str:
        if profile is None:
            return ""
        return _("%(level)s of %(levels)s") % {
            "level": weight_text(profile.place),
            "levels": weight_text(self.reading.levels),
        }

    def _place(self, profile: SideProfile | None) -> str:
        return self._words(profile.place) if profile else ""

    def _nearest(self, profile: SideProfile | None) -> str:
        return words_at(self.reading.anchors, profile.place) if profile else ""

    def _words(self, level: float) -> str:
        match words_around(self.reading.anchors, level):
            case (lower, higher):
                return _("between “%(lower)s” and “%(higher)s”") % {"lower": lower, "higher": higher}
            case (said,):
                return said
            case _:
                return decimal_text(level)


@dataclass(frozen=True, slots=True)
class Known:
    """What one side knows of the other, in words."""

    who: str
    whom: str
    knowledge: SideKnowledge

    @property
    def words(self) -> str:
        """As it says itself, beside how it did on the situations."""
        said = {"who": self.who, "whom": self.whom}
        stated, tried = self.knowledge.stated, self.knowledge.tried
        if stated is None and tried is None:
            return _("%(who)s: not known yet; three people have to hand in their answers first.") % said
        parts = {**said, "stated": share_text(stated), "tried": share_text(tried)}
        if tried is None:
            return (
                _("%(who)s: say of themselves %(stated)s. Not tried yet: where %(whom)s stand is open.")
                % parts
            )
        return (
            _("%(who)s: say of themselves %(stated)s; told %(tried)s of situations as %(whom)s tell them.")
            % parts
        )


@dataclass(frozen=True, slots=True)
class CultureWords:
    """Everything the page says."""

    reading: CultureReading
    voices: Voices

    @property
    def lines(self) -> tuple[ScaleLine, ...]:
        """Every scale."""
        return tuple(ScaleLine(scale, self.voices) for scale in self.reading.scales)

    @property
    def material(self) -> tuple[ScaleLine, ...]:
        """The scales on which the gap matters, the widest first."""
        wide = sorted(self.reading.material, key=lambda scale: -(scale.gap.share if scale.gap else 0))
        return tuple(ScaleLine(scale, self.voices) for scale in wide)

    @property
    def blind(self) -> tuple[ScaleLine, ...]:
        """The scales with a blind spot."""
        return tuple(line for line in self.lines if line.blind)

    @property
    def silent(self) -> tuple[str, ...]:
        """Matches at the silent end."""
        return tuple(line.silent for line in self.lines if line.silent)

    @property
    def knowledge(self) -> tuple[Known, Known]:
        """What each side knows of the other, the reader's own first."""
        voices, reading = self.voices, self.reading
        pair = reading.knowledge_sponsor, reading.knowledge_provider
        ours, theirs = pair if voices.ours is Side.SPONSOR else (pair[1], pair[0])
        return Known(voices.us, voices.them_within, ours), Known(voices.them, voices.us_within, theirs)

    @property
    def raters(self) -> tuple[tuple[str, Raters], ...]:
        """Both sides with how many handed in, the reader's own first."""
        both = [(self.voices.name(each.side), each) for each in (self.reading.sponsor, self.reading.provider)]
        return tuple(both if self.voices.ours is Side.SPONSOR else both[::-1])

    @property
    def agreed_from(self) -> str:
        """From which agreement on a side has one profile."""
        return decimal_text(AGREED_FROM, 2)

    @property
    def answer(self) -> str:
        """Where do we differ, and does it matter?"""
        known, material = len(self.reading.known), [line.title for line in self.material]
        if self.reading.is_withheld:
            return _("You still rate yourself. Hand in your answers first; then the page opens to you.")
        if not known:
            return _("Not known yet: each side needs three people who handed in their answers.")
        if not material:
            text = _(
                "On none of the %(known)d scales that are known does the gap matter. Similar is not prepared."
            )
            return text % {"known": known}
        text = ngettext(
            "On %(n)d of %(known)d scales the gap matters: %(titles)s.",
            "On %(n)d of %(known)d scales the gap matters: %(titles)s.",
            len(material),
        )
        return text % {"n": len(material), "known": known, "titles": ", ".join(material)}
