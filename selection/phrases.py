"""How the trail and the page of owed work speak of sourcing projects."""

from django.utils.translation import gettext_lazy as _

from outsourcing.audit.phrases import register_phrases
from outsourcing.jobs.names import register_work


def register() -> None:
    """Give each action and each kind of owed work its words."""
    register_work("selection.rank", _("Ranking of a project"))
    register_phrases(
        {
            "project.created": _("started the project"),
            "project.changed": _("changed the project"),
            "project.closed": _("closed the project"),
            "project.reopened": _("reopened the project"),
            "project.member_added": _("added a member to"),
            "project.member_removed": _("removed a member from"),
            "project.weights_set": _("set the weights of"),
            "project.weights_locked": _("locked the weights of"),
            "project.readiness_set": _("chose the readiness check of"),
            "project.candidate_added": _("entered the candidate"),
            "project.candidate_served": _("attached an assessment to"),
            "project.candidate_withdrawn": _("withdrew the candidate"),
            "project.candidate_restored": _("brought back the candidate"),
            "project.knockout_on": _("switched a knock-out on in"),
            "project.knockout_off": _("switched a knock-out off in"),
            "plan.created": _("planned a team:"),
            "plan.changed": _("changed the plan"),
            "plan.renewed": _("computed the plan anew:"),
            "plan.removed": _("removed the plan"),
            "project.ranked": _("ranked the candidates of"),
        },
    )
