"""Asking a provider for a list of its people, once or every quarter."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from providers.models.contact import Contact
from providers.models.provider import Provider
from providers.models.roster import Roster


class RequestState(models.TextChoices):
    """How far a request came; what is settled stays settled, and another one is made."""

    OPEN = "open", _("Open")
    HANDED_IN = "handed_in", _("Handed in")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RosterRequest(models.Model):
    """One list that is asked for, as of a day; the last one of a provider says whether the next follows."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="roster_requests")
    as_of = models.DateField(_("as of"))
    due_on = models.DateField(_("due"))
    note = models.TextField(_("note"), max_length=2000, blank=True)
    every_quarter = models.BooleanField(_("again every quarter"), default=False)
    contacts = models.ManyToManyField(Contact, verbose_name=_("whom it asks"), related_name="roster_requests")
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState.choices, default=RequestState.OPEN
    )
    asked_at = models.DateTimeField(_("asked"))
    asked_by_kind = models.CharField(_("kind of actor"), max_length=10)
    asked_by_id = models.CharField(_("actor"), max_length=40)
    asked_by_name = models.CharField(_("asked by"), max_length=200)
    closed_at = models.DateTimeField(_("settled"), null=True, blank=True)
    closed_by_name = models.CharField(_("settled by"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    roster = models.ForeignKey(
        Roster, models.PROTECT, related_name="requests", null=True, blank=True, verbose_name=_("roster")
    )

    class Meta:
        verbose_name = _("request for a roster")
        verbose_name_plural = _("requests for rosters")
        ordering = ["-as_of", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="providers_roster_request_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | ~Q(state="open") & Q(closed_at__isnull=False),
                name="providers_roster_request_settled_with_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed_in") | Q(roster__isnull=False),
                name="providers_roster_request_handed_in_with_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="providers_roster_refused_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("as_of")), name="providers_roster_request_due_after_its_day"
            ),
            models.UniqueConstraint(
                fields=["provider", "as_of"], condition=Q(state="open"), name="providers_roster_asked_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "asked_by_kind", "asked_by_id"], name="providers_rosters_asked_by")
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.as_of}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a list."""
        return self.state == RequestState.OPEN
