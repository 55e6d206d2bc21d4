"""What a practice cost, scaled to a city's quantity, as a range.

The rule and its margins are ours: cost of each of the practice's quantity times the city's, a fifth less to three
tenths more, rounded outwards to three digits. Nothing is done about the years since, of which the price year tells.
"""

from dataclasses import dataclass
from fractions import Fraction

LESS, MORE = Fraction(8, 10), Fraction(13, 10)
_DIGITS = 3
MOST = 10**12
"""What a plan takes as an amount, in €."""


@dataclass(frozen=True, kw_only=True)
class Range:
    """From what to what something costs, in whole €."""

    low: int
    high: int


def scaled_cost(cost: float, there: float, here: float) -> Range | None:
    """Return what ``cost`` € for the quantity ``there`` come to for the quantity ``here``.

    None where nothing can be said: a cost or a quantity that is not above 0, or more than :data:`MOST`.
    """
    if min(cost, there, here) <= 0:
        return None
    amount = _exact(cost) / _exact(there) * _exact(here)
    if amount * MORE > MOST:
        return None
    return Range(low=_rounded_down(amount * LESS), high=-_rounded_down(-amount * MORE))


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def _rounded_down(amount: Fraction) -> int:
    """Return the next number with three digits that is not more."""
    step: int = 10 ** max(0, len(str(abs(int(amount)))) - _DIGITS)
    return int(amount // step) * step
