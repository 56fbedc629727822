"""What is compared by pairs in a draft, and what was judged of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.domain.ahp import JUDGEMENTS, MOST_COMPARED, Pair, Priorities, pairs_of, priorities
from assessments.models import Comparison, TemplateVersion
from assessments.queries.drafts import outline_of


@dataclass(frozen=True)
class Compared:
    """One section or question among those compared, with its present weight."""

    key: str
    text: str
    weight: float


@dataclass(frozen=True)
class ComparisonState:
    """What is compared, what was judged, and the weights that follow once every pair is."""

    items: tuple[Compared, ...]
    judged: Mapping[Pair, int]
    found: Priorities | None

    @property
    def can_be_compared(self) -> bool:
        """Whether there are enough of them, and not too many."""
        return 2 <= len(self.items) <= MOST_COMPARED

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every pair, each once."""
        return pairs_of(len(self.items)) if self.can_be_compared else ()


def compared_in(draft: TemplateVersion, section_key: str) -> ComparisonState | None:
    """The sections of a draft, or the questions of one section; None where there is no such section."""
    items = _items(draft, section_key)
    if items is None:
        return None
    places = {item.key: place for place, item in enumerate(items)}
    judged: dict[Pair, int] = {}
    for first, second, judgement in _kept(draft, section_key):
        if {first, second} <= places.keys() and judgement in JUDGEMENTS:
            pair = (places[first], places[second])
            # Whoever moved them meanwhile turned the pair round.
            judged[min(pair), max(pair)] = judgement if pair[0] < pair[1] or judgement == 1 else -judgement
    state = ComparisonState(items, judged, None)
    if not state.can_be_compared or len(judged) < len(state.pairs):
        return state
    return ComparisonState(items, judged, priorities(len(items), judged))


def _items(draft: TemplateVersion, section_key: str) -> tuple[Compared, ...] | None:
    sections = outline_of(draft).sections
    if not section_key:
        return tuple(Compared(each.key, each.title, each.weight) for each in sections)
    for section in sections:
        if section.key == section_key:
            scored = (each for each in section.questions if each.is_scored)
            return tuple(Compared(each.key, str(each.content["text"]), each.weight) for each in scored)
    return None


def _kept(draft: TemplateVersion, section_key: str) -> list[tuple[str, str, int]]:
    """What was judged in this draft or, to begin with, in the newest version before it."""
    of_template = Comparison.objects.filter(version__template=draft.template_id, section_key=section_key)
    newest = of_template.filter(version__number__lte=draft.number).order_by("-version__number").first()
    return [(first, second, judgement) for first, second, judgement in newest.judgements] if newest else []
