"""Fetches what a page is about; foreign equals missing."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from outsourcing.guards import ActorRequest, ObjectRule
from selection.models import Candidacy, Project
from selection.queries.access import changeable_projects
from selection.queries.overview import candidacies_of

SEEN = ObjectRule("project", "its owner, its members, and who reads all projects")
CHANGED = ObjectRule("project to change", "its owner, and its members who lead")
CANDIDATE = ObjectRule("candidate to change", "whoever may change the project in the same address")
EXPLAINED = ObjectRule("candidate", "whoever sees the project in the same address")
MEMBER = ObjectRule("member", "whoever may change the project in the same address")


def changeable_project(request: ActorRequest, pk: int) -> Project:
    """The project, if this person may change it."""
    return get_object_or_404(changeable_projects(request.actor).select_related("owner"), pk=pk)


def changeable_candidacy(request: ActorRequest, pk: int, candidacy_id: int) -> Candidacy:
    """The candidate, if this person may change its project."""
    project = changeable_project(request, pk)
    candidacy = candidacies_of(request.actor, project).filter(pk=candidacy_id).first()
    if candidacy is None:
        raise Http404
    return candidacy
