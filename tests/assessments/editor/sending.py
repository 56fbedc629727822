"""What a browser sends from the editor's forms."""

import json
from html.parser import HTMLParser
from typing import Any

from assessments.models import TemplateVersion
from tests.assessments.editor.drafts import content


class Fields(HTMLParser):
    """The successful fields of one form, as a browser would send them."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.wanted, self.inside = form, False
        self.data: dict[str, Any] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note fields, chosen options and ticked boxes."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.wanted in given or given.get("id") == self.wanted
        name = given.get("name", "")
        if not (self.inside or given.get("form") == self.wanted) and not (tag == "option" and self.select):
            return
        if tag == "input" and name and "disabled" not in given:
            self._input(name, given)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            if "selected" in given or self.select not in self.data:
                self.data[self.select] = given.get("value", "")
        elif tag == "textarea":
            self.area, self.data[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        """Leave what was begun."""
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.data[self.area] = self.data[self.area].removeprefix("\n")
            self.area = ""

    def handle_data(self, data: str) -> None:
        """The text of a text area."""
        if self.area:
            self.data[self.area] += data

    def _input(self, name: str, given: dict[str, str]) -> None:
        if given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self.data.setdefault(name, []).append(given.get("value", "on"))
        elif given.get("type") != "submit":
            self.data[name] = given.get("value", "")


def fields_of(reply: Any, form: str = "data-panel") -> dict[str, Any]:
    """The fields of a form of a page, by an attribute or the id of the form."""
    reader = Fields(form)
    reader.feed(reply.content.decode())
    return reader.data


def sent(of: TemplateVersion, key: str, **typed: Any) -> dict[str, Any]:
    """The form of a question, typed anew."""
    stands = content(of, key)
    return {
        "base": json.dumps(stands),
        "text": stands["text"],
        "weight": str(stands["weight"]),
        "type": "scale",
        "levels": "5",
        "sides": ["evaluator"],
        "aggregation": "mean",
        **typed,
    }
