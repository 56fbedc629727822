"""How an assessment looks to whoever must not know whom it is about: an alias takes the place of names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Model
from django.utils.translation import gettext as _

from assessments.domain.questionnaire import Side
from assessments.models import Answer, AnswerRevision, Assessment, Evidence, Reopening, Response, Subject
from outsourcing.actors import ActorKind
from providers.models import Provider

# Shorter first words of a name are words of every day; replacing them would garble a text.
SHORTEST_WORD = 4


Known = dict[int, Assessment]


def cover(row: Model, known: Known) -> None:
    """Cover whatever leads to an assessment; `known` keeps each of them for the rows that follow."""
    match row:
        case Assessment():
            cover_assessment(row)
        case Response():
            cover_response(row, known)
        case Answer():
            _cover_answer(row, known)
        case Evidence():
            _cover_evidence(row, known)
        case Reopening():
            cover_response(row.response, known)
        case _:
            raise TypeError(row)


def cover_assessment(assessment: Assessment) -> Assessment:
    """Put the alias in the place of title and subject, once."""
    if not assessment.is_covered:
        assessment.cover_names(_spellings(assessment.subject.provider), alias_title(assessment))
        assessment.subject = Subject(pk=0, kind=assessment.subject.kind, name=assessment.alias)
    return assessment


def cover_response(response: Response, known: Known) -> Assessment:
    """The same for a response, and for whoever answered it on the other side."""
    assessment = known.get(response.assessment_id) or cover_assessment(_whole(response))
    known[response.assessment_id] = response.assessment = assessment
    if response.side == Side.PROVIDER:
        response.party_name = response.party_name and assessment.alias
        response.submitted_by_name = response.submitted_by_name and assessment.alias
    return assessment


def cover_revision(revision: AnswerRevision, assessment: Assessment) -> None:
    """The same for a wording that an answer had."""
    revision.note = without_names(revision.note, assessment)
    revision.reason = without_names(revision.reason, assessment)
    if isinstance(revision.value, str):
        revision.value = without_names(revision.value, assessment)


def name_told(name: str, kind: str, assessment: Assessment) -> str:
    """Who said something, as far as a covered assessment lets it be told."""
    return assessment.alias if assessment.is_covered and kind == ActorKind.CONTACT else name


def alias_title(assessment: Assessment) -> str:
    """What an assessment is called while its names are hidden."""
    words = {"checklist": assessment.version.template.name, "alias": assessment.alias}
    return _("%(checklist)s: %(alias)s") % words


def without_names(text: str, assessment: Assessment) -> str:
    """A text in which the names of a covered assessment give way to its alias."""
    names = assessment.hidden_names
    return _pattern(names).sub(assessment.alias, text) if names and text else text


def _whole(response: Response) -> Assessment:
    if Response.assessment.is_cached(response):
        return response.assessment
    assessments = Assessment.objects.select_related("version__template", "subject__provider")
    return assessments.get(pk=response.assessment_id)


def _cover_answer(answer: Answer, known: Known) -> None:
    assessment = cover_response(answer.response, known)
    answer.note = without_names(answer.note, assessment)
    answer.reason = without_names(answer.reason, assessment)
    if isinstance(answer.value, str):
        answer.value = without_names(answer.value, assessment)
    if answer.response.side == Side.PROVIDER:
        answer.saved_by_name = assessment.alias


def _cover_evidence(evidence: Evidence, known: Known) -> None:
    assessment = cover_response(evidence.response, known)
    evidence.note = without_names(evidence.note, assessment)
    if evidence.response.side == Side.PROVIDER:
        evidence.added_by_name = assessment.alias
    if evidence.roster is not None:
        # The same file lies on the page of its provider, under the same hash.
        evidence.roster.file_sha256 = ""
    if evidence.document is not None:
        ending = evidence.document.name.rpartition(".")[2]
        words = {"number": evidence.document.pk, "ending": ending}
        evidence.document.name = _("Document %(number)d.%(ending)s") % words
        evidence.document.subject = assessment.subject
        evidence.document.uploaded_by_name = assessment.alias


def _spellings(provider: Provider | None) -> tuple[str, ...]:
    if provider is None:
        return ()
    host = re.sub(r"^(https?://)?(www\.)?", "", provider.website).split("/")[0]
    names = {provider.name, provider.legal_name, host, *_first_words(provider)} - {""}
    return tuple(sorted(names, key=len, reverse=True))


def _first_words(provider: Provider) -> Iterable[str]:
    words = (name.split()[0].strip(",.") for name in (provider.name, provider.legal_name) if name.strip())
    return (word for word in words if len(word) >= SHORTEST_WORD)


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names), re.IGNORECASE)
