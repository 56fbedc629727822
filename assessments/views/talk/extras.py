"""The links at the foot of a question to what is said about its answer."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.questionnaire import Side
from assessments.models import Response, ResponseState
from assessments.queries.clarifications import askable_assessments
from assessments.queries.questionnaires import questionnaire_of
from assessments.queries.threads import Talk, talk_of
from assessments.views.extras import Extra
from outsourcing.actors import Actor, ActorKind
from outsourcing.ui.registry import Tone

ANY_KEY = "any-key"
NOTHING_SAID = Talk()


def talk_extras(actor: Actor, response: Response) -> Mapping[str, tuple[Extra, ...]]:
    """For each question: how much is said about its answer, and whether it is to be clarified."""
    said = talk_of(actor, response)
    has_author = response.side != Side.MEASURED
    may_ask = has_author and response.state == ResponseState.SUBMITTED and _may_ask(actor, response)
    comments, clarify = _addresses(actor, response)
    found: dict[str, tuple[Extra, ...]] = {}
    for key in questionnaire_of(response.assessment.version).by_key:
        talk = said.get(key, NOTHING_SAID)
        extras = [_comments(talk, comments.replace(ANY_KEY, key))]
        if may_ask or talk.open_clarifications:
            extras.append(_clarify(talk, clarify.replace(ANY_KEY, key)))
        found[key] = tuple(extras)
    return found


def _comments(talk: Talk, url: str) -> Extra:
    if talk.open_threads:
        text = ngettext("%(n)d open comment", "%(n)d open comments", talk.open_threads)
        return Extra("chat-left-dots", text % {"n": talk.open_threads}, url, Tone.INFO)
    label = _("Comments, resolved") if talk.resolved_threads else _("Comment")
    return Extra("chat-left", label, url)


def _clarify(talk: Talk, url: str) -> Extra:
    if talk.open_clarifications:
        return Extra("question-circle", _("To be clarified"), url, Tone.WARN)
    return Extra("question-circle", _("Please clarify"), url)


def _may_ask(actor: Actor, response: Response) -> bool:
    return askable_assessments(actor).filter(pk=response.assessment_id).exists()


def _addresses(actor: Actor, response: Response) -> tuple[str, str]:
    prefix = "portal-" if actor.kind is ActorKind.CONTACT else ""
    place = (response.assessment_id, response.pk, ANY_KEY)
    return reverse(f"assessments:{prefix}comments", args=place), reverse(
        f"assessments:{prefix}clarify", args=place
    )
