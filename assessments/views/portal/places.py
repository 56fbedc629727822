"""From an address of the portal to what it names, for the contact who asks; foreign equals missing."""

from django.http import Http404

from assessments.models import Question, Release, Response
from assessments.queries.portal import portal_question, portal_response, readable_releases
from outsourcing.actors import Actor
from outsourcing.guards import ObjectRule

ASKED = ObjectRule(
    "response asked of a contact", "the contacts who were asked for it, until it is taken back"
)
ASKED_WHOLE = ObjectRule("response to hand in", "the contacts who were asked for all of it")
RELEASED = ObjectRule("released results", "the contacts who were asked for all of it, while released")


def asked_response(actor: Actor, pk: int, response_pk: int) -> Response:
    """A response that this contact was asked, narrowed to their sections."""
    found = portal_response(actor, pk, response_pk)
    if found is None:
        raise Http404
    return found


def whole_response(actor: Actor, pk: int, response_pk: int) -> Response:
    """A response that this contact was asked as a whole."""
    found = asked_response(actor, pk, response_pk)
    if found.section_keys:
        raise Http404
    return found


def asked_question(actor: Actor, response: Response, key: str) -> Question:
    """A question of it that this contact was asked."""
    found = portal_question(actor, response, key)
    if found is None:
        raise Http404
    return found


def released_results(actor: Actor, pk: int) -> Release:
    """Results that this contact may read."""
    found = readable_releases(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
