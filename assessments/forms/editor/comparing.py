"""The form of a comparison by pairs: one choice for each pair, in words."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.domain.ahp import JUDGEMENTS
from assessments.queries.comparing import ComparisonState

# Saaty's scale; the even numbers lie between.
STRENGTHS: Mapping[int, Promise] = {
    2: gettext_lazy("“%(more)s” matters a little more (2)"),
    3: gettext_lazy("“%(more)s” matters moderately more (3)"),
    4: gettext_lazy("“%(more)s” matters more, moderately to strongly (4)"),
    5: gettext_lazy("“%(more)s” matters strongly more (5)"),
    6: gettext_lazy("“%(more)s” matters more, strongly to very strongly (6)"),
    7: gettext_lazy("“%(more)s” matters very strongly more (7)"),
    8: gettext_lazy("“%(more)s” matters more, very strongly to extremely (8)"),
    9: gettext_lazy("“%(more)s” matters extremely more (9)"),
}


def judgement_words(judgement: int, first: str, second: str) -> str:
    """A judgement as people say it."""
    if judgement == 1:
        return _("both matter alike (1)")
    more = first if judgement > 0 else second
    return str(STRENGTHS[abs(judgement)]) % {"more": Truncator(more).chars(60)}


class ComparisonForm(forms.Form):
    """One field for each pair, `pair.FIRST.SECOND`."""

    def __init__(self, state: ComparisonState, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self._names: dict[str, tuple[str, str]] = {}
        for first, second in state.pairs:
            one, other = state.items[first], state.items[second]
            name = f"pair.{one.key}.{other.key}"
            self._names[name] = (one.key, other.key)
            self.fields[name] = forms.TypedChoiceField(
                label=_("%(first)s – or – %(second)s") % {"first": one.text, "second": other.text},
                choices=_choices(one.text, other.text),
                coerce=int,
                empty_value=None,
                required=False,
                initial=state.judged.get((first, second)),
            )

    def judged(self) -> Mapping[tuple[str, str], int]:
        """What was chosen, by the keys of each pair."""
        chosen = {pair: self.cleaned_data[name] for name, pair in self._names.items()}
        return {pair: judgement for pair, judgement in chosen.items() if judgement is not None}


def _choices(first: str, second: str) -> Sequence[tuple[str, str]]:
    judged = [(str(each), judgement_words(each, first, second)) for each in JUDGEMENTS]
    return [("", _("not judged yet")), *judged]
