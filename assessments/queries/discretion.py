"""From whom names are hidden and ratings withheld; every read of an assessment goes through here.

Whoever answers a blind assessment without managing it knows it by its alias until the names are opened.
Rows that come from `discreetly` are covered as they leave the database, whatever page shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.db.models.query import ModelIterable

from assessments.domain.questionnaire import Side
from assessments.models import Admission, Assessment, Capability, Grant, ResponseState
from assessments.queries.cover import Known, cover
from outsourcing.actors import Actor, ActorKind

Row = TypeVar("Row", bound=Model)
# For rows marked by `discreetly`: whom they are about may be told.
NAMED = Q(hides_names=False)
RATING_ALONE = [str(Side.EVALUATOR), str(Side.CHECKER)]


class Covering(ModelIterable):  # type: ignore[type-arg]
    """Rows as they leave the database, those under an alias covered."""

    def __iter__(self) -> Iterator[Model]:
        """Cover what the query marked."""
        known: Known = {}
        for row in super().__iter__():
            if getattr(row, "hides_names", False):
                cover(row, known)
            yield row


def contact_party(contact_id: str) -> str:
    """How the response of a contact who answers alone is told from the others."""
    return f"contact-{contact_id}"


def grants_of(actor: Actor) -> QuerySet[Grant]:
    """What this actor was granted."""
    return Grant.objects.filter(actor_kind=actor.kind, actor_id=actor.id)


def discreetly(actor: Actor, rows: QuerySet[Row, Row], to_assessment: str = "") -> QuerySet[Row, Row]:
    """These rows, covered where this actor must not know whom they are about.

    `to_assessment` leads from a row to its assessment; `hides_names` may be filtered by afterwards.
    """
    marked = cast("QuerySet[Row, Row]", rows.annotate(hides_names=_hides_names(actor, to_assessment)))
    marked._iterable_class = Covering
    return marked


def title_told(alias: str = "alias") -> Case:
    """The title as this actor is told it, for rows marked by `discreetly`; to search and to sort by."""
    told = Concat(F("version__template__name"), Value(": "), F(alias))
    return Case(When(hides_names=True, then=told), default=F("title"), output_field=CharField())


def by_name(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Only what may be looked up by the name, provider or subject it is about."""
    return rows.filter(NAMED)


def withheld_scores(actor: Actor, assessment_ids: Iterable[int]) -> frozenset[int]:
    """Those of these assessments whose score would tell this actor what they must not know yet.

    While they still rate alone it would tell what others gave.
    """
    rating = _under_way(actor).filter(assessment__in=list(assessment_ids))
    return frozenset(rating.values_list("assessment", flat=True))


def is_withheld(actor: Actor) -> Exists:
    """The same as a condition on assessments."""
    return Exists(_under_way(actor).filter(assessment=OuterRef("pk")))


def hidden_names(actor: Actor, assessment_ids: Iterable[int]) -> frozenset[int]:
    """Those of these assessments that this actor knows by an alias: never to be shown beside a name."""
    hidden = discreetly(actor, Assessment.objects.filter(pk__in=list(assessment_ids))).exclude(NAMED)
    return frozenset(hidden.order_by().values_list("pk", flat=True))


def unmatched(actor: Actor, assessment_ids: Iterable[int]) -> frozenset[int]:
    """Those whose figures must not stand beside the name of whom they are about: unnamed, or withheld."""
    wanted = list(assessment_ids)
    return withheld_scores(actor, wanted) | hidden_names(actor, wanted)


def may_look(actor: Actor, to_assessment: str) -> Q:
    """The condition that nothing is left to declare or to decide before this actor may look."""
    waiting = grants_of(actor).filter(
        assessment=OuterRef(to_assessment),
        capability=Capability.ANSWER,
        response__admission__in=[Admission.DECLARATION, Admission.DECISION],
        response__is_set_aside=False,
    )
    return ~Q(Exists(waiting))


def _under_way(actor: Actor) -> QuerySet[Grant]:
    return (
        grants_of(actor)
        .filter(capability=Capability.ANSWER, response__side__in=RATING_ALONE)
        .filter(response__state=ResponseState.DRAFT, response__is_set_aside=False)
        .exclude(response__party="")
    )


def _hides_names(actor: Actor, to_assessment: str) -> Case | Value:
    if actor.kind is not ActorKind.USER:
        # The provider's own people know who they are.
        return Value(False, output_field=BooleanField())
    path = f"{to_assessment}__" if to_assessment else ""
    granted = grants_of(actor).filter(assessment=OuterRef(to_assessment or "pk"))
    answers = Exists(granted.filter(capability=Capability.ANSWER))
    manages = Exists(granted.filter(capability=Capability.MANAGE))
    hidden = Q(**{f"{path}names_hidden": True}) & Q(answers) & ~Q(manages)
    return Case(When(hidden, then=Value(True)), default=Value(False), output_field=BooleanField())
