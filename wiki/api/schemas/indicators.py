"""Indicators as programs read and write them."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import Input, Output, Text
from wiki.api.schemas.taxonomy import Base
from wiki.indicators.rules import CALCULATION_MAX, NAME_MAX, SOURCE_MAX
from wiki.indicators.types import Direction

Unit = Annotated[Text, Field(description="A word of the vocabulary “unit”.", examples=["kWh/m2a"])]


class IndicatorOut(Output):
    """What results are told in."""

    key: str
    name: str
    theme: Annotated[str | None, Field(description="The address of its theme; null for all themes.")]
    unit: Unit
    direction: Annotated[Direction, Field(description="Which way is better.")]
    calculation: str
    formula: Annotated[str, Field(description="How the wiki computes it; empty where it does not.")]
    source: str
    updated_at: AwareDatetime


class IndicatorList(Output):
    """By theme; those of all themes come last."""

    items: tuple[IndicatorOut, ...]


class IndicatorInput(Input):
    """An indicator as it is to be: what is left out is empty."""

    name: Annotated[Text, Field(max_length=NAME_MAX, examples=["Trees planted"])]
    theme: Annotated[Text, Field(description="The address of a theme; empty for all of them.")] = ""
    unit: Annotated[Text, Field(description="One that measures the same, for one that is there.", examples=["number"])]
    direction: Annotated[Text, Field(description="up, down or none.", examples=["up"])]
    calculation: Annotated[Text, Field(max_length=CALCULATION_MAX)] = ""
    source: Annotated[Text, Field(max_length=SOURCE_MAX)] = ""
    base_updated_at: Base = None


class IndicatorBase(Input):
    """Which state is meant."""

    base_updated_at: Base = None
