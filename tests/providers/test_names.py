"""When two names are one, and how a line of names comes apart."""

import pytest

from providers.domain.names import fold, split_names, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kaveri Research", "KAVERI research"),
        ("Kaveri Research", "  Kaveri   Research "),
        ("Étoile", "étoile"),
        ("Straße AG", "STRASSE AG"),
        ("Ｋａｖｅｒｉ", "Kaveri"),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("Kaveri Research") != fold("Kaveri Researchers")


def test_tidy_takes_needless_blanks_away() -> None:
    assert tidy("  Kaveri \t Research\n") == "Kaveri Research"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ()),
        (" , ;", ()),
        ("statistics", ("statistics",)),
        ("b, a;c\nd", ("b", "a", "c", "d")),
        ("Data  management, data Management, statistics", ("Data management", "statistics")),
    ],
)
def test_a_line_of_names_comes_apart_in_its_order_each_once(typed: str, names: tuple[str, ...]) -> None:
    assert split_names(typed) == names
