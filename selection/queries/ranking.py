"""Everything a ranking is computed from, read at one moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assessments.domain.questionnaire import Applies
from assessments.domain.results import KnockoutState
from assessments.models import Question
from assessments.queries import ScorecardSummary, scorecards_for
from selection.domain.fit import ScorePart, unscored_part
from selection.domain.standing import Candidate, Finding, Switch, in_force, standing_inputs
from selection.models import Candidacy, CandidacyState, Project, ProjectWeight
from selection.queries.checklists import newest_versions
from selection.queries.pins import live_pins
from selection.queries.switches import switched_on


@dataclass(frozen=True, slots=True)
class RankingInputs:
    """The candidates as the domain takes them, and which scorecards they were read from."""

    version: int
    candidates: Sequence[Candidate]
    switched_on: Collection[Switch]
    sources: Mapping[str, Mapping[str, tuple[int, str]]]
    readiness: tuple[int, str] | None

    def canonical(self, engine: str) -> dict[str, object]:
        """Everything the standing depends on, as JSON; equal inputs give equal objects."""
        return {
            "engine": engine,
            **standing_inputs(self.candidates, switched_on=self.switched_on),
            "sources": {
                candidacy: {key: list(source) for key, source in sorted(sources.items())}
                for candidacy, sources in sorted(self.sources.items())
            },
            "readiness": list(self.readiness) if self.readiness else None,
        }


def ranking_inputs(project_id: int) -> RankingInputs | None:
    """Read the inputs of a project's ranking; None where the project is gone. For the job, which sees all."""
    project = Project.objects.filter(pk=project_id).first()
    if project is None:
        return None
    weights = list(ProjectWeight.objects.filter(project=project).select_related("template").order_by("id"))
    pinned = _pinned(project_id)
    wanted = {assessment for by_template in pinned.values() for assessment in by_template.values()}
    summaries = scorecards_for([*wanted, *([project.readiness_id] if project.readiness_id else [])])
    switches = _switches(project_id)
    unasked = _knockouts_of_the_unopened(weights, switches)
    candidates = [_candidate(one, weights, by, summaries, unasked) for one, by in pinned.items()]
    return RankingInputs(
        version=project.input_version,
        candidates=candidates,
        switched_on=switches,
        sources=_sources(weights, pinned, summaries),
        readiness=_source(project.readiness_id, summaries) if project.readiness_id else None,
    )


def _pinned(project_id: int) -> Mapping[int, Mapping[int, int]]:
    """By candidacy and checklist, the assessment that serves."""
    candidacies = Candidacy.objects.filter(project_id=project_id, state=CandidacyState.ACTIVE)
    return {
        candidacy.pk: {pin.template_id: pin.assessment_id for pin in candidacy.assessments.all()}
        for candidacy in candidacies.prefetch_related(live_pins()).order_by("id")
    }


def _switches(project_id: int) -> frozenset[Switch]:
    by_template = switched_on(project_id)
    return frozenset((key, question) for key, questions in by_template.items() for question in questions)


def _candidate(
    candidacy_id: int,
    weights: Sequence[ProjectWeight],
    pinned: Mapping[int, int],
    summaries: Mapping[int, ScorecardSummary],
    unasked: Mapping[str, Sequence[Finding]],
) -> Candidate:
    parts: list[ScorePart] = []
    findings: list[Finding] = []
    for row in weights:
        summary = summaries.get(pinned.get(row.template_id, 0))
        if summary is None or summary.computed_at is None:
            parts.append(unscored_part(row.template.key, row.weight))
            found = unasked.get(row.template.key, ())
        else:
            parts.append(_part(row, summary))
            found = _found(row, summary)
        # What weighs nothing is information only, its knock-outs too.
        findings.extend(found if row.weight > 0 else ())
    return Candidate(candidacy_id=candidacy_id, parts=tuple(parts), findings=tuple(findings))


def _part(row: ProjectWeight, summary: ScorecardSummary) -> ScorePart:
    return ScorePart(
        row.template.key, row.weight, summary.low, summary.high, summary.observed, summary.coverage
    )


def _found(row: ProjectWeight, summary: ScorecardSummary) -> list[Finding]:
    return [
        Finding(row.template.key, found.question_key, found.state, found.applies, found.sentence)
        for found in summary.knockouts
    ]


def _knockouts_of_the_unopened(
    weights: Sequence[ProjectWeight], switches: Collection[Switch]
) -> Mapping[str, Sequence[Finding]]:
    """One pending finding for each checklist that asks a knock-out and may not have been opened."""
    versions = newest_versions([row.template_id for row in weights])
    asked: dict[str, list[Finding]] = {}
    questions = Question.objects.filter(version__in=versions.values(), knockout__isnull=False)
    for question in questions.select_related("version__template").order_by("id"):
        key = question.version.template.key
        applies = Applies((question.knockout or {}).get("applies", Applies.ALWAYS))
        finding = Finding(key, question.key, KnockoutState.PENDING, applies, "")
        if key not in asked and in_force(finding, switches):
            asked[key] = [Finding(key, "", KnockoutState.PENDING, Applies.ALWAYS, "")]
    return asked


def _sources(
    weights: Sequence[ProjectWeight],
    pinned: Mapping[int, Mapping[int, int]],
    summaries: Mapping[int, ScorecardSummary],
) -> dict[str, dict[str, tuple[int, str]]]:
    return {
        str(candidacy_id): {
            row.template.key: _source(by_template[row.template_id], summaries)
            for row in weights
            if row.template_id in by_template
        }
        for candidacy_id, by_template in pinned.items()
    }


def _source(assessment_id: int, summaries: Mapping[int, ScorecardSummary]) -> tuple[int, str]:
    summary = summaries.get(assessment_id)
    return (assessment_id, summary.digest if summary else "")
