"""The editor's page: sections and questions with weights, and what is chosen beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.domain.changes import Change, ChangeKind, changes
from assessments.domain.format_codec import format_from_json
from assessments.domain.outline import Outline, OutlineQuestion, OutlineSection, outline_shares
from assessments.domain.questionnaire_codec import knockout_from_json
from assessments.forms.editor.checklist import NewSectionForm, SectionForm
from assessments.forms.editor.question import QuestionEntry
from assessments.models import TemplateVersion
from assessments.queries.drafts import newest_frozen, open_uses, outline_of
from assessments.views.editor import places
from assessments.views.editor.plot import Plot, plot_of
from assessments.views.editor.words import ChangeWords, change_words
from assessments.views.wording import figure_text
from assessments.views.worth import KnockoutWords, kind_of, knockout_words
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question of the list."""

    number: str
    question: OutlineQuestion
    kind: str
    knockout: KnockoutWords | None
    section_key: str
    place: int
    share: float = 0.0
    change: str = ""
    typed: str = ""

    @property
    def saved(self) -> str:
        """The weight as it stands."""
        return figure_text(self.question.weight)


@dataclass(frozen=True, slots=True)
class SectionCard:
    """One section of the list."""

    number: int
    section: OutlineSection
    share: float
    lines: tuple[QuestionLine, ...]
    typed: str

    @property
    def saved(self) -> str:
        """The weight as it stands."""
        return figure_text(self.section.weight)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The question or section that is edited beside the list; `target` helps to move it."""

    entry: QuestionEntry | None = None
    line: QuestionLine | None = None
    section_form: SectionForm | None = None
    card: SectionCard | None = None
    plot: Plot | None = None


@guarded(Permission.MANAGE_TEMPLATES, of=places.DRAFT)
@require_safe
def edit(request: ActorRequest, key: str) -> HttpResponse:
    """What will the next version ask?"""
    return show(request, places.draft(request.actor, key))


def show(
    request: ActorRequest,
    draft: TemplateVersion,
    *,
    question_key: str = "",
    section_key: str = "",
    entry: QuestionEntry | None = None,
    section_form: SectionForm | None = None,
    new_section: NewSectionForm | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    """The page, with one question or section chosen; a refused form as it was typed."""
    outline, before = outline_of(draft), newest_frozen(draft.template)
    found = changes(outline_of(before), outline) if before else ()
    cards = tuple(_cards(outline, found, typed or {}))
    chosen = None
    if question_key:
        chosen = _question(outline, cards, question_key, entry)
    elif section_key:
        chosen = _section(cards, section_key, section_form)
    context = {
        "draft": draft,
        "before": before,
        "open_uses": sum(open_uses(draft.template).values()),
        "cards": cards,
        "changes": [change_words(change) for change in found],
        "chosen": chosen,
        "new_section": new_section or NewSectionForm(),
        **more,
    }
    return render(request, "assessments/editor/page.html", context, status=status)


def against(draft: TemplateVersion) -> Sequence[ChangeWords]:
    """What the draft changes of the version before it."""
    before = newest_frozen(draft.template)
    return [change_words(each) for each in changes(outline_of(before), outline_of(draft))] if before else []


def _cards(outline: Outline, found: Iterable[Change], typed: Mapping[str, str]) -> Iterable[SectionCard]:
    shares, marks = outline_shares(outline), _marks(found)
    for number, section in enumerate(outline.sections, start=1):
        lines = tuple(
            replace(
                _line(f"{number}.{place}", section.key, question),
                share=shares.questions[question.key],
                change=marks.get(question.key, ""),
                typed=typed.get(f"question-{question.key}", figure_text(question.weight)),
            )
            for place, question in enumerate(section.questions, start=1)
        )
        weight = typed.get(f"section-{section.key}", figure_text(section.weight))
        yield SectionCard(number, section, shares.sections[section.key], lines, weight)


def _line(number: str, section_key: str, question: OutlineQuestion) -> QuestionLine:
    answer_format = format_from_json(question.content["format"])
    knockout = knockout_from_json(question.content["knockout"])
    return QuestionLine(
        number=number,
        question=question,
        kind=kind_of(answer_format),
        knockout=knockout_words(knockout, answer_format),
        section_key=section_key,
        place=int(number.rpartition(".")[2]),
    )


def _marks(found: Iterable[Change]) -> Mapping[str, str]:
    marks: dict[str, str] = {}
    for change in found:
        added = change.kind is ChangeKind.ADDED
        marks[change.question_key] = "added" if added else marks.get(change.question_key, "changed")
    return marks


def _question(
    outline: Outline, cards: Sequence[SectionCard], key: str, entry: QuestionEntry | None
) -> Chosen:
    found = ((card, line) for card in cards for line in card.lines if line.question.key == key)
    card, line = next(found, (None, None))
    if entry is None:
        if line is None:
            raise Http404
        entry = QuestionEntry(key=key, stored=line.question.content, outline=outline)
    return Chosen(entry=entry, line=line, card=card, plot=plot_of(entry.answer_format()))


def _section(cards: Sequence[SectionCard], key: str, form: SectionForm | None) -> Chosen:
    card = next((card for card in cards if card.section.key == key), None)
    if card is None:
        raise Http404
    return Chosen(section_form=form or SectionForm.of(card.section.content), card=card)
