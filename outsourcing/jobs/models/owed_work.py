"""One row for each thing to compute: outbox and coalescer in one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class WorkState(models.TextChoices):
    """Where a piece of owed work stands."""

    QUEUED = "queued", _("Waiting")
    LEASED = "leased", _("Being done")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class OwedWork(models.Model):
    """Work of one kind on one thing; owing it again raises the wanted version instead of adding a row."""

    task = models.CharField(_("kind of work"), max_length=80)
    key = models.CharField(_("thing"), max_length=80)
    state = models.CharField(_("state"), max_length=10, choices=WorkState.choices, default=WorkState.QUEUED)
    wanted_version = models.PositiveBigIntegerField(_("wanted version"), default=1)
    done_version = models.PositiveBigIntegerField(_("done version"), default=0)
    owed_since = models.DateTimeField(_("owed since"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("lease until"), null=True)
    token = models.CharField(_("token of the lease"), max_length=32, default="")
    last_error = models.TextField(_("last error"), default="")
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("owed work")
        verbose_name_plural = _("owed work")
        constraints = [
            models.UniqueConstraint(fields=["task", "key"], name="jobs_one_row_for_each_thing"),
            models.CheckConstraint(
                condition=Q(done_version__lte=F("wanted_version")),
                name="jobs_done_not_beyond_wanted",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owed_since"],
                condition=Q(state__in=["queued", "leased"]),
                name="jobs_still_owed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key}"
