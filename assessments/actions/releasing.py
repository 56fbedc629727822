"""Releases results to the provider, takes them back, and keeps what its people say about them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.actions.refusals import Refused
from assessments.domain.releases import released, to_json
from assessments.domain.result_codec import result_from_json
from assessments.models import (
    LONGEST_COMMENT,
    Assessment,
    Question,
    Release,
    ReleaseComment,
    Scorecard,
)
from assessments.queries import questionnaire_of
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

MOST_COMMENTS = 500
Said = Mapping[str, tuple[tuple[str, str], ...]]


@transaction.atomic
def release_results(
    *, by: Actor, assessment: Assessment, said: Said | None, message: str, now: datetime
) -> Release:
    """Show the provider the results as they stand now; an earlier release ends with it.

    `said` holds the answers in words by question, or is None where scores alone are shown.
    """
    card = Scorecard.objects.filter(assessment=assessment, is_current=True).first()
    if card is None or card.observed is None:
        raise Refused("release", "nothing_yet", _("There is nothing to release yet: no score was computed."))
    if card.input_version < assessment.input_version:
        raise Refused("release", "out_of_date", _("The score is being computed anew. Try again in a moment."))
    _open(assessment).update(taken_back_at=now, taken_back_by_name=by.name[:200])
    sections = released(questionnaire_of(assessment.version), result_from_json(card.result), said)
    try:
        with transaction.atomic():
            made = Release.objects.create(
                assessment=assessment,
                inputs_digest=card.inputs_digest,
                computed_at=card.computed_at,
                with_answers=said is not None,
                message=message.strip(),
                content=to_json(sections),
                released_at=now,
                released_by_kind=by.kind,
                released_by_id=by.id,
                released_by_name=by.name[:200],
            )
    except IntegrityError as error:
        raise Refused("release", "twice", _("Somebody else just released these results.")) from error
    digest: dict[str, str | int] = {"inputs": card.inputs_digest, "with_answers": int(said is not None)}
    record(by=by, action="results.released", on=assessment, digest=digest)
    return made


@transaction.atomic
def take_back_results(*, by: Actor, assessment: Assessment, now: datetime) -> None:
    """Show them no longer; what was read was read, and what was said about them stays."""
    if _open(assessment).update(taken_back_at=now, taken_back_by_name=by.name[:200]):
        record(by=by, action="results.taken_back", on=assessment)


@transaction.atomic
def comment_on_results(
    *, by: Actor, release: Release, question: Question | None, text: str, now: datetime
) -> ReleaseComment:
    """Keep what one of the provider's people says about the results, in whole or about one question."""
    words = text.strip()
    if not words or "\x00" in words:
        raise Refused("text", "empty", _("Write what you would like to say."))
    if len(words) > LONGEST_COMMENT:
        said = _("This comment has %(length)s characters; %(longest)s fit. Please shorten it.")
        raise Refused("text", "too_long", said % {"length": len(words), "longest": LONGEST_COMMENT})
    if ReleaseComment.objects.filter(release=release).count() >= MOST_COMMENTS:
        raise Refused("text", "too_many", _("There are too many comments here already."))
    comment = ReleaseComment.objects.create(
        release=release,
        question=question,
        text=words,
        said_at=now,
        said_by_kind=by.kind,
        said_by_id=by.id,
        said_by_name=by.name[:200],
    )
    record(by=by, action="results.commented", on=release.assessment, digest={"comment": comment.pk})
    return comment


def _open(assessment: Assessment) -> QuerySet[Release]:
    return Release.objects.filter(assessment=assessment, taken_back_at__isnull=True)
