"""Pushes what a roster measures into the open assessments of its provider, each figure with its proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.answering import record_measurement
from assessments.actions.changes import figures_wanted
from assessments.actions.locking import lock_assessment
from assessments.actions.refusals import AnswerRefused, Refused
from assessments.actions.roster_proof import GRADES, RosterProof, prove_by_roster, take_roster_back
from assessments.domain.evidence import Grade
from assessments.domain.measures import measured_questions, measured_value
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, AssessmentState, Question, Response
from assessments.queries import questionnaire_of
from assessments.queries.measuring import assessments_to_measure, proven_by_rosters, scope_of
from assessments.queries.measuring_words import measured_note
from outsourcing.actors import SYSTEM, Actor
from outsourcing.audit.actions import record
from providers.actions import want_measurement
from providers.domain.attrition.measures import Figure, Measured, Scope, figures_from
from providers.models import Roster
from providers.queries.proof_of_people import people_proof


@dataclass(frozen=True)
class _Reading:
    """What stands of a provider's rosters: the latest one, how well it proves, and its figures."""

    roster: Roster | None
    grade: Grade
    figures: Mapping[Figure, Measured]

    def told(self, wanted: Mapping[str, Figure]) -> Mapping[str, Measured]:
        """The figures that answer questions, by key; what is left out answers nothing."""
        found = {key: self.figures.get(figure) for key, figure in wanted.items()}
        return {key: each for key, each in found.items() if each is not None and each.value is not None}


def measure_provider(*, provider_id: int, now: datetime) -> None:
    """Bring every open assessment of a provider in line with its latest roster; twice is as once."""
    for assessment_id in assessments_to_measure(provider_id):
        measure_assessment(assessment_id=assessment_id, now=now)


@transaction.atomic
def measure_assessment(*, assessment_id: int, now: datetime) -> None:
    """Put the figures of the latest roster, and take back those that nothing measures any more.

    What was handed in, accepted or cancelled meanwhile stays as it is. Figures that are not computed yet
    leave everything as it stands: whoever computes them has this done again.
    """
    assessment = _locked(assessment_id)
    if assessment is None:
        return
    wanted = measured_questions(questionnaire_of(assessment.version))
    response = Response.objects.filter(assessment=assessment, side=Side.MEASURED, party="").first()
    if not wanted and response is None:
        return
    reading = _read(assessment)
    if reading is None:
        return
    told = {key for key, each in reading.told(wanted).items() if _put(assessment, key, each, reading, now)}
    for key in set(proven_by_rosters(response) if response else ()) - told:
        _take_back(assessment, key, now)


@transaction.atomic
def choose_scope(*, by: Actor, assessment: Assessment, scope: Scope) -> Assessment:
    """Say whose figures are measured for an assessment; the same choice again changes nothing."""
    locked = lock_assessment(assessment.pk)
    if locked.state != AssessmentState.OPEN:
        text = _("This assessment is closed; its figures stay as they were handed in.")
        raise Refused("scope", "closed", text)
    if scope_of(locked).key == scope.key:
        return locked
    locked.functions_in_scope, locked.sites_in_scope = list(scope.functions), list(scope.sites)
    locked.save(update_fields=["functions_in_scope", "sites_in_scope"])
    figures_wanted(locked)
    digest: dict[str, str | int] = {"functions": len(scope.functions), "sites": len(scope.sites)}
    record(by=by, action="assessment.scope_chosen", on=locked, digest=digest)
    return locked


def _locked(assessment_id: int) -> Assessment | None:
    """The assessment if it still takes figures; responses are locked before it, as wherever both are."""
    measured = Response.objects.select_for_update().filter(assessment=assessment_id, side=Side.MEASURED)
    list(measured.order_by("pk"))
    assessment = lock_assessment(assessment_id)
    return assessment if assessment.state == AssessmentState.OPEN else None


def _read(assessment: Assessment) -> _Reading | None:
    """What stands now, read under the lock; None while a worker still computes it."""
    provider = assessment.subject.provider
    proof = people_proof(SYSTEM, provider) if provider is not None else None
    if proof is None or proof.roster is None:
        return _Reading(None, Grade.TOLD, {})
    measurement = want_measurement(roster=proof.roster, scope=scope_of(assessment))
    if measurement.figures is None:
        return None
    return _Reading(proof.roster, GRADES[proof.grade], figures_from(measurement.figures))


def _put(assessment: Assessment, key: str, measured: Measured, reading: _Reading, now: datetime) -> bool:
    """Put one figure with its proof; one that its question does not take is not put."""
    if measured.value is None or reading.roster is None:
        return False
    scope, as_of = scope_of(assessment), reading.roster.as_of
    note = measured_note(measured, as_of, scope)
    asked = questionnaire_of(assessment.version).by_key[key]
    value = measured_value(measured.figure, measured.value, asked.format)
    try:
        record_measurement(
            by=SYSTEM, assessment=assessment, question_key=key, value=value, note=note, now=now
        )
    except AnswerRefused:
        return False
    proof = RosterProof(reading.roster, reading.grade, note)
    response, question = _place(assessment, key)
    prove_by_roster(response=response, question=question, proof=proof, now=now)
    return True


def _take_back(assessment: Assessment, key: str, now: datetime) -> None:
    if key in questionnaire_of(assessment.version).by_key:
        record_measurement(by=SYSTEM, assessment=assessment, question_key=key, value=None, now=now)
    response, question = _place(assessment, key)
    reason = _("No roster measures this any more.")
    take_roster_back(response=response, question=question, reason=reason, now=now)


def _place(assessment: Assessment, key: str) -> tuple[Response, Question]:
    response = Response.objects.select_related("assessment").get(
        assessment=assessment, side=Side.MEASURED, party=""
    )
    questions = Question.objects.filter(version__template=assessment.version.template_id, key=key)
    # A question that this version dropped keeps its proof where it last stood.
    ours = questions.filter(version=assessment.version_id).first()
    return response, ours or questions.filter(evidence__response=response).latest("version")
