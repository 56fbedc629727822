"""What people and roles put onto the home page."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from outsourcing.accounts.queries import never_signed_in
from outsourcing.actors import Actor, Permission
from outsourcing.ui.registry import HomePanel

MOST = 6


def awaited(actor: Actor, _today: date) -> Mapping[str, object] | None:
    """Who was invited and has never signed in; for those who look after people."""
    if not actor.may(Permission.MANAGE_USERS):
        return None
    people = list(never_signed_in(actor))
    return {"people": people[:MOST], "count": len(people), "more": len(people) - MOST}


def awaited_headline(context: Mapping[str, object]) -> str:
    """How many are awaited; nothing where everybody has come."""
    count = cast(int, context["count"])
    said = ngettext("%(n)d person has never signed in", "%(n)d people have never signed in", count)
    return said % {"n": count} if count else ""


AWAITED = HomePanel(
    key="awaited-people",
    title=_("Invited, never signed in"),
    template="accounts/_home_awaited.html",
    context=awaited,
    column="main",
    position=40,
    headline=awaited_headline,
)
