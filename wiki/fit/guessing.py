"""The first guess: a condition's score from a city's profile alone, where both can be compared."""

from collections.abc import Callable, Mapping

from wiki.facts import VOCABULARIES, Field, Kind
from wiki.facts.types import Scalar
from wiki.fit.attributes import ATTRIBUTES
from wiki.fit.needed import read_band, read_words, read_yes_no
from wiki.fit.types import Condition, Place, Score

_AMPLE, _NEARLY = 1.2, 0.8
_NONE, _MIXED = "none", "mixed"


def guess(condition: Condition, place: Place) -> Score | None:
    """Return how well a place meets a condition: -2 strongly against to +2 strongly for; None where it cannot tell.

    A number is +2 with a fifth to spare, +1 where it is met, -1 where it is missed by a fifth at most, else -2. A
    word is +2 where it is the same, +1 where the place is mixed, else -2. What must not be is the opposite. Ours.
    """
    field, have = ATTRIBUTES.get(condition.attribute), place.get(condition.attribute)
    if field is None or have is None:
        return None
    if condition.operator == "is_not":
        score = _guessed(field, "is", condition.value, have)
        return None if score is None else -score
    return _guessed(field, condition.operator, condition.value, have)


def _guessed(field: Field, operator: str, value: str, have: Scalar) -> Score | None:
    if operator == "exists" and not value:
        return _there(field, have)
    return _BY_KIND[field.kind](field, operator, value, have)


def _there(field: Field, have: Scalar) -> Score | None:
    if field.kind == Kind.YES_NO:
        return 2 if have else -2
    if field.kind == Kind.CHOICE and _NONE in VOCABULARIES[field.vocabulary]:
        return -2 if have == _NONE else 2
    return None


def _number(field: Field, operator: str, value: str, have: Scalar) -> Score | None:
    band = read_band(field, value)
    if band is None or isinstance(have, str):
        return None
    low, high = band
    at_least, at_most = _enough(have, low), _enough(high, have)
    match operator:
        case "at_least":
            return at_least
        case "at_most":
            return at_most
        case _ if low == high:
            # One number is never met to the unit: a fifth more or less is the same.
            return 2 if low * _NEARLY <= have <= low * _AMPLE else -2
        case _:
            return 2 if low <= have <= high else min(at_least, at_most)


def _enough(have: float, needed: float) -> Score:
    if have >= needed * _AMPLE:
        return 2
    if have >= needed:
        return 1
    return -1 if have >= needed * _NEARLY else -2


def _choice(field: Field, operator: str, value: str, have: Scalar) -> Score | None:
    words = read_words(field, value)
    if not words:
        return None
    if operator in {"at_least", "at_most"}:
        return _ordered(field, operator, words[0], str(have))
    if have in words:
        return 2
    return 1 if have == _MIXED else -2


def _ordered(field: Field, operator: str, needed: str, have: str) -> Score | None:
    """Compare words of a vocabulary that has an order; of those with a "mixed" there is none."""
    order = list(VOCABULARIES[field.vocabulary])
    if _MIXED in order:
        return None
    steps = order.index(have) - order.index(needed)
    return 2 if (steps if operator == "at_least" else -steps) >= 0 else -2


def _yes_no(_field: Field, _operator: str, value: str, have: Scalar) -> Score | None:
    wanted = read_yes_no(value)
    return None if wanted is None else 2 if have is wanted else -2


_BY_KIND: Mapping[Kind, Callable[[Field, str, str, Scalar], Score | None]] = {
    Kind.NUMBER: _number,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
}
