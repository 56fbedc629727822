"""Addresses of many things of one kind."""

from collections.abc import Callable

from django.urls import reverse

# No row has such a number; it only keeps the place of one.
_STAND_IN = 999_000_000_000


def addresses(name: str, *, count: int = 1) -> Callable[..., str]:
    """Looks the address up once, for things that differ in these arguments alone: numbers and slugs."""
    places = [str(_STAND_IN + number) for number in range(count)]
    pattern = reverse(name, args=places).replace("%", "%%")
    for place in places:
        pattern = pattern.replace(place, "%s")
    return lambda *arguments: pattern % arguments
