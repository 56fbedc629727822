"""The style guide: every component with all its variants, for those who build pages."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui import bars, samples
from outsourcing.ui.layouts import beside, group, record_form
from outsourcing.ui.parts import undo_to
from outsourcing.ui.registry import Tone


class SampleForm(forms.Form):
    """A form in every state."""

    name = forms.CharField(label="Name", help_text="As it stands in the contract.")
    mail = forms.EmailField(label="E-mail address")
    country = forms.ChoiceField(label="Country", choices=[("NL", "Netherlands"), ("IN", "India")])
    need = forms.CharField(label="What is needed", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    named = forms.BooleanField(label="Names may be shown to evaluators", required=False)

    def __init__(self, data: dict[str, str] | None = None) -> None:
        super().__init__(data, prefix="sample" if data is None else "faulty")
        self.helper = record_form(
            group("Who", beside("name", "mail"), "country"),
            group("What", "need", "named"),
            cancel_url="#forms",
        )


@guarded()
@require_safe
def style_guide(request: ActorRequest) -> HttpResponse:
    """Show all of them."""
    now = timezone.now()
    return render(request, "ui/style_guide.html", _shown(now) | {"today": timezone.localdate(now)})


def _shown(now: datetime) -> dict[str, object]:
    faulty = SampleForm({"faulty-name": "", "faulty-mail": "nobody", "faulty-country": "XX"})
    return {
        "now": now,
        "tones": list(Tone),
        "samples": samples,
        "inbox": samples.inbox(timezone.localdate(now)),
        "charts": samples.charts(),
        "legend_bars": [sample.bar for sample in samples.BARS],
        "page": Paginator(range(240), 20).page(3),
        "form": SampleForm(),
        "faulty": faulty,
        "messages_shown": _messages(),
        "palette_bar": bars.ScoreBar("Every dimension", samples.PALETTE),
        "shares": [0.0, 0.08, 0.48, 1.0],
        "keys": ["1", "2", "3"],
    }


def _messages() -> list[Message]:
    return [
        Message(messages.SUCCESS, "Kaveri Research is archived.", extra_tags=undo_to("/style-guide/")),
        Message(messages.INFO, "The roster is being read; you can leave this page."),
        Message(messages.WARNING, "Two rows were set aside."),
        Message(messages.ERROR, "The file is not a workbook. Nothing was changed."),
    ]
