"""The latest plan for a team, where the people of its provider are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _

from outsourcing.actors import Actor
from outsourcing.ui.charts import Chart
from outsourcing.ui.formats import share_text
from outsourcing.ui.registry import Panel
from providers.charts import leavers_chart
from providers.models import Provider
from selection.models import TeamPlan
from selection.queries.plans import headline_of, latest_plan_for


@dataclass(frozen=True)
class Headline:
    """What is shown of a plan without computing it."""

    plan: TeamPlan
    expected: float
    low: int
    high: int
    months_lost: float
    chart: Chart


def latest_plan(actor: Actor, page_of: object, _today: date) -> Mapping[str, object] | None:
    """The plan that was saved last, of the projects that this reader sees; none keeps the panel away."""
    plan = latest_plan_for(actor, cast(Provider, page_of))
    if plan is None:
        return None
    said = headline_of(plan)
    low, high = said["low"], said["high"]
    shown = Headline(plan, said["expected"], low, high, said["months_lost"], _chart(plan, said, (low, high)))
    return {"headline": shown}


PANEL = Panel(
    key="team plan",
    position=10,
    fact="selection/plans/_fact.html",
    template="selection/plans/_panel.html",
    context=latest_plan,
)


def _chart(plan: TeamPlan, said: Mapping[str, Any], inside: tuple[int, int]) -> Chart:
    none = share_text(said["probabilities"][0], 1)
    label = _("People who leave the assigned team before the project ends")
    return leavers_chart(
        f"plan-{plan.pk}",
        said["probabilities"],
        inside,
        (label, _("Nobody leaves with a probability of %(none)s.") % {"none": none}),
    )
