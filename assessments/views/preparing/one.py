"""One preparation: who sees to it, that it is done and what shows it, or why it is not needed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions.preparing import (
    assign_preparation,
    finish_preparation,
    reopen_preparation,
    set_not_needed,
)
from assessments.actions.refusals import Refused
from assessments.domain.preparing import Doer
from assessments.domain.questionnaire import Side
from assessments.forms.preparing import DoneForm, NotNeededForm, OwnerForm
from assessments.models import DOER_LABELS, Preparation
from assessments.queries.preparation_owners import our_people, owner_of, their_people
from assessments.queries.preparing import SETTLED, preparations_to_do, preparations_to_hand_on
from assessments.views.preparing import places
from assessments.views.preparing.listing import voices_of
from assessments.views.proving import download
from assessments.views.readers import Reader, reader_of
from outsourcing.actors import ActorKind
from outsourcing.files.refusals import FileRefused
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to

AnyForm = DoneForm | NotNeededForm | OwnerForm


@dataclass(frozen=True, slots=True)
class PreparationPlace:
    """Where one preparation and what can be done with it stand for this reader."""

    row: Preparation
    reader: Reader

    @property
    def list_url(self) -> str:
        """The list it belongs to."""
        return self.reader.address("preparations", self.row.assessment_id)

    @property
    def url(self) -> str:
        """Its page."""
        return self._at("preparation")

    @property
    def done_url(self) -> str:
        """Where it is said to be done."""
        return self._at("preparation-done")

    @property
    def not_needed_url(self) -> str:
        """Where it is said not to be needed; inside alone."""
        return self._at("preparation-not-needed") if self.reader.inside else ""

    @property
    def owner_url(self) -> str:
        """Where its owner is named; inside alone."""
        return self._at("preparation-owner") if self.reader.inside else ""

    @property
    def reopen_url(self) -> str:
        """Where that is taken back."""
        return self._at("preparation-reopen")

    @property
    def file_url(self) -> str:
        """Where its file is handed out; ours stays here."""
        document = self.row.document
        is_shown = document is not None and (self.reader.inside or document.side == Side.PROVIDER)
        return self._at("preparation-file") if is_shown else ""

    @property
    def who(self) -> str:
        """Whose it is to do, as this reader calls the sides."""
        voices = voices_of(self.row.assessment, inside=self.reader.inside)
        ours = Side.SPONSOR if self.reader.inside else Side.PROVIDER
        both = str(DOER_LABELS[Doer.BOTH])
        return both if self.row.side == Doer.BOTH else (voices.us if self.row.side == ours else voices.them)

    @property
    def may_take_back(self) -> bool:
        """Whether it is settled by somebody whose word this reader may take back."""
        is_settled = self.row.state in SETTLED
        return is_settled and (self.reader.inside or self.row.settled_by_kind == ActorKind.CONTACT)

    def _at(self, name: str) -> str:
        return self.reader.address(name, self.row.assessment_id, self.row.pk)


@guarded(of=places.SEEN)
@require_safe
def show(request: ActorRequest, pk: int, preparation_pk: int) -> HttpResponse:
    """What is to be done, and how far is it?"""
    return page(request, places.seen(request.actor, pk, preparation_pk))


@guarded(of=places.TO_DO)
@require_POST
def done(request: ActorRequest, pk: int, preparation_pk: int) -> HttpResponse:
    """Say that it is done, with what shows it."""
    return finish(request, places.to_do(request.actor, pk, preparation_pk))


@guarded(of=places.TO_DO)
@require_POST
def not_needed(request: ActorRequest, pk: int, preparation_pk: int) -> HttpResponse:
    """Say why it is not needed here."""
    row = places.to_do(request.actor, pk, preparation_pk)
    form = NotNeededForm(request.POST)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        set_not_needed(by=request.actor, preparation=row, reason=reason, now=timezone.now())

    return moved(request, row, form, act, _("Not needed: “%(title)s”."))


@guarded(of=places.TO_DO)
@require_POST
def reopen(request: ActorRequest, pk: int, preparation_pk: int) -> HttpResponse:
    """Take back that it is done or not needed."""
    return take_back(request, places.to_do(request.actor, pk, preparation_pk))


@guarded(of=places.TO_HAND_ON)
@require_POST
def hand_on(request: ActorRequest, pk: int, preparation_pk: int) -> HttpResponse:
    """Name who sees to it, and until when."""
    row = places.to_hand_on(request.actor, pk, preparation_pk)
    form = _owner_form(row, request)

    def act() -> None:
        given = form.cleaned_data
        assign_preparation(
            by=request.actor, preparation=row, owner=owner_of(given["owner"]), due_on=given["due_on"]
        )

    return moved(request, row, form, act, _("Saved: “%(title)s”."), undo=False)


@guarded(of=places.SEEN)
@require_safe
def file(request: ActorRequest, pk: int, preparation_pk: int) -> FileResponse:
    """What shows that it was done, as an attachment."""
    return download(places.seen(request.actor, pk, preparation_pk).document)


def finish(request: ActorRequest, row: Preparation) -> HttpResponse:
    """The same inside and in the portal: it is done, or why it is not."""
    form = DoneForm(request.POST, request.FILES)

    def act() -> None:
        finish_preparation(by=request.actor, preparation=row, proof=form.proof(), now=timezone.now())

    return moved(request, row, form, act, _("Done: “%(title)s”."))


def take_back(request: ActorRequest, row: Preparation) -> HttpResponse:
    """The same inside and in the portal: it is open again."""
    try:
        reopen_preparation(by=request.actor, preparation=row)
    except Refused as refused:
        return page(request, row, refusal=refused.reason, status=409)
    messages.success(request, _("Open again: “%(title)s”. What was attached stays.") % {"title": row.title})
    return redirect(PreparationPlace(row, reader_of(request)).url)


def moved(
    request: ActorRequest,
    row: Preparation,
    form: AnyForm,
    act: Callable[[], None],
    said: str,
    *,
    undo: bool = True,
) -> HttpResponse:
    """Do it and lead back to the list; a refusal stands on the page with what was typed."""
    if not form.is_valid():
        return page(request, row, form=form, status=422)
    try:
        act()
    except (Refused, FileRefused) as refused:
        field = getattr(refused, "field", "file")
        if field in form.fields:
            form.add_error(field, refused.reason)
            return page(request, row, form=form, status=422)
        return page(request, row, form=form, refusal=refused.reason, status=409)
    place = PreparationPlace(row, reader_of(request))
    extra = undo_to(place.reopen_url) if undo else ""
    messages.success(request, said % {"title": row.title}, extra_tags=extra)
    return redirect(place.list_url)


def page(
    request: ActorRequest,
    row: Preparation,
    *,
    form: AnyForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of one; as it stands now, with a refused form as it was typed."""
    row, reader = places.seen(request.actor, row.assessment_id, row.pk), reader_of(request)
    context = {
        "row": row,
        "place": PreparationPlace(row, reader),
        "reader": reader,
        "frame": "page.html" if reader.inside else "base_portal.html",
        "may_do": preparations_to_do(request.actor).filter(pk=row.pk).exists(),
        "may_hand_on": preparations_to_hand_on(request.actor).filter(pk=row.pk).exists(),
        "done_form": form if isinstance(form, DoneForm) else DoneForm(initial=_said(row)),
        "not_needed_form": form if isinstance(form, NotNeededForm) else NotNeededForm(),
        "owner_form": form if isinstance(form, OwnerForm) else _owner_form(row),
        "typed": _typed(form) if refusal else "",
        "refusal": refusal,
    }
    return render(request, "assessments/preparing/one.html", context, status=status)


def _typed(form: AnyForm | None) -> str:
    """What whoever came second had written; it is not lost, though nothing was changed."""
    return str(form.cleaned_data.get("note") or form.cleaned_data.get("reason") or "") if form else ""


def _said(row: Preparation) -> dict[str, str]:
    """What was said before it was reopened, to go on from there."""
    return {"note": row.note, "link": row.link}


def _owner_form(row: Preparation, request: ActorRequest | None = None) -> OwnerForm:
    owners = ((_("Our side"), our_people()), (row.assessment.subject.title, their_people(row)))
    stands = {"owner": f"{row.owner_kind}:{row.owner_id}" if row.owner_kind else "", "due_on": row.due_on}
    data = (request.POST,) if request else ()
    return OwnerForm(*data, owners=owners, today=timezone.localdate(), initial=stands)
