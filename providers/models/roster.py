"""Lists of employees, what they prove, and what the provider claims."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from providers.models.provider import Provider


class RosterState(models.TextChoices):
    """What is being done with a file, or was."""

    ARRIVED = "arrived", _("Being looked at")
    WAITING = "waiting", _("Waiting for your look")
    READING = "reading", _("Being read")
    STORED = "stored", _("Stored")
    REFUSED = "refused", _("Not taken")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Roster(models.Model):
    """A file as it came, how it is read, and the accepted rows as a table of columns; whole or not at all.

    The file and the table lie beside the database under keys of our own: a million rows are two files.
    `layout` is how it is read, `preview` what people need to see, `reading` the findings and rows set aside.
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="rosters")
    state = models.CharField(
        _("state"), max_length=10, choices=RosterState.choices, default=RosterState.ARRIVED
    )
    as_of = models.DateField(_("as of"))
    file_key = models.CharField(_("key of the file"), max_length=80)
    file_name = models.CharField(_("name of the file"), max_length=255)
    file_size = models.PositiveBigIntegerField(_("size of the file"))
    file_sha256 = models.CharField(_("hash of the file"), max_length=64)
    media_type = models.CharField(_("type of the file"), max_length=100)
    layout = models.JSONField(_("layout"), null=True, blank=True)
    preview = models.JSONField(_("preview"), null=True, blank=True)
    reading = models.JSONField(_("findings"), null=True, blank=True)
    refusal = models.TextField(_("why it was not taken"), blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    accepted = models.PositiveIntegerField(_("rows accepted"), default=0)
    set_aside = models.PositiveIntegerField(_("rows set aside"), default=0)
    table_key = models.CharField(_("key of the table"), max_length=80, blank=True)
    table_size = models.PositiveBigIntegerField(_("size of the table"), default=0)
    table_sha256 = models.CharField(_("hash of the table"), max_length=64, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"))
    uploaded_by_kind = models.CharField(_("kind of actor"), max_length=10)
    uploaded_by_id = models.CharField(_("actor"), max_length=40)
    uploaded_by_name = models.CharField(_("uploaded by"), max_length=200)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    compared_with = models.ForeignKey(
        "self", models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("compared with")
    )
    comparison = models.JSONField(_("comparison"), null=True, blank=True)

    class Meta:
        verbose_name = _("roster")
        verbose_name_plural = _("rosters")
        ordering = ["-as_of", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RosterState.values), name="providers_roster_state_known"
            ),
            models.CheckConstraint(
                condition=Q(rows=F("accepted") + F("set_aside")), name="providers_roster_rows_add_up"
            ),
            models.CheckConstraint(
                condition=~Q(state="stored") | ~Q(table_key="") & Q(read_at__isnull=False),
                name="providers_roster_stored_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""), name="providers_roster_refused_in_words"
            ),
        ]
        indexes = [models.Index(fields=["provider", "state"], name="providers_rosters_by_state")]

    def __str__(self) -> str:
        return f"{self.provider}, {self.as_of}"

    @property
    def is_being_worked_on(self) -> bool:
        """Whether a worker has something to do first."""
        return self.state in (RosterState.ARRIVED, RosterState.READING)


class RosterAnalysis(models.Model):
    """What one roster proves in one window (after, until]; every figure of the pages is read from here."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="analyses")
    after = models.DateField(_("after"))
    until = models.DateField(_("until"))
    result = models.JSONField(_("figures"), null=True, blank=True)
    inputs_digest = models.CharField(_("hash of the inputs"), max_length=64, blank=True)
    engine_version = models.PositiveIntegerField(_("version of the engine"), default=0)
    computed_at = models.DateTimeField(_("computed"), null=True, blank=True)

    class Meta:
        verbose_name = _("analysis of a roster")
        verbose_name_plural = _("analyses of rosters")
        ordering = ["roster", "-until", "after"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "after", "until"], name="providers_one_analysis_each"),
            models.CheckConstraint(condition=Q(after__lt=F("until")), name="providers_analysis_has_days"),
        ]

    def __str__(self) -> str:
        return f"{self.roster_id}: {self.after} – {self.until}"


class AttritionClaim(models.Model):
    """What the provider says of its attrition, and by which definition; withdrawn, never deleted."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="attrition_claims")
    rate = models.FloatField(_("leavers a year, as a share of the headcount"))
    after = models.DateField(_("beginning of its period"))
    until = models.DateField(_("end of its period"))
    numerator = models.CharField(_("who counts as a leaver"), max_length=300, blank=True)
    denominator = models.CharField(_("what they are divided by"), max_length=300, blank=True)
    voluntary_only = models.BooleanField(_("voluntary leavers only"), default=False)
    scope = models.CharField(_("whom it covers"), max_length=300, blank=True)
    exclusions = models.CharField(_("who is left out"), max_length=300, blank=True)
    source = models.CharField(_("where it was said"), max_length=300)
    headcount_before = models.PositiveIntegerField(_("headcount at the beginning"), null=True, blank=True)
    headcount_after = models.PositiveIntegerField(_("headcount at the end"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by_kind = models.CharField(_("kind of actor"), max_length=10)
    recorded_by_id = models.CharField(_("actor"), max_length=40)
    recorded_by_name = models.CharField(_("recorded by"), max_length=200)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    # Which submitted answer it was taken from; nothing where somebody wrote it down.
    origin = models.CharField(_("answer it was taken from"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("claim of attrition")
        verbose_name_plural = _("claims of attrition")
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(rate__gte=0, rate__lte=5), name="providers_claim_is_a_rate"),
            models.CheckConstraint(condition=Q(after__lt=F("until")), name="providers_claim_has_days"),
            models.CheckConstraint(condition=~Q(source=""), name="providers_claim_was_said_somewhere"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="providers_claim_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rate:.1%}"
