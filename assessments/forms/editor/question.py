"""The whole form of one question: its words, its answer, what excludes, and when it is asked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.domain.format_codec import format_from_json
from assessments.domain.formats import AnswerFormat, FormatError, Mirror, Text
from assessments.domain.measures import SOURCES, suited
from assessments.domain.outline import CONTENT_FIELDS, Content, Outline, Place
from assessments.domain.questionnaire import MEASURED_BY, Side
from assessments.forms.editor.formats import FIRST, FORMS, FormatForm
from assessments.forms.editor.rules import ConditionForm, KnockoutForm
from assessments.forms.editor.typed import typed_into
from assessments.models.response import SIDE_LABELS
from assessments.queries.measuring_words import figure_words

PROOF_REQUIRED = "proof_required"
TYPES = [
    ("scale", gettext_lazy("Scale with anchors")),
    ("yes_no", gettext_lazy("Yes or no")),
    ("choice", gettext_lazy("Choice among options")),
    ("number", gettext_lazy("Number")),
    ("percentage", gettext_lazy("Percentage")),
    ("date", gettext_lazy("Date, by its age")),
    ("text", gettext_lazy("Text")),
    ("mirror", gettext_lazy("Mirror, both sides")),
]
MEASURED = "measured"
AGGREGATION = [
    ("mean", gettext_lazy("Mean (median from five on)")),
    ("median", gettext_lazy("Median")),
    ("lowest", gettext_lazy("Lowest")),
]
ASKED = (Side.SPONSOR, Side.PROVIDER, Side.EVALUATOR, Side.CHECKER)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WordsForm(forms.Form):
    """What a question says, what it weighs and who is asked."""

    text = forms.CharField(label=gettext_lazy("Question"), max_length=2_000, widget=_area(2))
    guidance = forms.CharField(
        label=gettext_lazy("Guidance"), max_length=10_000, required=False, widget=_area(2)
    )
    proof = forms.CharField(
        label=gettext_lazy("What counts as proof"), max_length=10_000, required=False, widget=_area(2)
    )
    type = forms.ChoiceField(label=gettext_lazy("Answer"), choices=TYPES)
    weight = forms.FloatField(label=gettext_lazy("Weight"), min_value=0, max_value=1_000_000)
    proof_required = forms.BooleanField(label=gettext_lazy("Proof is required"), required=False)
    not_applicable_allowed = forms.BooleanField(
        label=gettext_lazy("“Not applicable” may be answered, with a reason"), required=False
    )
    sides = forms.MultipleChoiceField(
        label=gettext_lazy("Asked of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    aggregation = forms.ChoiceField(label=gettext_lazy("Answers of several people"), choices=AGGREGATION)
    measured_by = forms.ChoiceField(
        label=gettext_lazy("Answered by the provider's roster too"),
        help_text=gettext_lazy("What a roster measures counts before what people say, and is its own proof."),
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, stored: Content, kind: str, **options: Any) -> None:
        super().__init__(data, **options)
        stood = stored["sides"] if isinstance(stored["sides"], list) else []
        self._field("sides").choices = [
            (str(side), SIDE_LABELS[side]) for side in Side if side in ASKED or side in stood
        ]
        self._field("weight").widget.attrs["step"] = "any"
        if _type_of(stored) == MEASURED:
            self._field("type").choices = [*TYPES, (MEASURED, _("Measured by Parity"))]
        self._offer_figures(kind)

    def _offer_figures(self, kind: str) -> None:
        """Offer what a roster measures in this kind of answer; where that is nothing, ask nothing."""
        figures = suited(kind)
        if not figures:
            del self.fields["measured_by"]
            return
        offered = [(source, figure_words(figure)) for source, figure in SOURCES.items() if figure in figures]
        self._field("measured_by").choices = [("", _("No, people alone answer it")), *offered]

    def _field(self, name: str) -> Any:
        return self.fields[name]


class QuestionEntry:
    """The forms of one question together: shown as stored, shown as typed, or checked.

    `typed` shows what was typed once more, without complaints, after the type of answer changed.
    """

    def __init__(
        self,
        *,
        key: str,
        stored: Content,
        outline: Outline,
        data: QueryDict | None = None,
        typed: QueryDict | None = None,
    ) -> None:
        self.key, self.stored = key, stored
        self.sent = data if data is not None else typed
        self.base = json.dumps(stored) if self.sent is None else self._sent("base")
        self.faults: list[str] = []
        self.type = self._sent("type") or _type_of(stored)
        self.words = _words(stored, self.type, data, typed)
        self.answer = _answer(self.type, stored, data, typed)
        self.earlier = [place for place in _before(outline, key) if _may_be_compared(place)]
        self.knockout = self._knockout(data, typed)
        self.condition = self._condition(data, typed)

    @property
    def is_measured(self) -> bool:
        """Whether Parity computes the answer."""
        return self.type == MEASURED

    @property
    def source(self) -> str:
        """What measures it."""
        return str(_format_of(self.stored).get("source", ""))

    @property
    def forms(self) -> tuple[forms.Form, ...]:
        """Every part."""
        return (self.words, self.answer, self.knockout, self.condition)

    def is_valid(self) -> bool:
        """Whether every part is in order; each is checked, so that all faults are named at once."""
        checked = [form.is_valid() for form in self.forms]
        return all(checked)

    @property
    def errors(self) -> list[tuple[BoundField | None, str]]:
        """Every fault with its field."""
        return [(None, fault) for fault in self.faults] + [
            (form[name] if name in form.fields else None, str(error))
            for form in self.forms
            for name, errors in form.errors.items()
            for error in errors
        ]

    def content(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        words = dict(self.words.cleaned_data)
        proof, source = words.pop("proof_required"), words.pop("measured_by", "")
        kept = (flag for flag in _list(self.stored["flags"]) if flag != PROOF_REQUIRED)
        flags = {flag for flag in kept if not flag.startswith(MEASURED_BY)}
        flags |= ({PROOF_REQUIRED} if proof else set()) | ({f"{MEASURED_BY}{source}"} if source else set())
        del words["type"]
        return {
            **words,
            "format": self._format(),
            "knockout": self.knockout.json(),
            "condition": self.condition.json(),
            "flags": sorted(flags),
            "serves": self.stored["serves"],
        }

    def base_content(self) -> Content | None:
        """What the question said when the form was opened; None where that cannot be read."""
        try:
            base = json.loads(self.base)
        except (ValueError, RecursionError):
            return None
        return base if isinstance(base, dict) and set(base) == set(CONTENT_FIELDS) else None

    def answer_format(self) -> AnswerFormat | None:
        """The format as far as it can be read, for the plot."""
        try:
            if not self.answer.is_bound:
                return format_from_json(self.stored["format"])
            return format_from_json(self._format()) if self.answer.is_valid() else None
        except FormatError:
            return None

    def _format(self) -> Mapping[str, Any]:
        if not self.is_measured:
            return {"type": self.type, **self.answer.format_json()}
        stood = _format_of(self.stored)
        inner = {"type": stood["answer"]["type"], **self.answer.format_json()}
        return {**stood, "answer": inner}

    def _sent(self, name: str) -> str:
        return str(self.sent.get(name, "")) if self.sent is not None else ""

    def _compared(self, data: QueryDict | None) -> AnswerFormat | None:
        stood = _read(_format_of(self.stored))
        if data is not None:
            return self.answer_format() or stood
        same = self.type == _type_of(self.stored)
        return stood if same else _read({"type": self.type, **FIRST.get(self.type, {})})

    def _knockout(self, data: QueryDict | None, typed: QueryDict | None) -> KnockoutForm:
        return KnockoutForm(
            data,
            prefix="knockout",
            compared=self._compared(data),
            stored=_mapping(self.stored["knockout"]),
            typed=typed,
        )

    def _condition(self, data: QueryDict | None, typed: QueryDict | None) -> ConditionForm:
        stored = _mapping(self.stored["condition"])
        stood = (stored or {}).get("question_key")
        key = stood if self.sent is None else self._sent("condition-question_key")
        target = next((place for place in self.earlier if place.question.key == key), None)
        compared = _read(target.question.content["format"]) if target else None
        labels = [(place.question.key, _label(place)) for place in self.earlier]
        return ConditionForm(
            data, prefix="condition", compared=compared, stored=stored, typed=typed, earlier=labels
        )


def _words(stored: Content, kind: str, data: QueryDict | None, typed: QueryDict | None) -> WordsForm:
    if data is not None:
        return WordsForm(data, stored=stored, kind=kind)
    if typed is not None:
        return WordsForm(stored=stored, kind=kind, initial=typed_into(WordsForm, typed))
    flags = _list(stored["flags"])
    initial = {name: stored[name] for name in WordsForm.base_fields if name in stored}
    initial["weight"] = f"{stored['weight']:.12g}"
    initial |= {"type": _type_of(stored), "proof_required": PROOF_REQUIRED in flags}
    initial["measured_by"] = next(
        (flag.removeprefix(MEASURED_BY) for flag in flags if flag.startswith(MEASURED_BY)), ""
    )
    return WordsForm(stored=stored, kind=kind, initial=initial)


def _answer(kind: str, stored: Content, data: QueryDict | None, typed: QueryDict | None) -> FormatForm:
    stood = _format_of(stored)
    if kind == MEASURED and stood["type"] == MEASURED:
        stood = stood["answer"]
        kind = stood["type"]
    form = FORMS.get(kind, FORMS["scale"])
    same = stood["type"] == kind
    return form(data, stored=stood if same else FIRST.get(kind, FIRST["scale"]), typed=typed)


def _before(outline: Outline, key: str) -> Iterator[Place]:
    for place in outline.places():
        if place.question.key == key:
            return
        yield place


def _may_be_compared(place: Place) -> bool:
    return not isinstance(format_from_json(place.question.content["format"]), Mirror | Text)


def _label(place: Place) -> str:
    text = str(place.question.content["text"])
    return f"{place.number} {text[:80]}"


def _read(data: object) -> AnswerFormat | None:
    try:
        return format_from_json(data)
    except FormatError:
        return None


def _type_of(stored: Content) -> str:
    return str(_format_of(stored)["type"])


def _format_of(stored: Content) -> Mapping[str, Any]:
    found = stored["format"]
    return found if isinstance(found, Mapping) else {}


def _mapping(data: object) -> Mapping[str, Any] | None:
    return data if isinstance(data, Mapping) else None


def _list(data: object) -> Sequence[str]:
    return [str(each) for each in data] if isinstance(data, list | tuple) else []
