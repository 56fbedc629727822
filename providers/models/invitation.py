"""How a person at a provider comes into the portal: invitations, one-time codes, and visits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from providers.models.contact import Contact

MOST_TRIES = 5


class Invitation(models.Model):
    """Asks one contact in. Of its link only the hash is kept, and that only until the link was used."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="invitations")
    purpose = models.CharField(_("invited to"), max_length=300)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    invited_at = models.DateTimeField(_("invited"))
    invited_by_kind = models.CharField(_("kind of actor"), max_length=10)
    invited_by_id = models.CharField(_("actor"), max_length=40)
    invited_by_name = models.CharField(_("invited by"), max_length=200)
    expires_at = models.DateTimeField(_("link ends"))
    token_hash = models.CharField(_("hash of the link"), max_length=64, blank=True, editable=False)
    sent_at = models.DateTimeField(_("mail sent"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("first visit"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by_name = models.CharField(_("revoked by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="providers_link_opens_one_invitation"
            ),
            models.CheckConstraint(
                condition=Q(token_hash="") | Q(revoked_at__isnull=True),
                name="providers_revoked_link_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact}: {self.purpose}"


class CodeRequest(models.Model):
    """Somebody asked for a code; whether there is a contact of this address is looked up by the worker."""

    email = models.CharField(_("e-mail address"), max_length=254)
    address = models.CharField(_("network"), max_length=45, blank=True)
    browser = models.CharField(_("hash of the browser's mark"), max_length=64)
    asked_at = models.DateTimeField(_("asked"))
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for a code")
        verbose_name_plural = _("requests for codes")
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(fields=["email", "asked_at"], name="providers_codes_asked_by_email"),
            models.Index(fields=["address", "asked_at"], name="providers_codes_asked_from"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class SignInCode(models.Model):
    """A one-time code for one contact in one browser; only its hash is kept."""

    request = models.ForeignKey(CodeRequest, models.CASCADE, related_name="codes")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="sign_in_codes")
    code_hash = models.CharField(_("hash of the code"), max_length=64)
    expires_at = models.DateTimeField(_("ends"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="providers_code_tried_five_times")
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Visit(models.Model):
    """From which network a contact came in; who was here before is not kept out by a stranger's knocking."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="visits")
    address = models.CharField(_("network"), max_length=45, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "address"], name="providers_visit_of_a_network_once")
        ]

    def __str__(self) -> str:
        return f"{self.contact_id}"
