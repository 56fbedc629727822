"""How the list of assessments is narrowed and ordered; everything lives in the address."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, AssessmentState, ReviewState, Template
from assessments.queries import answerable_responses, title_told, visible_assessments
from assessments.queries.reviewing import awaiting_review, reviewable_assessments
from outsourcing.actors import Actor
from outsourcing.ui.due import NEAR_DAYS

# The title decides among equals, so that nothing stands on two pages or on none.
ORDERS: Mapping[str, tuple[str | OrderBy, ...]] = {
    "title": ("told", "pk"),
    "-title": ("-told", "-pk"),
    "due": (F("due_on").asc(nulls_last=True), "told", "pk"),
    "-due": (F("due_on").desc(nulls_last=True), "told", "pk"),
    "opened": ("created_at", "pk"),
    "-opened": ("-created_at", "-pk"),
}
MINE = [("mine", _("Mine to answer")), ("review", _("Mine to review"))]
DUE = [("overdue", _("Overdue")), ("soon", _("In the next 30 days"))]
REVIEWS: Mapping[str, Q] = {
    "awaiting-review": awaiting_review(),
    "returned": Q(review=ReviewState.RETURNED, state=AssessmentState.OPEN),
    "accepted": Q(review=ReviewState.ACCEPTED),
}
STATES = [
    *AssessmentState.choices,
    ("awaiting-review", _("Awaiting review")),
    ("returned", _("Returned")),
    ("accepted", _("Accepted")),
]


class AssessmentFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By words, checklist, state, and whether they are mine to answer."""

    text = django_filters.CharFilter(
        label=_("Search"), field_name="told", lookup_expr="icontains", max_length=200
    )
    template = django_filters.ModelChoiceFilter(
        label=_("Checklist"),
        field_name="version__template",
        queryset=Template.objects.order_by("position", "name"),
        to_field_name="key",
        empty_label=_("Any checklist"),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=_("Any state")
    )
    who = django_filters.ChoiceFilter(
        label=_("Whose"), choices=MINE, method="by_answerer", empty_label=_("Everybody's")
    )
    due = django_filters.ChoiceFilter(
        label=_("Due"), choices=DUE, method="by_due_day", empty_label=_("Any time")
    )
    sort = django_filters.ChoiceFilter(
        choices=[(key, key) for key in ORDERS], method="in_order", widget=forms.HiddenInput
    )

    class Meta:
        model = Assessment
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, actor: Actor, today: date, **options: Any) -> None:
        asked = data.copy()
        asked.setdefault("sort", "-opened")
        self.actor, self.today = actor, today
        super().__init__(asked, queryset=visible_assessments(actor).annotate(told=title_told()), **options)
        self.form.fields["text"].widget.attrs["placeholder"] = _("Words of the title")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return any(self.data.get(name) for name in ("text", "template", "state", "who", "due"))

    def by_state(self, assessments: QuerySet[Assessment], _name: str, state: str) -> QuerySet[Assessment]:
        """Those in this state, or at this point of their review."""
        return assessments.filter(REVIEWS.get(state, Q(state=state)))

    def by_answerer(self, assessments: QuerySet[Assessment], _name: str, who: str) -> QuerySet[Assessment]:
        """Those in which this person answers, or which they are to review."""
        if who == "review":
            mine = reviewable_assessments(self.actor).filter(pk=OuterRef("pk")).order_by()
            return assessments.filter(Exists(mine))
        own = answerable_responses(self.actor).filter(assessment=OuterRef("pk")).order_by()
        return assessments.filter(Exists(own))

    def by_due_day(self, assessments: QuerySet[Assessment], _name: str, due: str) -> QuerySet[Assessment]:
        """Those that are late, or late or due within the month; what is done is not due."""
        last = self.today + timedelta(days=NEAR_DAYS if due == "soon" else -1)
        return assessments.filter(state=AssessmentState.OPEN, due_on__lte=last)

    def in_order(self, assessments: QuerySet[Assessment], _name: str, order: str) -> QuerySet[Assessment]:
        """In the order asked for."""
        return assessments.order_by(*ORDERS[order])
