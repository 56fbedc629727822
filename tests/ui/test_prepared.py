"""A count whose SQL is written once is asked anew for each actor."""

from typing import Any

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from outsourcing.accounts.models import User
from outsourcing.actors import Actor, Permission
from outsourcing.prepared import prepared_count
from tests.people import actor

pytestmark = pytest.mark.django_db


def test_it_is_written_once_and_counts_for_whoever_asks(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked: list[str] = []

    @prepared_count
    def others(who: Actor) -> QuerySet[Any, Any]:
        asked.append(who.id)
        named = User.objects.exclude(pk=int(who.id)).order_by().values("pk")
        return named.union(User.objects.filter(name=who.id).values("pk"), all=True)

    ben, anna = actor("evaluator"), actor("evaluator")
    User.objects.filter(pk=anna.id).update(name=ben.id)

    with django_assert_num_queries(2):
        counts = others(ben), others(anna)

    assert counts == (2, 1)
    assert len(asked) == 1


def test_who_may_more_is_counted_by_a_query_of_their_own() -> None:
    @prepared_count
    def seen(who: Actor) -> QuerySet[Any, Any]:
        everybody = User.objects.order_by().values("pk")
        return everybody if who.may(Permission.MANAGE_USERS) else everybody.none()

    administrator, evaluator = actor("administrator"), actor("evaluator")

    assert seen(administrator) == 2
    assert seen(evaluator) == 0
