"""A person at a provider."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor, ActorKind
from providers.models.provider import Provider
from providers.models.versioned import CurrentManager, Versioned


class Contact(Versioned):
    """Whom to speak to; removed ones can be brought back."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_main = models.BooleanField(_("main contact"), default=False)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)
    # Sessions carry it: raising it ends every one of them at once.
    access_number = models.PositiveIntegerField(_("number of the access"), default=1, editable=False)

    objects = CurrentManager["Contact"]()
    with_removed = models.Manager["Contact"]()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-is_main", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="providers_contact_named"),
            models.UniqueConstraint(
                fields=["provider"],
                condition=Q(is_main=True, removed_at__isnull=True),
                name="providers_one_main_contact",
            ),
            models.UniqueConstraint(
                "provider",
                Lower("email"),
                condition=~Q(email="") & Q(removed_at__isnull=True),
                name="providers_contact_email_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_actor(self) -> Actor:
        """The contact as one who acts in the portal: without any permission, by grants alone."""
        return Actor(kind=ActorKind.CONTACT, id=str(self.pk), name=self.name, permissions=frozenset())
