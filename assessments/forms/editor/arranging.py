"""Where a question or section is to stand: `question/KEY/SECTION/PLACE` or `section/KEY/PLACE`."""

from typing import Any

from django import forms

SHAPES = {"question": 4, "section": 3}


class MoveForm(forms.Form):
    """One move, as a button of the list or the drag of a handle sends it; a section chosen beside wins."""

    to = forms.CharField(max_length=200)
    section = forms.SlugField(required=False, max_length=60)

    def clean_to(self) -> list[str]:
        """The parts of the move."""
        parts: list[str] = self.cleaned_data["to"].split("/")
        if len(parts) != SHAPES.get(parts[0]) or not parts[-1].lstrip("-").isdecimal() or len(parts[-1]) > 6:
            raise forms.ValidationError("unreadable")
        return parts

    @property
    def is_question(self) -> bool:
        """Whether a question moves, not a section."""
        return bool(self.cleaned_data["to"][0] == "question")

    def question_move(self) -> dict[str, Any]:
        """What the action takes."""
        _kind, key, section, place = self.cleaned_data["to"]
        return {"key": key, "section_key": self.cleaned_data["section"] or section, "place": int(place)}

    def section_move(self) -> dict[str, Any]:
        """What the action takes."""
        _kind, key, place = self.cleaned_data["to"]
        return {"key": key, "place": int(place)}
