"""The fit of a practice to a city: bounds, what more of the good does, what one worst condition does."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.facts import VOCABULARIES
from wiki.facts.types import Scalar
from wiki.fit.attributes import ATTRIBUTES, CATEGORIES
from wiki.fit.likeness import likeness
from wiki.fit.rules import WEIGHTS, answer_errors, conditions_of, fit_of
from wiki.fit.types import Answer, Condition, Fit, Score

SCORES: Sequence[Score] = (-2, -1, 0, 1, 2)
_SCORE = st.sampled_from(SCORES)
_CONDITION = st.builds(
    Condition,
    attribute=st.sampled_from([*VOCABULARIES["context_attribute"]]),
    operator=st.sampled_from([*VOCABULARIES["operator"]]),
    value=st.one_of(st.text(max_size=20), st.integers(0, 10**7).map(str)),
    weight=st.sampled_from([*WEIGHTS]),
    reason=st.just("Because."),
    fingerprint=st.uuids().map(str),
)
_CONDITIONS = st.lists(_CONDITION, max_size=8, unique_by=lambda each: each.fingerprint)
_PLACE = st.fixed_dictionaries(
    {}, optional={"population": st.integers(1, 10**7), "heritage": st.sampled_from([*VOCABULARIES["heritage_level"]])}
)


def condition(weight: Any = "core", **said: str) -> Condition:
    row = {"attribute": "funding", "operator": "exists", "value": "", "reason": "Because."} | said
    (made,) = conditions_of({"conditions": ({"id": "1", "weight": weight, **row},)})
    return made


def answered(*scores: tuple[str, Score], mitigation: str = "") -> Fit:
    conditions = [condition(weight, reason=str(place)) for place, (weight, _) in enumerate(scores)]
    answers = {
        each.fingerprint: Answer(score=score, mitigation=mitigation)
        for each, (_, score) in zip(conditions, scores, strict=True)
    }
    return fit_of(conditions, {}, answers)


@given(_CONDITIONS, _PLACE, st.data())
def test_the_result_stays_in_its_bounds_and_every_condition_is_told_once(
    conditions: list[Condition], place: Mapping[str, Any], data: st.DataObject
) -> None:
    some = data.draw(st.dictionaries(st.sampled_from([each.fingerprint for each in conditions] or [""]), _SCORE))
    fit = fit_of(conditions, place, {key: Answer(score=score) for key, score in some.items()})
    assert fit.percent is None or 0 <= fit.percent <= 100
    assert (fit.percent is None) == (fit.known == 0)
    assert 0 <= fit.known <= 100
    assert 0 <= fit.rank <= 100
    neutral = [each for each in fit.judged if each.score == 0]
    told = [*fit.met, *fit.gaps, *fit.unknown, *neutral]
    assert sorted(each.condition.fingerprint for each in told) == sorted(each.fingerprint for each in conditions)
    assert sum(each.known for each in fit.spread) == sum(each.score is not None for each in fit.judged)


@given(st.lists(st.tuples(st.sampled_from([*WEIGHTS]), _SCORE), min_size=1, max_size=6), st.data())
def test_a_better_answer_never_lowers_the_result(scores: list[tuple[str, Score]], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(scores) - 1))
    weight, score = scores[place]
    better = [*scores[:place], (weight, SCORES[min(score + 3, 4)]), *scores[place + 1 :]]
    before, after = answered(*scores), answered(*better)
    assert before.percent is not None
    assert after.percent is not None
    assert after.percent >= before.percent
    assert after.rank >= before.rank
    assert len(after.knock_outs) <= len(before.knock_outs)


@given(_CONDITIONS, _PLACE, st.randoms(use_true_random=False))
def test_the_order_of_the_conditions_changes_nothing(conditions: list[Condition], place: Any, random: Any) -> None:
    shuffled = list(conditions)
    random.shuffle(shuffled)
    one, other = fit_of(conditions, place), fit_of(shuffled, place)
    assert (one.percent, one.known, len(one.gaps), one.spread) == (
        other.percent,
        other.known,
        len(other.gaps),
        other.spread,
    )
    assert one.rank == pytest.approx(other.rank)


@given(st.lists(st.tuples(st.sampled_from([*WEIGHTS]), st.sampled_from([1, 2])), max_size=5))
def test_one_core_condition_at_the_worst_is_a_knock_out_until_something_is_done(
    others: list[tuple[str, Score]],
) -> None:
    fit = answered(("core", -2), *others)
    assert len(fit.knock_outs) == 1
    assert fit.rank == 0
    assert fit.gaps[0] == fit.knock_outs[0]
    assert not answered(("core", -2), *others, mitigation="We build one.").knock_outs
    assert not answered(("important", -2), ("core", -1), *others).knock_outs


def test_the_formula() -> None:
    # (3 · 4/4 + 2 · 3/4 + 1 · 0/4) / 6
    fit = answered(("core", 2), ("important", 1), ("helpful", -2))
    assert (fit.percent, fit.known) == (75, 100)
    (spread,) = fit.spread
    assert (spread.category, spread.percent, spread.lowest, spread.highest) == ("Means", 75, -2, 2)


def test_unknown_is_not_nought() -> None:
    known, unknown = condition(attribute="population", operator="at_least", value="1000"), condition("important")
    fit = fit_of([known, unknown], {"population": 5000})
    assert (fit.percent, fit.known, [each.condition for each in fit.unknown]) == (100, 60, [unknown])
    assert fit_of([known, unknown], {}).percent is None
    assert fit.rank == pytest.approx(100 * (3 + 2 / 2) / 5)


def test_gaps_come_in_the_order_in_which_they_matter() -> None:
    fit = answered(("helpful", -2), ("important", -2), ("core", -1), ("core", -2))
    assert [(each.condition.weight, each.score) for each in fit.gaps] == [
        ("core", -2),
        ("important", -2),
        ("core", -1),
        ("helpful", -2),
    ]


PLACE: dict[str, Scalar] = {
    "population": 264_886,
    "heritage": "world_heritage",
    "municipal_utility": True,
    "tenure": "mixed",
    "heat_supply": "gas",
    "climate": 2500,
    "modal_split": 60,
    "ownership": "condominium",
}


@pytest.mark.parametrize(
    ("attribute", "operator", "value", "score"),
    [
        ("population", "at_least", "100,000 inhabitants", 2),
        ("population", "at_least", "250.000", 1),
        ("population", "at_least", "300 000", -1),
        ("population", "at_least", "1 million", -2),
        ("population", "at_most", "270k", 1),
        ("population", "at_most", "100,000", -2),
        ("population", "is", "250,000–500,000", 2),
        ("population", "is", "100,000-250,000", -1),
        ("population", "is", "264,000", 2),
        ("population", "is_not", "264,000", -2),
        ("population", "is", "Large and dense", None),
        ("population", "at_least", "20 inhabitants per stop", None),
        ("climate", "at_least", "2500 K·d a year", 1),
        ("climate", "at_least", "2,500", None),
        ("modal_split", "at_least", "50 %", 2),
        ("modal_split", "at_least", "50 % by bicycle", None),
        ("heritage", "is_not", "World heritage", -2),
        ("heritage", "at_most", "Protected districts", -2),
        ("heritage", "exists", "", 2),
        ("municipal_utility", "exists", "", 2),
        ("municipal_utility", "is", "no", -2),
        ("municipal_utility", "exists", "One that sells heat", None),
        ("tenure", "is", "Mostly social rent", 1),
        ("tenure", "is_not", "Social rent", -1),
        ("heat_supply", "is", "Natural gas or heating oil", 2),
        ("heat_supply", "is", "coal", -2),
        ("heat_supply", "is", "Coal or a miracle", None),
        ("heat_supply", "exists", "", None),
        ("ownership", "is", "Condominiums", 2),
        ("density", "at_least", "10", None),
        ("funding", "exists", "A subsidy", None),
    ],
)
def test_the_first_guess(attribute: str, operator: str, value: str, score: Score | None) -> None:
    fit = fit_of([condition(attribute=attribute, operator=operator, value=value)], PLACE)
    assert fit.judged[0].score == score


@given(_CONDITION)
def test_whatever_a_condition_says_a_profile_that_is_empty_cannot_tell(asked: Condition) -> None:
    assert fit_of([asked], {}).judged[0].score is None


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(1, 10**7))
def test_more_inhabitants_never_meet_a_least_number_worse(one: int, other: int, needed: int) -> None:
    asked = condition(attribute="population", operator="at_least", value=str(needed))
    less, more = (fit_of([asked], {"population": each}).judged[0].score or 0 for each in sorted((one, other)))
    assert less <= more


def test_the_same_words_have_the_same_fingerprint_whatever_they_weigh() -> None:
    assert condition("core").fingerprint == condition("helpful").fingerprint != condition(reason="Else.").fingerprint


def test_every_attribute_of_conditions_has_its_category() -> None:
    grouped = [key for keys in CATEGORIES.values() for key in keys]
    assert sorted(grouped) == sorted(VOCABULARIES["context_attribute"])
    assert ATTRIBUTES.keys() <= VOCABULARIES["context_attribute"].keys()


def test_places_are_alike_in_what_both_tell() -> None:
    other: dict[str, Scalar] = {"population": 200_000, "heat_supply": "coal", "density": 100}
    found = likeness(PLACE, other)
    assert (found.percent, found.alike, found.unlike) == (50, ["population"], ["heat_supply"])
    assert likeness(PLACE, {}).percent is None


def test_an_answer_is_from_minus_two_to_two() -> None:
    assert not answer_errors(-2, "", "")
    assert set(answer_errors(3, "n" * 601, "")) == {"score", "note"}
