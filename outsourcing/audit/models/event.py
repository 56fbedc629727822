"""One event of the trail."""

from datetime import UTC

from django.db import models
from django.utils.translation import gettext_lazy as _

from outsourcing.audit.domain.chain import EventFacts, chain_hash


class AuditEvent(models.Model):
    """Who did what to which object; digests only, never contents of answers.

    The actor and the object are named, not linked, so that the trail outlives both.
    """

    at = models.DateTimeField(_("at"))
    actor_kind = models.CharField(_("kind of actor"), max_length=10)
    actor_id = models.CharField(_("actor"), max_length=40)
    actor_name = models.CharField(_("name"), max_length=200)
    action = models.CharField(_("action"), max_length=60)
    object_type = models.CharField(_("object"), max_length=60)
    object_id = models.CharField(_("number"), max_length=40)
    object_label = models.CharField(_("name of the object"), max_length=200)
    digest = models.JSONField(_("digest"), default=dict)
    position = models.PositiveBigIntegerField(_("position in the chain"), null=True, unique=True)
    previous_hash = models.CharField(_("hash before"), max_length=64, default="")
    hash = models.CharField(_("hash"), max_length=64, default="")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(position__isnull=True, hash="")
                | models.Q(position__gte=1) & ~models.Q(hash=""),
                name="audit_chained_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"

    @property
    def holds(self) -> bool:
        """Whether a chained event still says what was chained."""
        return self.hash == chain_hash(self.previous_hash, self.position or 0, self.facts())

    def facts(self) -> EventFacts:
        """What is hashed, in a form that both databases give back alike."""
        return EventFacts(
            at=self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            actor=f"{self.actor_kind}:{self.actor_id}",
            actor_name=self.actor_name,
            action=self.action,
            object_type=self.object_type,
            object_id=self.object_id,
            object_label=self.object_label,
            digest=self.digest,
        )
