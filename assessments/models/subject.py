"""What an assessment is about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from providers.models import Provider


class SubjectKind(models.TextChoices):
    """The kinds of things that can be assessed."""

    PROVIDER = "provider", _("Provider")
    OURSELVES = "ourselves", _("Ourselves")
    PERSON = "person", _("Person")
    INTERFACE = "interface", _("Interface")


class Subject(models.Model):
    """A provider, ourselves, a person or an interface, as one kind of row to point at."""

    kind = models.CharField(_("kind"), max_length=10, choices=SubjectKind.choices)
    provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="subjects", null=True, blank=True, verbose_name=_("provider")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="provider", provider__isnull=False)
                | Q(kind__in=["ourselves", "person", "interface"], provider__isnull=True) & ~Q(name=""),
                name="assessments_subject_consistent",
            ),
            models.UniqueConstraint(fields=["provider"], name="assessments_one_subject_for_a_provider"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="ourselves"), name="assessments_one_subject_for_ourselves"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name to show: the provider's own, where it is one."""
        return self.provider.name if self.provider else self.name
