"""Filters of the list of people; they live in the address."""

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts.models import Role, User, UserState
from outsourcing.accounts.queries import in_state

ORDERS = {
    "name": F("name").asc(),
    "-name": F("name").desc(),
    "email": F("email").asc(),
    "-email": F("email").desc(),
    "last_login": F("last_login").asc(nulls_first=True),
    "-last_login": F("last_login").desc(nulls_last=True),
}


class UserFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter carries no types
    """By words, role and state."""

    words = django_filters.CharFilter(label=_("Name or e-mail"), method="by_words")
    role = django_filters.ModelChoiceFilter(
        label=_("Role"), field_name="roles", queryset=Role.objects.all(), empty_label=_("All roles")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=UserState.choices, method="by_state", empty_label=_("All states")
    )

    class Meta:
        model = User
        fields = ["words", "role", "state"]

    def by_words(self, users: QuerySet[User], _name: str, words: str) -> QuerySet[User]:
        """Those whose name or address holds the words."""
        return users.filter(Q(name__icontains=words) | Q(email__icontains=words))

    def by_state(self, users: QuerySet[User], _name: str, state: str) -> QuerySet[User]:
        """Those whose account stands like this."""
        return in_state(users, state)


def sorted_users(users: QuerySet[User], sort: str) -> QuerySet[User]:
    """In the order asked for; by name when that is unknown."""
    return users.order_by(ORDERS.get(sort, ORDERS["name"]), "id")
