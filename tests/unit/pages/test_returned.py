"""Where results count as confirmed: in another city, by what the practice measures too."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.pages.returned import NOTHING, Returned, returned

FACTS = {"kpis": ({"id": "a", "what": "specific_heat"}, {"id": "b", "what": "other"})}
_keys = st.lists(st.sampled_from(["specific_heat", "riders", "other"]), unique=True)


def test_a_city_confirms_what_the_practice_has_a_result_or_series_of() -> None:
    there = {"sofia": ["specific_heat"], "venice": ["riders"], "kyiv": [], "vienna": ["specific_heat"]}
    assert returned(there, ["riders"], FACTS, ("vienna",)) == Returned(
        replicated=("kyiv", "sofia", "venice", "vienna"), confirmed=("sofia", "venice")
    )
    assert returned(there, None, {}, ()).confirmed == ()
    assert returned(None, ["riders"], FACTS, ()) == NOTHING


def test_what_only_its_boundary_tells_is_not_the_same_anywhere() -> None:
    assert returned({"sofia": ["other"]}, ["other"], FACTS, ()).confirmed == ()


@given(
    st.dictionaries(st.sampled_from(["sofia", "venice", "kyiv"]), _keys),
    _keys,
    st.lists(st.sampled_from(["sofia", "venice"])),
)
def test_who_confirms_has_taken_it_up_and_is_another_city(
    there: dict[str, list[str]], measures: list[str], own: list[str]
) -> None:
    found = returned(there, measures, FACTS, own)
    assert set(found.confirmed) <= set(found.replicated) - set(own)
    assert all({"specific_heat", *measures} & set(there[city]) - {"other"} for city in found.confirmed)
