"""A checklist as its editor sees it: sections, questions with all their words, numbers and shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.domain.format_codec import format_from_json
from assessments.domain.formats import is_scored
from assessments.domain.json_fields import Json
from assessments.domain.weights import Group, shares

Content = Mapping[str, Json]
# Everything a question says, in the order in which differences are told.
CONTENT_FIELDS = (
    "text",
    "guidance",
    "proof",
    "weight",
    "format",
    "knockout",
    "condition",
    "not_applicable_allowed",
    "sides",
    "aggregation",
    "flags",
    "serves",
)
SECTION_FIELDS = ("title", "weight", "minimum", "envelope")


@dataclass(frozen=True)
class OutlineQuestion:
    """One question; `content` holds the fields of CONTENT_FIELDS as JSON."""

    key: str
    content: Content

    @property
    def weight(self) -> float:
        """Its raw weight."""
        weight = self.content["weight"]
        return float(weight) if isinstance(weight, int | float) else 0.0

    @property
    def is_scored(self) -> bool:
        """Whether an answer to it can be worth anything."""
        return is_scored(format_from_json(self.content["format"]))


@dataclass(frozen=True)
class OutlineSection:
    """One section; `content` holds the fields of SECTION_FIELDS."""

    key: str
    content: Content
    questions: tuple[OutlineQuestion, ...]

    @property
    def title(self) -> str:
        """Its heading."""
        return str(self.content["title"])

    @property
    def weight(self) -> float:
        """Its raw weight."""
        weight = self.content["weight"]
        return float(weight) if isinstance(weight, int | float) else 0.0


@dataclass(frozen=True)
class Outline:
    """All sections of a version, in their order."""

    sections: tuple[OutlineSection, ...]

    def places(self) -> Iterator[Place]:
        """Each question with its number and section, in the order asked."""
        for number, section in enumerate(self.sections, start=1):
            for place, question in enumerate(section.questions, start=1):
                yield Place(f"{number}.{place}", section.key, question)


@dataclass(frozen=True, slots=True)
class Place:
    """A question and where it stands."""

    number: str
    section_key: str
    question: OutlineQuestion


@dataclass(frozen=True, slots=True)
class OutlineShares:
    """The part of the whole score of each section and each question, by key."""

    sections: Mapping[str, float]
    questions: Mapping[str, float]


def outline_shares(outline: Outline) -> OutlineShares:
    """Return the shares as long as every question applies; what is not scored has none."""
    counted = [
        Group(section.weight, [q.weight if q.is_scored else 0.0 for q in section.questions])
        for section in outline.sections
    ]
    found = shares(counted)
    leaves = zip(outline.sections, found.leaves, strict=True)
    return OutlineShares(
        sections={s.key: share for s, share in zip(outline.sections, found.groups, strict=True)},
        questions={
            question.key: share
            for section, parts in leaves
            for question, share in zip(section.questions, parts, strict=True)
        },
    )
