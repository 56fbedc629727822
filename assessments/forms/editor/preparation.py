"""The form of one line of a checklist's table of preparations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from assessments.domain.preparing import Doer, Occasion, Stage
from assessments.domain.preparing_table import LONGEST, MOST_DAYS, RuleFacts
from assessments.models import DOER_LABELS, OCCASION_LABELS, STAGE_LABELS
from assessments.queries.preparation_table import TableScale
from outsourcing.ui.layouts import beside, record_form

FROM_LABELS = {
    Occasion.MINOR: _("a minor gap on"),
    Occasion.MATERIAL: _("a material gap on"),
    Occasion.CRITICAL: _("a critical gap on"),
    Occasion.SILENT: _("a match at the silent end"),
}


class RuleForm(forms.Form):
    """On which scale, from which gap on, who does what with whom, before what, and what proves it."""

    question = forms.ChoiceField(label=_("Scale"))
    occasion = forms.ChoiceField(label=_("From"), help_text=_("A larger gap asks for it too"))
    title = forms.CharField(
        label=_("What to do"),
        max_length=LONGEST["title"],
        help_text=_("One thing that can be done and shown, such as “Agree a plain sentence for bad news”"),
    )
    side = forms.ChoiceField(label=_("Who does it"), initial=Doer.BOTH)
    audience = forms.CharField(label=_("Who takes part"), max_length=LONGEST["audience"], required=False)
    before = forms.ChoiceField(label=_("Before which gate"), initial=Stage.START)
    within_days = forms.IntegerField(
        label=_("Days to do it in"), min_value=1, max_value=MOST_DAYS, initial=30
    )
    proof = forms.CharField(
        label=_("What proves it"),
        max_length=LONGEST["proof"],
        required=False,
        help_text=_("What somebody else can look at: a page, minutes, a name"),
    )

    def __init__(
        self, *data: Any, scales: Sequence[TableScale], cancel_url: str = "", **options: Any
    ) -> None:
        super().__init__(*data, **options)
        self._warning = {scale.question_key for scale in scales if scale.warns_of_silence}
        self._offer("question", [(scale.question_key, scale.title) for scale in scales])
        self._offer("occasion", [(str(key), FROM_LABELS[key]) for key in OCCASION_LABELS])
        self._offer("side", [(str(key), words) for key, words in DOER_LABELS.items()])
        self._offer("before", [(str(key), words) for key, words in STAGE_LABELS.items()])
        self.helper = record_form(
            beside("question", "occasion"),
            "title",
            beside("side", "audience"),
            beside("before", "within_days"),
            "proof",
            cancel_url=cancel_url,
        )

    def clean(self) -> dict[str, Any]:
        """What no gap could ever ask for is refused."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("occasion") == Occasion.SILENT and given.get("question") not in self._warning:
            text = now_said("This scale has no silent end, so this would never be asked for.")
            self.add_error("occasion", text)
        return given

    def facts(self) -> RuleFacts:
        """What was typed, once it is valid."""
        given = self.cleaned_data
        return RuleFacts(
            question_key=given["question"],
            occasion=Occasion(given["occasion"]),
            title=given["title"].strip(),
            side=Doer(given["side"]),
            audience=given["audience"].strip(),
            before=Stage(given["before"]),
            proof=given["proof"].strip(),
            within_days=given["within_days"],
        )

    @classmethod
    def initial_of(cls, facts: RuleFacts) -> dict[str, object]:
        """A line as the form holds it."""
        return {
            "question": facts.question_key,
            "occasion": facts.occasion,
            "title": facts.title,
            "side": facts.side,
            "audience": facts.audience,
            "before": facts.before,
            "within_days": facts.within_days,
            "proof": facts.proof,
        }

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class MoveForm(forms.Form):
    """One place up or down."""

    places = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int)
