"""Checklists as no person would write them, but as the file of checklists may hold them."""

from typing import Any

from hypothesis import strategies as st

from assessments.domain.formats import Combine
from assessments.domain.questionnaire import Aggregation, Applies, Rule, Side

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30
).filter(lambda text: text.strip() == text and "_x" not in text)
TEXTS = st.one_of(
    WORDS, st.sampled_from(["=1+1", "@x", "-3", "00123", "a; b", '["x"]', "yes", "line\r\nbreak"])
)
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)
SHARES = st.one_of(
    st.floats(0, 1), st.integers(0, 100).map(lambda n: n / 100), st.sampled_from([0.1 + 0.2, 1 / 3])
)
WEIGHTS = st.floats(0, 1_000_000)
LISTS = st.lists(TEXTS, max_size=3, unique=True)
SIDES = st.lists(st.sampled_from([str(side) for side in Side]), min_size=1, unique=True).map(sorted)
SCALARS = st.one_of(TEXTS, st.integers(-9, 9), st.booleans(), st.floats(-9, 9).filter(lambda x: x != int(x)))
OPERANDS = st.one_of(SCALARS, st.lists(SCALARS, min_size=1, max_size=3))


def _anchors(levels: int) -> st.SearchStrategy[list[dict[str, object]]]:
    chosen = st.lists(st.integers(1, levels), unique=True, max_size=levels)
    return chosen.flatmap(
        lambda places: st.tuples(*(TEXTS for _ in places)).map(
            lambda texts: [{"level": n, "text": t} for n, t in zip(places, texts, strict=True)]
        )
    )


@st.composite
def _levelled(draw: st.DrawFn) -> dict[str, Any]:
    levels = draw(st.integers(2, 7))
    base = {"levels": levels, "anchors": draw(_anchors(levels))}
    match draw(st.sampled_from(["scale", "mirror", "text"])):
        case "scale":
            values = draw(st.none() | st.lists(SHARES, min_size=levels, max_size=levels))
            return {"type": "scale", **base, "reverse": draw(st.booleans()), "values": values}
        case "mirror":
            warned = draw(st.none() | st.integers(1, levels))
            return {"type": "mirror", **base, "raters": draw(st.integers(1, 9)), "warn_from": warned}
    return {"type": "text", **base, "rated": draw(st.booleans())}


@st.composite
def _choice(draw: st.DrawFn) -> dict[str, Any]:
    keys = draw(st.lists(KEYS, min_size=2, max_size=4, unique=True))
    scored = draw(st.booleans())
    options = [{"key": k, "label": draw(TEXTS), "value": draw(SHARES) if scored else None} for k in keys]
    combine = draw(st.sampled_from([str(way) for way in Combine]))
    return {"type": "choice", "options": options, "several": draw(st.booleans()), "combine": combine}


@st.composite
def _lined(draw: st.DrawFn) -> dict[str, Any]:
    places = draw(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=4, unique=True).map(sorted))
    points = draw(st.just([]) | st.just([{"x": x, "value": draw(SHARES)} for x in places]))
    match draw(st.sampled_from(["number", "percentage", "date"])):
        case "number":
            low, high = draw(st.sampled_from([(None, None), (0, 9.5), (None, 3), (-1.25, None)]))
            return {
                "type": "number",
                "points": points,
                "unit": draw(st.just("") | TEXTS),
                "minimum": low,
                "maximum": high,
                "whole": draw(st.booleans()),
            }
        case "percentage":
            return {"type": "percentage", "points": points, "minimum": 0.5, "maximum": 100.5}
    return {"type": "date", "points": points}


def _yes_no() -> st.SearchStrategy[dict[str, Any]]:
    flags = {"preferred": st.booleans(), "partly": st.booleans()}
    return st.fixed_dictionaries({"type": st.just("yes_no"), **flags})


@st.composite
def _format(draw: st.DrawFn) -> dict[str, Any]:
    plain: dict[str, Any] = draw(st.one_of(_levelled(), _choice(), _lined(), _yes_no()))
    if plain["type"] in {"mirror", "text"} or not draw(st.booleans()):
        return plain
    return {"type": "measured", "source": draw(WORDS), "answer": plain, "by_hand": draw(st.booleans())}


RULES = st.sampled_from([str(rule) for rule in Rule])
KNOCKOUTS = st.none() | st.fixed_dictionaries(
    {
        "rule": RULES,
        "operand": OPERANDS,
        "applies": st.sampled_from([str(each) for each in Applies]),
        "sentence": TEXTS,
    }
)
CONDITIONS = st.none() | st.fixed_dictionaries({"question_key": KEYS, "rule": RULES, "operand": OPERANDS})


def _question(key: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "key": st.just(key),
            "text": TEXTS,
            "guidance": st.just("") | TEXTS,
            "proof": st.just("") | TEXTS,
            "weight": WEIGHTS,
            "sides": SIDES,
            "not_applicable_allowed": st.booleans(),
            "aggregation": st.sampled_from([str(way) for way in Aggregation]),
            "flags": LISTS.map(sorted),
            "serves": LISTS,
            "format": _format(),
            "knockout": KNOCKOUTS,
            "condition": CONDITIONS,
        }
    )


def _section(key: str, questions: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "key": st.just(key),
            "title": TEXTS,
            "weight": WEIGHTS,
            "minimum": st.none() | SHARES,
            "envelope": st.sampled_from(["open", "price"]),
            "questions": st.tuples(*map(_question, questions)).map(list),
        }
    )


@st.composite
def checklists(draw: st.DrawFn) -> dict[str, Any]:
    """One checklist in the form in which it is exported."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=5, unique=True))
    cut = draw(st.integers(0, len(keys)))
    return {
        "key": draw(KEYS),
        "name": draw(TEXTS),
        "purpose": draw(st.sampled_from(["provider_fit", "readiness", "relationship"])),
        "default_weight": draw(WEIGHTS),
        "who": draw(st.just("") | TEXTS),
        "recurrence": draw(st.just("") | TEXTS),
        "introduction": draw(st.just("") | TEXTS),
        "opening_sides": draw(st.lists(st.sampled_from([str(side) for side in Side]), unique=True)),
        "sections": [draw(_section("first", keys[:cut])), draw(_section("second", keys[cut:]))],
    }
