"""One form for each type of answer: its own fields, and the JSON of the format they describe."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.domain.format_rules import MOST_LEVELS, MOST_RATERS
from assessments.domain.formats import Combine
from assessments.forms.editor.typed import rows_in
from assessments.models.scales import SCALES

Stored = Mapping[str, Any]
MOST_ROWS = 60
SPARE_ROWS = 2
COMBINE = [
    (Combine.MAX, gettext_lazy("the best one counts")),
    (Combine.MIN, gettext_lazy("the weakest one counts")),
    (Combine.MEAN, gettext_lazy("their average counts")),
    (Combine.CAPPED_SUM, gettext_lazy("they add up, to 100 at most")),
]


class SharesField(forms.CharField):
    """Figures from 0 to 100 with commas between them, as shares; None where nothing is typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=200, **options)

    def clean(self, value: Any) -> Any:
        """Read the figures."""
        typed = super().clean(value).replace(";", ",").strip()
        if not typed:
            return None
        try:
            return [float(part) / 100 for part in typed.split(",") if part.strip()]
        except ValueError:
            raise forms.ValidationError(_("Give figures with commas between them.")) from None


def scale_choices() -> list[tuple[str, str | Promise]]:
    """The ways of working that a mirror may be about."""
    own = gettext_lazy("one of our own")
    return [("", own), *((key, words.title) for key, words in SCALES.items())]


class FormatForm(forms.Form):
    """The fields of one type of answer; `rows` are lines of a small table under `columns`."""

    columns: Sequence[str | Promise] = ()

    def __init__(
        self, data: QueryDict | None = None, *, stored: Stored, typed: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial=self.initial_of(stored))
        self.stored = stored
        self.row_names: list[list[str]] = []
        self.add_rows(data or typed)
        if typed is not None:
            self.initial.update({name: typed.get(name) for name in self.fields if name in typed})

    def initial_of(self, stored: Stored) -> dict[str, Any]:
        """The plain fields as they stand."""
        return {name: stored[name] for name in self.base_fields if name in stored}

    def add_rows(self, data: QueryDict | None) -> None:
        """Add the numbered fields."""

    def format_json(self) -> dict[str, Any]:
        """The format that was described, as JSON without its type."""
        return {name: self.cleaned_data[name] for name in self.base_fields}

    @property
    def plain(self) -> list[BoundField]:
        """The fields that stand alone."""
        return [self[name] for name in self.base_fields]

    @property
    def rows(self) -> list[tuple[BoundField, ...]]:
        """The lines of the small table."""
        return [tuple(self[name] for name in names) for names in self.row_names]

    def _add(self, name: str, field: forms.Field, label: str, initial: object) -> None:
        field.widget.attrs |= {"aria-label": label, "class": "form-control form-control-sm"}
        self.fields[name] = field
        self.initial.setdefault(name, initial)


class LevelsForm(FormatForm):
    """Levels with their anchors."""

    columns = (gettext_lazy("Level"), gettext_lazy("What it looks like"))
    levels = forms.IntegerField(label=gettext_lazy("Levels"), min_value=2, max_value=MOST_LEVELS)
    again_on: ClassVar[Sequence[str]] = ("levels",)

    def add_rows(self, data: QueryDict | None) -> None:
        """A line for each level."""
        wanted = (data.get("levels") if data else None) or self.stored.get("levels", 5)
        levels = int(wanted) if str(wanted).isdigit() else 5
        said = {anchor["level"]: anchor["text"] for anchor in self.stored.get("anchors") or ()}
        for level in range(1, min(levels, MOST_LEVELS) + 1):
            name, label = f"anchor_{level}", _("Level %(level)d") % {"level": level}
            field = forms.CharField(required=False, max_length=1000)
            self._add(name, field, label, said.get(level, ""))
            self.row_names.append([name])

    def format_json(self) -> dict[str, Any]:
        """Levels and the anchors that say something."""
        said = {name: self.cleaned_data[f"{name}"] for name in self.base_fields}
        names = [f"anchor_{level}" for level in range(1, MOST_LEVELS + 1)]
        anchors = [
            {"level": level, "text": self.cleaned_data[name]}
            for level, name in enumerate(names, start=1)
            if self.cleaned_data.get(name) and level <= said["levels"]
        ]
        return {**said, "anchors": anchors}


