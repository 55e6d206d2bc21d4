"""From whom a city could learn: bounded, never itself, the same for both where it must be, and in one order."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wiki.core.ids import PageId
from wiki.exchange.languages import languages_of
from wiki.exchange.matching import WEIGHTS, Barrier, Kind, Peer, Side, Wish, Work, rank, wish_of_city
from wiki.replication.types import Stage

_THEMES = st.sampled_from(["data", "heating", "mobility"])
_NAMES = st.sampled_from(["masts", "sensors", "pipes", "bikes"])
_CATEGORIES = st.sampled_from(["financial", "technical", "social"])
_WORKS = st.builds(
    Work,
    practice=st.integers(1, 5).map(PageId),
    title=st.just("A practice"),
    themes=st.lists(_THEMES, unique=True, max_size=2).map(tuple),
    blocks=st.lists(_NAMES, unique=True, max_size=3).map(lambda names: {name: name.title() for name in names}),
    stage=st.none() | st.sampled_from(list(Stage)),
)
_BARRIERS = st.builds(
    Barrier, category=_CATEGORIES, theme=_THEMES, is_solved=st.booleans(), where=st.just("A practice")
)
_PLACES = st.fixed_dictionaries({}, optional={"population": st.integers(1, 10**7), "heat_supply": st.just("gas")})


def sides(city: str) -> st.SearchStrategy[Side]:
    return st.builds(
        Side,
        city=st.just(city),
        works=st.lists(_WORKS, max_size=4),
        barriers=st.lists(_BARRIERS, max_size=4),
        place=_PLACES,
        languages=st.frozensets(st.sampled_from(["de", "fr"])),
    )


def side(city: str, *works: Work, **told: Any) -> Side:
    return Side(city=city, works=works, **{"place": {}} | told)


def work(practice: int = 1, *, stage: Stage | None = None, **blocks: str) -> Work:
    return Work(practice=PageId(practice), title=f"Practice {practice}", themes=("data",), blocks=blocks, stage=stage)


def counts(peer: Peer) -> Mapping[Kind, int]:
    return {reason.kind: reason.points for reason in peer.reasons}


def test_all_weights_together_are_a_hundred() -> None:
    assert set(WEIGHTS) == set(Kind)
    assert sum(WEIGHTS.values()) == 100


@given(st.lists(st.sampled_from("abcde"), unique=True).flatmap(lambda cities: st.tuples(*map(sides, cities))))
def test_points_are_bounded_each_reason_counts_and_nobody_is_their_own_peer(found: tuple[Side, ...]) -> None:
    for one in found:
        for peer in rank(wish_of_city(one), found):
            assert peer.city != one.city
            assert 0 < peer.points <= 100
            assert peer.points == sum(counts(peer).values())
            assert len(counts(peer)) == len(peer.reasons)
            assert all(0 < reason.points <= WEIGHTS[reason.kind] and reason.about for reason in peer.reasons)
            assert counts(peer).keys() & {Kind.PRACTICE, Kind.BARRIER, Kind.THEME, Kind.BLOCK}


@given(st.tuples(sides("a"), sides("b"), sides("c"), sides("d")), st.randoms(use_true_random=False))
def test_the_order_is_by_points_and_city_however_others_are_listed(found: tuple[Side, ...], random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    wish = wish_of_city(found[0])
    ranked = rank(wish, found)
    assert ranked == rank(wish, shuffled)
    assert [(-peer.points, peer.city) for peer in ranked] == sorted((-peer.points, peer.city) for peer in ranked)


@given(sides("a"), sides("b"))
def test_what_two_cities_share_is_the_same_for_both_and_only_one_is_ahead(one: Side, other: Side) -> None:
    there, back = rank(wish_of_city(one), [other]), rank(wish_of_city(other), [one])
    if not (there and back):
        return
    (forth,), (home,) = there, back
    for kind in (Kind.PRACTICE, Kind.CONTEXT, Kind.LANGUAGE):
        assert counts(forth).get(kind) == counts(home).get(kind)
    for kind in (Kind.THEME, Kind.BLOCK):
        assert (kind in counts(forth)) == (kind in counts(home))
    ahead = [
        {theme for each in peer.reasons if each.kind is Kind.STAGE for theme in each.about} for peer in (forth, home)
    ]
    assert not ahead[0] & ahead[1]


def test_who_has_done_it_solved_it_and_is_alike_comes_first() -> None:
    place = {"population": 1_000_000, "heat_supply": "gas", "tenure": "mixed", "municipal_utility": True}
    seeks = side(
        "sofia",
        work(stage=Stage.PLAN, masts="Masts"),
        barriers=[Barrier(category="financial", theme="data", is_solved=False, where="Here")],
        place=place,
        languages=frozenset({"bg"}),
    )
    mentor = side(
        "munich",
        work(stage=Stage.OPERATION, masts="Masts"),
        barriers=[Barrier(category="financial", theme="data", is_solved=True, where="Lamps")],
        place=place,
        languages=frozenset({"bg"}),
    )
    beginner = side("venice", work(2, stage=Stage.INTEREST))
    first, second = rank(wish_of_city(seeks), [beginner, mentor])
    assert (first.city, first.points, second.city) == ("munich", 100, "venice")
    assert counts(second) == {Kind.THEME: WEIGHTS[Kind.THEME]}
    told = {reason.kind: reason for reason in first.reasons}
    assert (told[Kind.BARRIER].about, told[Kind.BARRIER].where) == (("financial",), ("Lamps",))
    assert told[Kind.STAGE].stage is Stage.OPERATION
    assert told[Kind.CONTEXT].percent == 100
    assert told[Kind.BLOCK].about == ("Masts",)


def test_a_barrier_that_is_open_there_too_or_of_another_theme_is_no_help() -> None:
    seeks = Wish(side=side("sofia"), stages={}, issues=frozenset({("financial", "data")}))
    for category, theme, is_solved in (
        ("financial", "data", False),
        ("financial", "heating", True),
        ("social", "data", True),
    ):
        barrier = Barrier(category=category, theme=theme, is_solved=is_solved, where="Lamps")
        assert rank(seeks, [side("munich", barriers=[barrier])]) == ()


def test_likeness_and_language_alone_make_nobody_a_peer() -> None:
    alike: dict[str, Any] = {"place": {"heat_supply": "gas"}, "languages": frozenset({"de"})}
    seeks = Wish(side=side("vienna", **alike), stages={"data": Stage.WATCHING})
    assert rank(seeks, [side("munich", **alike)]) == ()
    assert len(rank(seeks, [side("munich", work(), **alike)])) == 1


def test_a_part_of_what_is_looked_for_counts_a_part() -> None:
    seeks = Wish(side=side("sofia"), stages={"data": Stage.PLAN, "heating": Stage.PLAN}, blocks=frozenset("abcd"))
    (peer,) = rank(seeks, [side("munich", work(stage=Stage.OPERATION, a="A"))])
    assert counts(peer) == {Kind.THEME: 8, Kind.STAGE: 8, Kind.BLOCK: 2}


def test_countries_tell_their_languages_and_unknown_ones_none() -> None:
    assert languages_of("AT") & languages_of("DE") == {"de"}
    assert languages_of("JP") == {"ja"}
    assert languages_of("") == languages_of("XX") == frozenset()
