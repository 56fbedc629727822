"""From an address to a series or a subject, for whoever asks; foreign equals missing."""

from django.http import Http404

from assessments.models import ReviewSeries, Subject
from assessments.queries.series import changeable_series, visible_series, visible_subjects
from outsourcing.actors import Actor
from outsourcing.guards import ObjectRule

SEEN = ObjectRule("review series", "its owner, who works in its cycles, who opens or reads all assessments")
CHANGED = ObjectRule("review series to change", "its owner, and who opens assessments")
SUBJECT = ObjectRule("subject", "whoever sees one of its assessments or series")


def seen_series(actor: Actor, pk: int) -> ReviewSeries:
    """A series that this actor may see."""
    series = visible_series(actor).filter(pk=pk).first()
    if series is None:
        raise Http404
    return series


def changed_series(actor: Actor, pk: int) -> ReviewSeries:
    """A series that this actor may change."""
    series = changeable_series(actor).filter(pk=pk).first()
    if series is None:
        raise Http404
    return series


def seen_subject(actor: Actor, pk: int) -> Subject:
    """A subject of which this actor sees something."""
    subject = visible_subjects(actor).filter(pk=pk).first()
    if subject is None:
        raise Http404
    return subject