class ScaleForm(LevelsForm):
    """A scale whose levels are spread evenly, or are worth what is listed."""

    reverse = forms.BooleanField(label=gettext_lazy("Level 1 is the best"), required=False)
    values = SharesField(
        label=gettext_lazy("Worth of each level"),
        help_text=gettext_lazy("0 to 100, such as 0, 10, 40, 80, 100; left empty, evenly spread"),
    )

    def initial_of(self, stored: Stored) -> dict[str, Any]:
        """The worth of the levels as it is typed."""
        return {**super().initial_of(stored), "values": _listed(stored.get("values"))}


class MirrorForm(LevelsForm):
    """A mirrored scale."""

    raters = forms.IntegerField(
        label=gettext_lazy("People needed on each side"), min_value=1, max_value=MOST_RATERS
    )
    warn_from = forms.IntegerField(
        label=gettext_lazy("Warn where both are at or above level"),
        required=False,
        min_value=1,
        max_value=MOST_LEVELS,
        help_text=gettext_lazy("Equal silence is no fit; left empty, nothing warns"),
    )
    scale = forms.ChoiceField(label=gettext_lazy("Way of working"), choices=scale_choices, required=False)
    bands = SharesField(
        label=gettext_lazy("Gap is minor, material, critical from"),
        help_text=gettext_lazy("Of 100, such as 12.5, 37.5, 62.5; left empty, the usual ones"),
    )

    def initial_of(self, stored: Stored) -> dict[str, Any]:
        """The bands as they are typed."""
        return {**super().initial_of(stored), "bands": _listed(stored.get("bands"))}

    def format_json(self) -> dict[str, Any]:
        """Without what was left empty, as it is where nobody ever said it."""
        said = super().format_json()
        return {name: value for name, value in said.items() if value or name not in ("scale", "bands")}


class TextForm(LevelsForm):
    """A text, kept for reading or rated against anchors."""

    rated = forms.BooleanField(label=gettext_lazy("Evaluators rate it"), required=False)


class YesNoForm(FormatForm):
    """Yes or no."""

    preferred = forms.TypedChoiceField(
        label=gettext_lazy("The good answer"),
        choices=[("True", gettext_lazy("Yes")), ("False", gettext_lazy("No"))],
        coerce=lambda word: word == "True",
    )
    partly = forms.BooleanField(label=gettext_lazy("“Partly” is offered, worth 50"), required=False)


class ChoiceForm(FormatForm):
    """Options and what each is worth."""

    columns = (gettext_lazy("Option"), gettext_lazy("Worth 0–100"))
    several = forms.BooleanField(label=gettext_lazy("Several may be chosen"), required=False)
    combine = forms.ChoiceField(label=gettext_lazy("Of several,"), choices=COMBINE, required=False)

    def add_rows(self, data: QueryDict | None) -> None:
        """A line for each option, and some for new ones."""
        options = list(self.stored.get("options") or ())
        filled = rows_in(data, "option", "label", MOST_ROWS) if data else len(options)
        for place in range(1, min(max(filled, len(options)) + SPARE_ROWS, MOST_ROWS) + 1):
            option = options[place - 1] if place <= len(options) else {}
            label, value, key = (f"option_{place}_{name}" for name in ("label", "value", "key"))
            number = {"number": place}
            self._add(label, _text(500), _("Option %(number)d") % number, option.get("label", ""))
            self._add(
                value, _worth(), _("Worth of option %(number)d") % number, _hundred(option.get("value"))
            )
            self._add(
                key, forms.CharField(required=False, widget=forms.HiddenInput), "", option.get("key", "")
            )
            self.row_names.append([label, value, key])

    def format_json(self) -> dict[str, Any]:
        """The options with a label; new ones get a key of their own."""
        taken: set[str] = set()
        options = []
        for label, value, key in self.row_names:
            if words := self.cleaned_data[label].strip():
                own = _own_key(self.cleaned_data[key] or slugify(words)[:40] or "option", taken)
                options.append({"key": own, "label": words, "value": _share(self.cleaned_data[value])})
        combine = self.cleaned_data["combine"] or str(Combine.MAX)
        return {"options": options, "several": self.cleaned_data["several"], "combine": combine}


