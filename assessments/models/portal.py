"""What the provider's people are asked, and what they are shown of the results."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.question import Question, Section
from assessments.models.response import Response
from providers.models import Invitation

LONGEST_COMMENT = 4000


class Asking(models.Model):
    """A contact of the provider works on the provider's response: all of it, or the sections named."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="askings")
    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="asking")
    sections = models.ManyToManyField(Section, verbose_name=_("sections"), related_name="askings", blank=True)
    handed_on_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="handed_on",
        null=True,
        blank=True,
        verbose_name=_("handed on by"),
    )

    class Meta:
        verbose_name = _("asking")
        verbose_name_plural = _("askings")
        ordering = ["response", "id"]

    def __str__(self) -> str:
        return f"{self.invitation}"


class Release(models.Model):
    """Results as they stood when somebody released them to the provider; at most one is open to it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="releases")
    inputs_digest = models.CharField(_("digest of the inputs"), max_length=64)
    computed_at = models.DateTimeField(_("computed"))
    with_answers = models.BooleanField(_("with the answers"), default=True)
    message = models.TextField(_("message"), max_length=4000, blank=True)
    # Worked out when it was released, so that nothing which changes later shows through.
    content = models.JSONField(_("what is shown"))
    released_at = models.DateTimeField(_("released"))
    released_by_kind = models.CharField(_("kind of actor"), max_length=10)
    released_by_id = models.CharField(_("actor"), max_length=40)
    released_by_name = models.CharField(_("released by"), max_length=200)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    taken_back_by_name = models.CharField(_("taken back by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["assessment", "-released_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(taken_back_at__isnull=True),
                name="assessments_one_open_release",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment}"


class ReleaseComment(models.Model):
    """What the provider's people say about results: as a whole, or about one question."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="comments")
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="release_comments", null=True, blank=True
    )
    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    said_at = models.DateTimeField(_("at"))
    said_by_kind = models.CharField(_("kind of actor"), max_length=10)
    said_by_id = models.CharField(_("actor"), max_length=40)
    said_by_name = models.CharField(_("by"), max_length=200)

    class Meta:
        verbose_name = _("comment on results")
        verbose_name_plural = _("comments on results")
        ordering = ["release", "said_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="assessments_release_comment_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.said_by_name}"
