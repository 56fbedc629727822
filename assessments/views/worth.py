"""Says in words how a question may be answered, what an answer is worth, and what excludes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from assessments.domain.formats import (
    NO,
    YES,
    AnswerFormat,
    Choice,
    Combine,
    DateAge,
    LinedFormat,
    Measured,
    Mirror,
    Number,
    Percentage,
    Point,
    Scale,
    Text,
    YesNo,
    plain,
)
from assessments.domain.questionnaire import Applies, Knockout, Rule
from assessments.views.wording import YES_NO_LABELS, answer_text, with_unit
from outsourcing.ui.formats import decimal_text, weight_text
from outsourcing.ui.registry import Tone

RULES: Mapping[Rule, Promise] = {
    Rule.EQUALS: gettext_lazy("“%(operand)s”"),
    Rule.ONE_OF: gettext_lazy("“%(operand)s”"),
    Rule.BELOW: gettext_lazy("below %(operand)s"),
    Rule.AT_MOST: gettext_lazy("%(operand)s or less"),
    Rule.ABOVE: gettext_lazy("above %(operand)s"),
    Rule.AT_LEAST: gettext_lazy("%(operand)s or more"),
    Rule.VALUE_BELOW: gettext_lazy("worth less than %(operand)s of 100"),
}
APPLIES: Mapping[Applies, tuple[Promise, Tone]] = {
    Applies.ALWAYS: (gettext_lazy("knock-out: %(rule)s"), Tone.BAD),
    Applies.PROJECT: (gettext_lazy("knock-out if the project says so: %(rule)s"), Tone.WARN),
    Applies.GATE: (gettext_lazy("gate: %(rule)s"), Tone.INFO),
}


@dataclass(frozen=True, slots=True)
class KnockoutWords:
    """A knock-out rule as the pill beside its question, and what it says to the board."""

    text: str
    tone: Tone
    sentence: str


def kind_of(answer_format: AnswerFormat) -> str:
    """The kind of answer, such as “scale 1–5”."""
    match answer_format:
        case Scale(levels=levels):
            said = gettext("scale 1–%(levels)d") % {"levels": levels}
        case Mirror(levels=levels):
            said = gettext("mirror 1–%(levels)d, answered by both sides") % {"levels": levels}
        case Text(rated=True, levels=levels):
            said = gettext("text, rated 1–%(levels)d by evaluators") % {"levels": levels}
        case Text():
            said = gettext("text, not scored")
        case Choice(several=several):
            said = gettext("several choices") if several else gettext("one choice")
        case Measured(by_hand=by_hand, answer=inner):
            said = _measured_kind(inner, by_hand)
        case _:
            said = _plain_kind(answer_format)
    return said


def worth_of(answer_format: AnswerFormat) -> tuple[str, ...]:
    """What answers earn on the scale of 100, one sentence each."""
    match plain(answer_format):
        case Number() | Percentage() | DateAge() as lined:
            said = _worth_on_line(lined.points, _unit_of(lined))
        case YesNo() as yes_no:
            said = _worth_of_yes_no(yes_no)
        case Choice() as choice:
            said = _worth_of_choice(choice)
        case Scale() as scale:
            said = _worth_of_levels(scale)
        case Mirror(levels=levels, raters=raters):
            said = _worth_of_mirror(levels, raters)
        case Text(rated=rated):
            said = (gettext("Level 1 earns 0, the highest level 100."),) if rated else ()
    return said


def knockout_words(knockout: Knockout | None, answer_format: AnswerFormat) -> KnockoutWords | None:
    """Which answer excludes, and where."""
    if knockout is None:
        return None
    label, tone = APPLIES[knockout.applies]
    rule = str(RULES[knockout.rule]) % {"operand": _operand(knockout, answer_format)}
    return KnockoutWords(str(label) % {"rule": rule}, tone, knockout.sentence)


def _operand(knockout: Knockout, answer_format: AnswerFormat) -> str:
    operand = knockout.operand
    if knockout.rule is Rule.VALUE_BELOW and isinstance(operand, int | float):
        return weight_text(operand * 100)
    several = operand if isinstance(operand, tuple) else (operand,)
    if isinstance(plain(answer_format), Scale | Mirror | Text):
        return gettext("level %(levels)s") % {"levels": ", ".join(str(each) for each in several)}
    return ", ".join(answer_text(answer_format, each) for each in several)


def _unit_of(lined: LinedFormat) -> str:
    match lined:
        case Number(unit=unit):
            return unit
        case Percentage():
            return "%"
        case DateAge():
            return gettext("months old")


def _plain_kind(answer_format: YesNo | Number | Percentage | DateAge) -> str:
    match answer_format:
        case YesNo(partly=partly):
            return gettext("yes, partly or no") if partly else gettext("yes or no")
        case Number(unit=unit):
            return gettext("number, in %(unit)s") % {"unit": unit} if unit else gettext("number")
        case Percentage():
            return gettext("percentage")
        case DateAge():
            return gettext("date, counted by its age")


def _measured_kind(inner: AnswerFormat, by_hand: bool) -> str:
    kind = kind_of(inner)
    if by_hand:
        return gettext("%(kind)s, measured, or entered by hand") % {"kind": kind}
    return gettext("%(kind)s, measured") % {"kind": kind}


def _worth_on_line(points: Sequence[Point], unit: str) -> tuple[str, ...]:
    if not points:
        return (gettext("Not scored."),)
    # Said once and first, a unit needs no singular: "in hours per day: 1 or less earns 0".
    in_words = any(letter.isalpha() for letter in unit)
    said = [with_unit(point.x, "" if in_words else unit) for point in points]
    ends = [gettext("%s or less") % said[0], *said[1:-1], gettext("%s or more") % said[-1]]
    earned = [
        gettext("%(answer)s earns %(points)s")
        % {"answer": answer, "points": decimal_text(point.value * 100, 0)}
        for answer, point in zip(ends, points, strict=True)
    ]
    if in_words:
        line = gettext("In %(unit)s: %(earned)s, and what lies between in proportion.")
    else:
        line = gettext("%(earned)s, and what lies between in proportion.")
    return (line % {"unit": unit, "earned": ", ".join(earned)},)


def _worth_of_yes_no(answer_format: YesNo) -> tuple[str, ...]:
    best, worst = (YES, NO) if answer_format.preferred else (NO, YES)
    names = {"best": YES_NO_LABELS[best], "worst": YES_NO_LABELS[worst]}
    if answer_format.partly:
        return (gettext("“%(best)s” earns 100, “partly” 50, “%(worst)s” 0.") % names,)
    return (gettext("“%(best)s” earns 100, “%(worst)s” 0.") % names,)


def _worth_of_choice(choice: Choice) -> tuple[str, ...]:
    if any(option.value is None for option in choice.options):
        return (gettext("Not scored."),)
    if not choice.several:
        return ()
    ways = {
        Combine.MAX: gettext("The best of the options chosen counts."),
        Combine.MIN: gettext("The weakest of the options chosen counts."),
        Combine.MEAN: gettext("The average of the options chosen counts."),
        Combine.CAPPED_SUM: gettext("The options chosen add up, to 100 at most."),
    }
    return (ways[choice.combine],)


def _worth_of_levels(scale: Scale) -> tuple[str, ...]:
    if scale.values is not None:
        listed = ", ".join(decimal_text(value * 100, 0) for value in scale.values)
        return (gettext("The levels earn %(listed)s.") % {"listed": listed},)
    if scale.reverse:
        return (gettext("Level 1 earns 100, the highest level 0."),)
    return (gettext("Level 1 earns 0, the highest level 100."),)


def _worth_of_mirror(levels: int, raters: int) -> tuple[str, ...]:
    step = decimal_text(100 / (levels - 1), 0)
    asked = ngettext("%(raters)d person", "%(raters)d people", raters) % {"raters": raters}
    return (
        gettext("No end is good or bad: each level between the two sides' medians costs %(step)s of 100.")
        % {"step": step},
        gettext("Counts once %(asked)s on each side have answered.") % {"asked": asked},
    )
