"""An assessment as a workbook: its scores, every readable answer, every readable proof."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.domain.results import KnockoutState
from assessments.models.response import SIDE_LABELS
from assessments.queries.dossier import Dossier, DossierQuestion, Said
from assessments.queries.wording import answer_text
from outsourcing.workbooks.writing import Column, Table, Value, write_workbook

LONGEST = 32_000


def assessment_workbook(dossier: Dossier) -> bytes:
    """Everything its reader may see; figures as numbers, out of 100."""
    tables = [_about(dossier), _scores(dossier), _answers(dossier)]
    return write_workbook([*tables, *_proofs(dossier)], title=dossier.assessment.title)


def _about(dossier: Dossier) -> Table:
    assessment, score = dossier.assessment, dossier.score
    rows: list[Sequence[Value]] = [
        (_("Assessment"), assessment.title),
        (_("Checklist"), str(assessment.version)),
        (_("About"), assessment.subject.title),
        (_("State"), assessment.get_state_display()),
        (_("Ages are counted to"), assessment.reference_date),
        (_("Score"), _hundred(score.observed)),
        (_("At least"), _hundred(score.low)),
        (_("At most"), _hundred(score.high)),
        (_("Coverage"), _hundred(score.coverage)),
        (_("Provisional"), _("yes") if score.provisional else _("no")),
        (_("Computed"), str(score.computed_at or "")),
        (_("Digest of the inputs"), score.digest),
        *((_("Knock-out"), sentence) for sentence in _triggered(dossier)),
        (_("Taken out"), timezone.localtime().isoformat(timespec="minutes")),
    ]
    return Table(_("About"), [Column(_("What"), "", 24), Column(_("Says"), "", 70)], rows)


def _triggered(dossier: Dossier) -> list[str]:
    return [each.sentence for each in dossier.score.knockouts if each.state is KnockoutState.TRIGGERED]


def _scores(dossier: Dossier) -> Table:
    names = (_("Section"), _("Share of the whole"), _("Score"), _("At least"), _("At most"), _("Coverage"))
    rows = [
        (
            section.title,
            *(
                (_hundred(part.weight), *map(_hundred, (part.observed, part.low, part.high, part.coverage)))
                if (part := section.score)
                else ()
            ),
        )
        for section in dossier.sections
    ]
    return Table(_("Scores"), [Column(names[0], "", 40), *(Column(name, "", 14) for name in names[1:])], rows)


def _answers(dossier: Dossier) -> Table:
    columns = [
        Column(_("No."), "", 7),
        Column(_("Section"), "", 24),
        Column(_("Question"), "", 50),
        Column(_("Answered by"), "", 24),
        Column(_("About"), "", 14),
        Column(_("Answer"), "", 40),
        Column(_("Does not apply because"), "", 30),
        Column(_("Note"), "", 50),
        Column(_("Worth in the score"), "", 12),
        Column(_("Share of the whole"), "", 12),
        Column(_("Saved"), "", 18),
    ]
    rows = [
        row
        for section in dossier.sections
        for question in section.questions
        for row in _rows(section.title, question)
    ]
    return Table(_("Answers"), columns, rows)


def _rows(section: str, question: DossierQuestion) -> Iterator[Sequence[Value]]:
    score = question.score
    worth = (_hundred(score.value), _hundred(score.weight)) if score else (None, None)
    asked = (question.number, section, question.asked.text)
    if not question.said:
        yield (*asked, "", "", "", "", "", *worth, "")
    for said in question.said:
        yield (*asked, author_of(said), *_words(question, said), *worth, f"{said.saved_at:%Y-%m-%d %H:%M}")


def _words(question: DossierQuestion, said: Said) -> Sequence[Value]:
    given = answer_text(question.asked.format, said.value) if said.state == "answered" else ""
    about = _("the other side") if said.perspective == "other" else ""
    return about, given[:LONGEST], said.reason, said.note[:LONGEST]


def author_of(said: Said) -> str:
    """On which side an answer was given, and by whom where several answer there."""
    side = str(SIDE_LABELS[said.response.side])  # type: ignore[index]
    return f"{side}, {said.response.party_name}" if said.response.party_name else side


def _proofs(dossier: Dossier) -> Iterator[Table]:
    if not dossier.proofs:
        return
    numbers = {key: each.number for key, each in dossier.questions.items()}
    columns = [
        Column(_("No."), "", 7),
        Column(_("Source"), "", 22),
        Column(_("Grade"), "", 14),
        Column(_("Document or roster"), "", 40),
        Column(_("SHA-256"), "", 24),
        Column(_("Valid until"), "", 14),
        Column(_("Note"), "", 50),
    ]
    rows = [
        (
            numbers.get(proof.question.key, ""),
            proof.get_source_display(),
            proof.get_grade_display(),
            proof.proven_by,
            proof.fingerprint,
            proof.valid_until,
            proof.note[:LONGEST],
        )
        for proof in dossier.proofs
    ]
    yield Table(_("Proof"), columns, rows)


def _hundred(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 4)
