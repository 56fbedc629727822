"""What people were reminded of: one letter for each person and day, and the occasions it told of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReminderLetter(models.Model):
    """The one mail that a person gets on a day."""

    to_email = models.EmailField(_("to"))
    on = models.DateField(_("day"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter of reminders")
        verbose_name_plural = _("letters of reminders")
        ordering = ["-on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["to_email", "on"], name="assessments_one_letter_a_day"),
        ]
        indexes = [models.Index(fields=["sent_at", "on"], name="assessments_letters_unsent")]

    def __str__(self) -> str:
        return f"{self.pk}"


class ReminderSent(models.Model):
    """One thing that a person is told once for its occasion; `on` is that occasion's day."""

    letter = models.ForeignKey(ReminderLetter, models.CASCADE, related_name="reminders")
    to_email = models.EmailField(_("to"))
    key = models.CharField(_("what it is about"), max_length=120)
    on = models.DateField(_("occasion"))
    subject = models.CharField(_("subject"), max_length=250)
    lines = models.JSONField(_("lines"), default=list)
    url = models.CharField(_("where it leads"), max_length=300)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["letter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["to_email", "key", "on"], name="assessments_reminded_once_an_occasion"
            ),
        ]

    def __str__(self) -> str:
        return self.key
