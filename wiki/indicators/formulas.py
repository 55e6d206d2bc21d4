"""What is computed of measured values: each defined once, with its formula as people read it.

The formulas are the usual ones of the field, told in our words. A result is None where a formula has none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wiki.core.messages import Message, message


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A computed indicator: ``text`` stands beside each value, ``unit`` is a word of the vocabulary ``unit``."""

    key: str
    text: Message
    unit: str
    compute: Callable[..., float | None]


def saving(baseline: float, after: float) -> float | None:
    """Return how much less was used, in per cent of the baseline; both in one unit."""
    return (baseline - after) / baseline * 100 if baseline else None


def performance_gap(design: float, measured: float) -> float | None:
    """Return how much more was measured than designed, in per cent of the design; both in one unit."""
    return (measured - design) / design * 100 if design else None


def unit_investment(cost: float, area: float) -> float | None:
    """Return the cost of a square metre, in EUR/m²; cost in EUR, area in m²."""
    return cost / area if area > 0 else None


def payback(investment: float, grants: float, annual_saving: float) -> float | None:
    """Return after how many years savings have paid an investment less its grants; EUR, EUR and EUR a year."""
    return max(investment - grants, 0) / annual_saving if annual_saving > 0 else None


def co2_avoided(baseline: float, baseline_factor: float, after: float, after_factor: float) -> float:
    """Return the CO₂ not emitted, in t.

    ``baseline`` and ``after`` are amounts of fuel or energy in any units, each factor the kg of CO₂ of one such unit.
    """
    return (baseline * baseline_factor - after * after_factor) / 1_000


FORMULAS: Mapping[str, Formula] = {
    formula.key: formula
    for formula in (
        Formula(
            key="saving",
            text=message("(baseline − measured) ÷ baseline × 100"),
            unit="percent",
            compute=saving,
        ),
        Formula(
            key="performance_gap",
            text=message("(measured − design) ÷ design × 100"),
            unit="percent",
            compute=performance_gap,
        ),
        Formula(
            key="unit_investment",
            text=message("cost ÷ area"),
            unit="EUR/m2",
            compute=unit_investment,
        ),
        Formula(
            key="payback",
            text=message("(investment − grants) ÷ saving a year"),
            unit="a",
            compute=payback,
        ),
        Formula(
            key="co2_avoided",
            text=message("amount before × its factor − amount after × its factor"),
            unit="tCO2",
            compute=co2_avoided,
        ),
    )
}
