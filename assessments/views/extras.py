"""What stands at the foot of a question besides its answer: other parts of the app each add a source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assessments.models import Response
from outsourcing.actors import Actor
from outsourcing.ui.registry import Tone


@dataclass(frozen=True, slots=True)
class Extra:
    """A link that opens below its question: its address answers htmx with a fragment, a click with a page."""

    icon: str
    label: str
    url: str
    tone: Tone = Tone.NONE


ExtrasOfQuestions = Mapping[str, tuple[Extra, ...]]
Source = Callable[[Actor, Response], ExtrasOfQuestions]
_sources: list[Source] = []


def register_extras(source: Source) -> None:
    """Add a source, from `AppConfig.ready`.

    It asks the database once for a whole response, however many questions it has, and answers by their keys.
    """
    _sources.append(source)


def extras_of(actor: Actor, response: Response) -> ExtrasOfQuestions:
    """The extras of each question of a response, in the order of their sources."""
    gathered: dict[str, tuple[Extra, ...]] = {}
    for source in _sources:
        for key, extras in source(actor, response).items():
            gathered[key] = (*gathered.get(key, ()), *extras)
    return gathered
