"""Which answers exclude, and on which earlier answers a question depends."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    DateAge,
    Mirror,
    Text,
    YesNo,
    is_scored,
    plain,
)
from assessments.domain.questionnaire import Applies, Rule
from assessments.forms.editor.typed import typed_into

Stored = Mapping[str, Any]
Choices = Sequence[tuple[str, str | Promise]]
NOTHING = ("", gettext_lazy("never"))
NAMED: Choices = [(Rule.ONE_OF, gettext_lazy("the answer is"))]
ORDERED: Choices = [
    (Rule.BELOW, gettext_lazy("below")),
    (Rule.AT_MOST, gettext_lazy("at most")),
    (Rule.ABOVE, gettext_lazy("above")),
    (Rule.AT_LEAST, gettext_lazy("at least")),
    (Rule.ONE_OF, gettext_lazy("exactly")),
]
WORTH: Choices = [(Rule.VALUE_BELOW, gettext_lazy("worth less than … of 100"))]
APPLIES: Choices = [
    (Applies.ALWAYS, gettext_lazy("in every project")),
    (Applies.PROJECT, gettext_lazy("where the project switches it on")),
    (Applies.GATE, gettext_lazy("at a stage, without excluding")),
]
ANSWERS = {
    YES: gettext_lazy("Yes"),
    PARTLY: gettext_lazy("Partly"),
    NO: gettext_lazy("No"),
}


class RuleForm(forms.Form):
    """A comparison with an answer: a rule, and options or a figure."""

    rule = forms.ChoiceField(label=gettext_lazy("When"), required=False)
    options = forms.MultipleChoiceField(
        label=gettext_lazy("These answers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    figure = forms.CharField(label=gettext_lazy("Figure"), required=False, max_length=100)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        prefix: str,
        compared: AnswerFormat | None,
        stored: Stored | None,
        typed: QueryDict | None = None,
    ) -> None:
        initial = _initial(stored)
        if typed is not None and f"{prefix}-rule" in typed:
            initial = typed_into(type(self), typed, prefix)
        super().__init__(data, prefix=prefix, initial=initial)
        self.compared, self.stored = compared, stored
        self._field("rule").choices = [NOTHING, *_rules(compared)]
        offered = _offered(compared)
        self._field("options").choices = offered
        if not offered:
            del self.fields["options"]

    def clean(self) -> dict[str, Any]:
        """A rule has something to compare with."""
        rule = self.cleaned_data.get("rule")
        if rule and self._operand(Rule(rule)) in (None, ()):
            field = "options" if rule == Rule.ONE_OF and "options" in self.fields else "figure"
            self.add_error(field, _("Say what the answer is compared with."))
        return self.cleaned_data

    def rule_json(self) -> dict[str, Any] | None:
        """The comparison as JSON; None where there is none. Said the same way, it is left as it stood."""
        word = self.cleaned_data.get("rule")
        if not word:
            return None
        rule, operand = Rule(word), self._operand(Rule(word))
        if rule is Rule.ONE_OF and isinstance(operand, list) and len(operand) == 1:
            rule, operand = Rule.EQUALS, operand[0]
        said = {"rule": str(rule), "operand": operand}
        stood = self.stored and {name: self.stored.get(name) for name in ("rule", "operand")}
        return dict(stood) if stood and _canonical(stood) == _canonical(said) else said

    def _operand(self, rule: Rule) -> Any:
        chosen = self.cleaned_data.get("options")
        if rule is Rule.ONE_OF and "options" in self.fields:
            return list(chosen or ()) or None
        typed = str(self.cleaned_data.get("figure") or "").strip()
        if not typed:
            return None
        if self.compared and isinstance(plain(self.compared), DateAge) and rule is not Rule.VALUE_BELOW:
            return typed
        return self._figures(typed, rule)

    def _figures(self, typed: str, rule: Rule) -> Any:
        try:
            figures = [_number(part) for part in typed.split(";" if ";" in typed else ",") if part.strip()]
        except ValueError:
            return None
        if rule is Rule.ONE_OF:
            return figures
        if len(figures) != 1:
            return None
        return figures[0] / 100 if rule is Rule.VALUE_BELOW else figures[0]

    def _field(self, name: str) -> Any:
        return self.fields[name]


class KnockoutForm(RuleForm):
    """Which answer excludes, where, and what the board reads then."""

    applies = forms.ChoiceField(label=gettext_lazy("Excludes"), choices=APPLIES, required=False)
    sentence = forms.CharField(
        label=gettext_lazy("The board reads"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """What excludes says why."""
        super().clean()
        if self.cleaned_data.get("rule") and not str(self.cleaned_data.get("sentence") or "").strip():
            self.add_error("sentence", _("Say in a sentence what it means."))
        return self.cleaned_data

    def json(self) -> dict[str, Any] | None:
        """The knock-out as JSON."""
        rule = self.rule_json()
        if rule is None:
            return None
        applies = self.cleaned_data["applies"] or str(Applies.ALWAYS)
        return {**rule, "applies": applies, "sentence": self.cleaned_data["sentence"].strip()}


class ConditionForm(RuleForm):
    """On which answer to an earlier question this one depends."""

    question_key = forms.ChoiceField(label=gettext_lazy("Only ask when"), required=False)
    field_order = ("question_key", "rule", "options", "figure")

    def __init__(self, *args: Any, earlier: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self._field("question_key").choices = [("", _("always asked")), *earlier]
        if self.compared is None:
            for name in ("rule", "options", "figure"):
                self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """A question it depends on comes with a rule."""
        super().clean()
        if (
            self.cleaned_data.get("question_key")
            and "rule" in self.fields
            and not self.cleaned_data.get("rule")
        ):
            self.add_error("rule", _("Say which answer it takes."))
        return self.cleaned_data

    def json(self) -> dict[str, Any] | None:
        """The condition as JSON."""
        rule = self.rule_json()
        key = self.cleaned_data.get("question_key")
        return {"question_key": key, **rule} if rule and key else None


def _rules(compared: AnswerFormat | None) -> Choices:
    if compared is None:
        return ()
    worth = WORTH if is_scored(compared) else ()
    match plain(compared):
        case YesNo() | Choice():
            return [*NAMED, *worth]
        case Mirror():
            return worth
        case Text(rated=rated):
            return [*ORDERED, *worth] if rated else ()
        case _:
            return [*ORDERED, *worth]


def _offered(compared: AnswerFormat | None) -> Choices:
    match plain(compared) if compared else None:
        case YesNo(partly=partly):
            return [(key, label) for key, label in ANSWERS.items() if partly or key != PARTLY]
        case Choice(options=options):
            return [(option.key, option.label) for option in options]
        case _:
            return ()


def _initial(stored: Stored | None) -> dict[str, Any]:
    if not stored:
        return {}
    operand = stored["operand"]
    several = list(operand) if isinstance(operand, list | tuple) else [operand]
    hundred = [100 * each for each in several] if stored["rule"] == Rule.VALUE_BELOW else several
    figure = ", ".join(each if isinstance(each, str) else f"{each:.12g}" for each in hundred)
    rule = Rule.ONE_OF if stored["rule"] == Rule.EQUALS else stored["rule"]
    return {**stored, "rule": rule, "options": [str(each) for each in several], "figure": figure}


def _canonical(said: Stored) -> tuple[str, tuple[Any, ...]]:
    operand = said["operand"]
    several = tuple(sorted(operand, key=str)) if isinstance(operand, list | tuple) else (operand,)
    rule = Rule.ONE_OF if said["rule"] == Rule.EQUALS else said["rule"]
    return str(rule), several


def _number(part: str) -> int | float:
    number = float(part.strip().removesuffix("%"))
    return int(number) if number.is_integer() else number
