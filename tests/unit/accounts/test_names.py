"""A name in history is one person's: nothing in it is hidden, and none looks like another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.accounts.rules import NAME_MAX, account_errors, name_key, plain_name


def errors_of(name: str) -> dict[str, str]:
    return account_errors(name=name, email="ada@example.org", password="four words are enough")


@pytest.mark.parametrize(
    "name",
    [
        "Ada\u202eecila",
        "Ada\u200b",
        "A\u200dda",
        "Ada\x07",
        "Ada\nBob",
        "Ada\u2028Bob",
        "\u2066Ada",
        "Ada\ufeffB",
        "\ud800",
    ],
)
def test_a_name_hides_nothing(name: str) -> None:
    assert list(errors_of(name)) == ["name"]


@pytest.mark.parametrize("name", ["Ada", "Ольга Петренко", "François d’Été", "山田 太郎", "Ann/Vienna", "  Ada   Bee "])
def test_names_of_the_cities_people_are_taken(name: str) -> None:
    assert errors_of(name) == {}


@pytest.mark.parametrize("other", ["ADA Béa", "ada  be\u0301a", "Ａｄａ Béa", " Ada Béa "])
def test_names_a_reader_takes_for_one_have_one_key(other: str) -> None:
    assert name_key(other) == name_key("Ada Béa")


def test_a_name_is_kept_in_one_spelling() -> None:
    assert plain_name("  Ada \t Be\u0301a ") == "Ada Béa"


@given(st.text(max_size=150))
def test_a_name_that_is_taken_fits_and_stays_as_it_is(name: str) -> None:
    if not errors_of(name):
        plain = plain_name(name)
        assert 0 < len(plain) <= NAME_MAX
        assert len(name_key(name)) <= NAME_MAX
        assert errors_of(plain) == {}
        assert (plain_name(plain), name_key(plain)) == (plain, name_key(name))
