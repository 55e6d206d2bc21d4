"""Indicators as the rest of the product sees them: frozen values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wiki.core.ids import IndicatorId


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class IndicatorDraft:
    """What a person says of an indicator. ``theme`` is an address, empty for all; ``unit`` as in :class:`Indicator`."""

    name: str
    theme: str
    unit: str
    direction: str
    calculation: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """What results are told in.

    ``unit`` is a word of the vocabulary ``unit``, ``theme`` the address of a theme, None for all of them;
    ``formula`` is the key of one in :mod:`wiki.indicators.formulas`, or empty.
    """

    id: IndicatorId
    key: str
    name: str
    theme: str | None
    unit: str
    direction: Direction
    calculation: str
    formula: str
    source: str
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class OutdatedIndicator:
    """Nothing was saved: somebody else changed the indicator meanwhile; ``theirs`` is what stands there now."""

    theirs: Indicator
