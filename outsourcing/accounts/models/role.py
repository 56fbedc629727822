"""A role: a named set of permissions, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Permission


class Role(models.Model):
    """What a person is here to do."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    permissions = models.JSONField(_("permissions"), default=list)
    needs_second_factor = models.BooleanField(_("needs a second factor"), default=False)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def allowed(self) -> frozenset[Permission]:
        """The permissions this version of the product knows; a name from another version allows nothing."""
        known = set(Permission)
        return frozenset(Permission(name) for name in self.permissions if name in known)
