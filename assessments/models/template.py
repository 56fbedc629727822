"""A checklist and its versions; a published version is frozen."""

from collections.abc import Collection, Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class FrozenVersionError(Exception):
    """Somebody tried to change a published version; a new version is the way."""


class TemplatePurpose(models.TextChoices):
    """Which figure the score of a template feeds."""

    PROVIDER_FIT = "provider_fit", _("Provider fit")
    READINESS = "readiness", _("Sponsor readiness")
    RELATIONSHIP = "relationship", _("Relationship")


class VersionState(models.TextChoices):
    """Where a version stands; it only ever moves down this list."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class Template(models.Model):
    """A checklist through all its versions."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=20, choices=TemplatePurpose.choices)
    default_weight = models.FloatField(_("usual weight in the fit"), default=0)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    who = models.CharField(_("who answers"), max_length=300, blank=True)
    recurrence = models.CharField(_("how often"), max_length=300, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    opening_sides = models.JSONField(_("sides asked from the start"), default=list)
    # Of this house, not of the checklist's content: it is not exported with it.
    needs_review = models.BooleanField(_("needs review"), default=False)

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(default_weight__gte=0, default_weight__lte=1_000_000),
                name="assessments_template_weight_from_zero",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=TemplatePurpose.values), name="assessments_template_purpose_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """One wording and weighting of a checklist; frozen once it is published."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    digest = models.CharField(_("digest of the questions"), max_length=64, blank=True)
    # Filled where the version came from the file of default checklists, unchanged.
    source_digest = models.CharField(_("digest of the file's checklist"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("version of a checklist")
        verbose_name_plural = _("versions of checklists")
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="assessments_version_number_once"),
            models.UniqueConstraint(
                fields=["template"], condition=Q(state="draft"), name="assessments_one_draft_version"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True, digest="")
                | Q(state__in=["published", "retired"], published_at__isnull=False) & ~Q(digest=""),
                name="assessments_version_published_whole",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="assessments_version_from_one"),
        ]

    _stored_state: str = VersionState.DRAFT

    def __str__(self) -> str:
        return gettext("%(name)s, version %(number)d") % {"name": self.template.name, "number": self.number}

    def save(
        self,
        *args: Any,
        update_fields: Iterable[str] | None = None,
        **options: Any,
    ) -> None:
        """Save a draft, or retire a published version; anything else is refused."""
        if self.is_frozen and not self._only_retires(update_fields):
            raise FrozenVersionError(_FROZEN)
        super().save(*args, update_fields=update_fields, **options)
        self._stored_state = self.state

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft; a published version stays for ever."""
        if self.is_frozen:
            raise FrozenVersionError(_FROZEN)
        return super().delete(*args, **options)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any
    ) -> Self:
        """Remember the stored state, so that saving knows what it would change."""
        version = super().from_db(db, field_names, values, **options)
        if "state" in field_names:
            version._stored_state = version.state
        return version

    @property
    def is_frozen(self) -> bool:
        """Whether the database holds it as published or retired."""
        return self._stored_state != VersionState.DRAFT

    def _only_retires(self, update_fields: Iterable[str] | None) -> bool:
        move = (self._stored_state, self.state)
        return set(update_fields or ()) == {"state"} and move == (
            VersionState.PUBLISHED,
            VersionState.RETIRED,
        )


_FROZEN = "A published version of a checklist never changes; make a new version."


class OfVersion(models.Model):
    """A row of a version: it can be written only while the version is a draft."""

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save into a draft; a published version refuses."""
        self._refuse_if_frozen()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete from a draft; a published version refuses."""
        self._refuse_if_frozen()
        return super().delete(*args, **options)

    def _refuse_if_frozen(self) -> None:
        if self.version.is_frozen:
            raise FrozenVersionError(_FROZEN)
