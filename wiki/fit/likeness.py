"""How alike two places are, from what both tell of themselves."""

from typing import cast

from wiki.facts import Facts
from wiki.facts.types import Scalar
from wiki.fit.attributes import NUMBERS
from wiki.fit.types import Likeness, Place

# A field of a practice's context says the same as an attribute of a profile.
_SAME_AS = {
    "density": "density",
    "heating_degree_days": "climate",
    "building_age": "building_age",
    "tenure": "tenure",
    "ownership": "ownership",
    "heat_supply": "heat_supply",
    "municipal_utility": "municipal_utility",
    "governance": "governance",
}
_HALF = 0.5


def place_of(facts: Facts) -> Place:
    """Return what a practice tells of the place where it worked, as a profile would."""
    # None of these fields holds rows or lists.
    return {attribute: cast("Scalar", facts[key]) for key, attribute in _SAME_AS.items() if key in facts}


def likeness(one: Place, other: Place) -> Likeness:
    """Return how alike two places are: the share of what both tell in which they are alike.

    Words are alike where they are the same, numbers where one is at least half the other. Ours.
    """
    both = [key for key in one if key in other]
    alike = [key for key in both if _is_alike(key, one[key], other[key])]
    return Likeness(
        percent=round(100 * len(alike) / len(both)) if both else None,
        alike=alike,
        unlike=[key for key in both if key not in alike],
    )


def _is_alike(key: str, one: Scalar, other: Scalar) -> bool:
    if key in NUMBERS:
        low, high = sorted((float(one), float(other)))
        return low >= high * _HALF
    return one == other
