"""The editions that stood on a day: which, what they said, and counts that promise what is listed."""

from datetime import date

import pytest

from tests.factories import actor, archive, rename
from tests.integration.past import history
from wiki.accounts.types import VISITOR, Role
from wiki.pages.facets import Choices
from wiki.practices.queries import count_past, list_past, walk_past


@pytest.fixture(autouse=True)
def editions(context: None) -> None:
    history()


def listed(day: str, choices: Choices | None = None) -> list[tuple[str, int, str]]:
    found = list_past(VISITOR, date.fromisoformat(day), choices or {}, order="title")
    assert found.total == len(found.items)
    return [(each.slug, each.number, each.title) for each in found.items]


def test_each_day_has_the_editions_that_stood_at_its_end() -> None:
    assert listed("2018-04-30") == []
    assert listed("2018-05-01") == [("hauffgasse", 1, "Hauffgasse")]
    assert listed("2020-06-30") == [("hauffgasse", 1, "Hauffgasse")]
    assert listed("2020-07-01") == [("hauffgasse", 2, "Hauffgasse anew")]
    assert listed("2020-07-02") == [("hauffgasse", 2, "Hauffgasse anew"), ("lory", 1, "Lory")]


def test_an_edition_is_told_as_it_was_frozen() -> None:
    (then,) = list_past(VISITOR, date(2019, 1, 1), {}).items
    assert (then.themes, then.cities, then.language) == (("refurbishment",), ("vienna",), "en")
    assert then.summary
    (later,) = list_past(VISITOR, date(2020, 7, 1), {}).items
    assert (later.themes, later.cities) == (("data",), ("munich",))


def test_facets_count_what_choosing_them_lists() -> None:
    for day in ("2019-01-01", "2020-07-01", "2026-01-01"):
        for chosen in ({}, {"theme": ("data",)}, {"city": ("vienna",)}):
            counts = count_past(VISITOR, date.fromisoformat(day), chosen)
            for facet, found in counts.items():
                for each in found:
                    assert len(listed(day, {**chosen, facet: (each.value,)})) == each.count
    assert [each.value for each in count_past(VISITOR, date(2019, 1, 1), {})["theme"]] == ["refurbishment"]
    # A facet is counted under the choices in the others, not under its own.
    under_data = count_past(VISITOR, date(2026, 1, 1), {"theme": ("data",)})
    assert {each.value for each in under_data["theme"]} == {"data", "refurbishment"}
    assert [each.value for each in under_data["city"]] == ["munich"]


def test_the_same_rights_hold_as_today() -> None:
    rename("hauffgasse", "elsewhere")
    assert listed("2019-01-01") == [("elsewhere", 1, "Hauffgasse")]
    archive("elsewhere")
    assert listed("2019-01-01") == []
    assert count_past(VISITOR, date(2019, 1, 1), {})["theme"] == ()
    assert list_past(actor(Role.EDITOR), date(2019, 1, 1), {}).total == 0


def test_a_walk_goes_on_where_it_stopped() -> None:
    day = date(2026, 1, 1)
    first = walk_past(VISITOR, day, {}, limit=1)
    rest = walk_past(VISITOR, day, {}, after=(first[0].disseminated_at, first[0].id))
    assert [each.slug for each in (*first, *rest)] == ["hauffgasse", "lory"]
    assert [each.slug for each in walk_past(VISITOR, day, {}, since=rest[0].disseminated_at)] == ["lory"]
    assert [each.slug for each in walk_past(VISITOR, day, {"kind": ("news",)})] == []
