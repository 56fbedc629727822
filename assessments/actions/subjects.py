"""The subject of a provider, and the one that stands for ourselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Subject, SubjectKind
from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from providers.models import Provider


@transaction.atomic
def subject_of_provider(*, by: Actor, provider: Provider) -> Subject:
    """The subject that stands for a provider; made when it is first asked about."""
    subject, created = Subject.objects.get_or_create(
        provider=provider, defaults={"kind": SubjectKind.PROVIDER}
    )
    if created:
        record(by=by, action="subject.added", on=subject)
    return subject


@transaction.atomic
def ourselves(*, by: Actor) -> Subject:
    """The subject that stands for our own organisation."""
    subject, created = Subject.objects.get_or_create(
        kind=SubjectKind.OURSELVES, defaults={"name": _("Our organisation")}
    )
    if created:
        record(by=by, action="subject.added", on=subject)
    return subject