class LineForm(FormatForm):
    """A line through points: what each answer is worth."""

    columns = (gettext_lazy("Answer"), gettext_lazy("Worth 0–100"))

    def add_rows(self, data: QueryDict | None) -> None:
        """A line for each point, and some for new ones."""
        points = list(self.stored.get("points") or ())
        filled = rows_in(data, "point", "x", MOST_ROWS) if data else len(points)
        for place in range(1, min(max(filled, len(points)) + SPARE_ROWS, MOST_ROWS) + 1):
            point = points[place - 1] if place <= len(points) else {}
            number = {"number": place}
            answer, value = f"point_{place}_x", f"point_{place}_value"
            self._add(answer, _figure(), _("Answer of point %(number)d") % number, _plain(point.get("x")))
            self._add(value, _worth(), _("Worth of point %(number)d") % number, _hundred(point.get("value")))
            self.row_names.append([answer, value])

    def clean(self) -> dict[str, Any]:
        """A point has an answer and a worth."""
        for answer, value in self.row_names:
            half = (self.cleaned_data.get(answer) is None) != (self.cleaned_data.get(value) is None)
            if half and not {answer, value} & set(self.errors):
                self.add_error(value, _("A point needs an answer and what it is worth."))
        return self.cleaned_data

    def format_json(self) -> dict[str, Any]:
        """The points in the order of their answers."""
        given = [(self.cleaned_data[x], self.cleaned_data[value]) for x, value in self.row_names]
        points = sorted((x, value) for x, value in given if x is not None and value is not None)
        return {**super().format_json(), "points": [{"x": x, "value": _share(value)} for x, value in points]}


class NumberForm(LineForm):
    """A number with its unit and limits."""

    unit = forms.CharField(label=gettext_lazy("Unit"), required=False, max_length=30)
    minimum = forms.FloatField(label=gettext_lazy("Smallest answer"), required=False)
    maximum = forms.FloatField(label=gettext_lazy("Largest answer"), required=False)
    whole = forms.BooleanField(label=gettext_lazy("Whole numbers only"), required=False)


class PercentageForm(LineForm):
    """A percentage and its limits."""

    minimum = forms.FloatField(label=gettext_lazy("Smallest answer"))
    maximum = forms.FloatField(label=gettext_lazy("Largest answer"))


class DateForm(LineForm):
    """A date, worth what its age in months says."""

    columns = (gettext_lazy("Age in months"), gettext_lazy("Worth 0–100"))


FORMS: Mapping[str, type[FormatForm]] = {
    "scale": ScaleForm,
    "yes_no": YesNoForm,
    "choice": ChoiceForm,
    "number": NumberForm,
    "percentage": PercentageForm,
    "date": DateForm,
    "text": TextForm,
    "mirror": MirrorForm,
}
FIRST: Mapping[str, Stored] = {
    "scale": {"levels": 5},
    "yes_no": {"preferred": True},
    "choice": {"options": [], "combine": "max"},
    "number": {"points": []},
    "percentage": {"points": [], "minimum": 0, "maximum": 100},
    "date": {"points": []},
    "text": {"levels": 5, "rated": False},
    "mirror": {"levels": 5, "raters": 3},
}


def _text(longest: int) -> forms.CharField:
    return forms.CharField(required=False, max_length=longest)


def _figure() -> forms.FloatField:
    return forms.FloatField(required=False, widget=forms.NumberInput(attrs={"step": "any"}))


def _worth() -> forms.FloatField:
    return forms.FloatField(
        required=False, min_value=0, max_value=100, widget=forms.NumberInput(attrs={"step": "any"})
    )


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _listed(shares: Sequence[float] | None) -> str:
    return ", ".join(f"{100 * share:.12g}" for share in shares or ())


def _hundred(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.12g}"


def _share(value: float | None) -> float | None:
    return None if value is None else float(f"{value / 100:.12g}")


def _own_key(wanted: str, taken: set[str]) -> str:
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    taken.add(key)
    return key
