"""What the paper about an assessment says, in the words and figures of the pages."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.domain.results import KnockoutFinding, KnockoutState, QuestionState
from assessments.exports.assessment import author_of
from assessments.models import ResponseState
from assessments.queries.dossier import Dossier, DossierQuestion, DossierSection, Said
from assessments.queries.wording import content_text
from assessments.reports.pdf import typeset
from outsourcing.ui.formats import day_text, moment_text, score_text, share_text, weight_text

Data = Mapping[str, object]
STATES = (KnockoutState.TRIGGERED, KnockoutState.PENDING)


def assessment_pdf(dossier: Dossier, *, asked_by: str, now: datetime) -> bytes:
    """The assessment as a PDF."""
    return typeset("assessment.typ", report_data(dossier, asked_by=asked_by, now=now), now=now)


def report_data(dossier: Dossier, *, asked_by: str, now: datetime) -> Data:
    """Everything that stands on the paper, as text."""
    assessment = dossier.assessment
    return {
        "title": assessment.title,
        "author": asked_by,
        "keywords": [assessment.version.template.name],
        "lang": (get_language() or "en").partition("-")[0],
        "checklist": str(assessment.version),
        "lead": assessment.subject.title,
        "made": _("Taken out on %(moment)s") % {"moment": moment_text(now)},
        "words": _words(),
        "facts": _facts(dossier),
        "score": _score(dossier),
        "knockouts": list(_knockouts(dossier)),
        "section_rows": [_section_row(section) for section in dossier.sections],
        "sections": [_section(section) for section in dossier.sections],
        "proofs": _proofs(dossier),
        "origin": _origin(dossier, asked_by, now),
    }


def _words() -> Data:
    return {
        "page": _("Page"),
        "score": _("Score"),
        "contents": _("Contents"),
        "knockouts": _("Knock-outs"),
        "sections": _("Scores by section"),
        "answers": _("Answers"),
        "proofs": _("Proof"),
        "origin": _("Where these figures come from"),
        "no_answer": _("No answer to be read here."),
        "score_heads": [_("Section"), _("Share"), _("Score"), _("At least"), _("At most"), _("Coverage")],
        "proof_heads": [_("No."), _("Source"), _("Grade"), _("Document and note"), _("Valid until")],
    }


def _facts(dossier: Dossier) -> Sequence[Sequence[str]]:
    assessment = dossier.assessment
    handed_in = sum(response.state == ResponseState.SUBMITTED for response in dossier.responses)
    told = _("%(handed)d of %(all)d handed in") % {"handed": handed_in, "all": len(dossier.responses)}
    return [
        (_("About"), assessment.subject.title),
        (_("Checklist"), str(assessment.version)),
        (_("State"), str(assessment.get_state_display())),
        (_("Ages are counted to"), day_text(assessment.reference_date)),
        (_("Responses"), told),
    ]


def _score(dossier: Dossier) -> Data:
    score = dossier.score
    if score.observed is None or score.low is None or score.high is None:
        return {"observed": None, "sentence": _("There is no score to be told yet."), "more": []}
    span = {"low": score_text(score.low), "high": score_text(score.high)}
    sentence = _("of 100, between %(low)s and %(high)s once everything is answered") % span
    more = [_("Answers to %(share)s of the weight count.") % {"share": share_text(score.coverage)}]
    if score.provisional:
        more.append(_("Below 80 % the score is provisional: it takes part in no ranking by number."))
    figure = score_text(score.observed)
    return {
        "observed": score.observed,
        "low": score.low,
        "high": score.high,
        "figure": figure,
        "sentence": sentence,
        "alt": f"{figure} {sentence}",
        "more": more,
    }


def _knockouts(dossier: Dossier) -> Iterator[Data]:
    for state in STATES:
        for finding in dossier.score.knockouts:
            if finding.state is state:
                yield {"state": _state(finding), "sentence": finding.sentence}


def _state(finding: KnockoutFinding) -> str:
    if finding.state is KnockoutState.PENDING:
        return _("Not ruled out yet:")
    words = {"gate": _("Gate closed:"), "project": _("Knock-out where the project says so:")}
    return words.get(str(finding.applies), _("Knock-out:"))


def _section_row(section: DossierSection) -> Sequence[str]:
    score = section.score
    if score is None:
        return (section.title, "–", "–", "–", "–", "–")
    figures = map(score_text, (score.observed, score.low, score.high))
    return (section.title, share_text(score.weight), *figures, share_text(score.coverage))


def _section(section: DossierSection) -> Data:
    sealed = _("Sealed until somebody opens it; nothing of it stands here.")
    return {
        "title": f"{section.number} {section.title}",
        "sentence": sealed if section.is_sealed else "",
        "questions": [] if section.is_sealed else [_question(each) for each in section.questions],
    }


def _question(question: DossierQuestion) -> Data:
    return {
        "number": question.number,
        "text": question.asked.text,
        "facts": " · ".join(_question_facts(question)),
        "said": [_said(question, each) for each in question.said],
    }


def _question_facts(question: DossierQuestion) -> Iterator[str]:
    yield _("weight %(weight)s") % {"weight": weight_text(question.asked.weight)}
    score = question.score
    if score is None:
        return
    if score.weight:
        yield _("%(share)s of the whole") % {"share": share_text(score.weight, 1)}
    if score.value is not None:
        yield _("worth %(worth)s of 100") % {"worth": score_text(score.value)}
    if score.state is QuestionState.HIDDEN:
        yield _("not asked here")
    if score.disputed:
        yield _("disputed")


def _said(question: DossierQuestion, said: Said) -> Data:
    author = author_of(said)
    if said.perspective == "other":
        author = _("%(author)s, about the other side") % {"author": author}
    saved = {"moment": moment_text(said.saved_at), "name": said.saved_by_name}
    return {
        "author": author,
        "words": content_text(question.asked.format, said.state, said.value, said.reason),
        "note": said.note,
        "saved": _("saved on %(moment)s by %(name)s") % saved,
    }


def _proofs(dossier: Dossier) -> Sequence[Sequence[str]]:
    questions = dossier.questions
    rows = []
    for proof in dossier.proofs:
        asked = questions.get(proof.question.key)
        said = "\n".join(part for part in (proof.proven_by, proof.note) if part)
        rows.append(
            (
                asked.number if asked else "",
                str(proof.get_source_display()),
                str(proof.get_grade_display()),
                said,
                day_text(proof.valid_until) if proof.valid_until else "–",
            )
        )
    return rows


def _origin(dossier: Dossier, asked_by: str, now: datetime) -> Sequence[Sequence[str]]:
    score = dossier.score
    out_of_date = _("newer answers wait to be counted") if score.is_out_of_date else _("up to date")
    return [
        (_("Computed"), f"{moment_text(score.computed_at)}, {out_of_date}" if score.computed_at else "–"),
        (_("Digest of the inputs"), score.digest or "–"),
        (_("Version of the checklist"), str(dossier.assessment.version)),
        (_("Digest of the checklist"), dossier.assessment.version.digest or "–"),
        (_("Taken out by"), asked_by),
        (_("Taken out on"), moment_text(now)),
        (_("What is left out"), _("What is sealed, and what the reader named above may not see.")),
    ]
