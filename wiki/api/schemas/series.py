"""Series of practices as programs read and write them."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import Input, Output, Text
from wiki.monitoring.rules import BOUNDARY_MAX, NOTE_MAX, SOURCE_MAX, WHY_MAX
from wiki.monitoring.tables import MOST_ROWS
from wiki.monitoring.types import FigureKind

_LARGEST = 10**14
Period = Annotated[Text, Field(max_length=60, description="A year, a month, a day, or from one to the other.")]
Amount = Annotated[float, Field(ge=-_LARGEST, le=_LARGEST)]
Factor = Annotated[Amount | None, Field(description="The kg of CO₂ of one of the unit, of what was multiplied by it.")]
Weather = Annotated[bool | None, Field(description="Null where nobody knows.")]


class RulingOut(Output):
    """An editor said that the value does not count."""

    by: str
    at: AwareDatetime
    why: str


class SeriesValueOut(Output):
    id: int
    kind: FigureKind
    period: Period
    value: Annotated[float, Field(description="As it was entered.")]
    unit: Annotated[str, Field(description="The unit it was entered in.")]
    amount: Annotated[float, Field(description="In the unit of the series.")]
    method: str
    grade: str
    weather_corrected: Weather
    source: str
    note: str
    factor: Factor
    entered_by: str
    entered_at: AwareDatetime
    replaces: Annotated[int | None, Field(description="The value that this one corrects.")]
    stands: Annotated[bool, Field(description="Whether it was neither corrected nor set aside.")]
    set_aside: RulingOut | None


class SeriesOut(Output):
    """An indicator within one boundary, with all its values."""

    id: int
    indicator: str
    boundary: str
    unit: str
    values: tuple[SeriesValueOut, ...]
    conflicts: Annotated[
        tuple[tuple[int, ...], ...],
        Field(description="Values that contradict each other: one kind and period, several numbers."),
    ]
    months_measured: Annotated[int, Field(description="Whole months measured with grade A or B.")]


class SeriesList(Output):
    """In the order of the catalogue."""

    items: tuple[SeriesOut, ...]


class CorrectionInput(Input):
    """A value; indicator and boundary stay those of its series."""

    kind: Annotated[Text, Field(description="A word of the vocabulary “figure_kind”.", examples=["measured"])]
    period: Annotated[Period, Field(examples=["2017-04..2018-03"])]
    value: Annotated[Amount, Field(examples=[22.08])]
    unit: Annotated[Text, Field(max_length=60, description="Empty: that of the indicator.", examples=["kWh/m2a"])] = ""
    method: Annotated[Text, Field(description="A word of the vocabulary “method”.", examples=["metered"])] = ""
    grade: Annotated[Text, Field(description="a, b, c, d, or empty.", examples=["b"])] = ""
    weather_corrected: Weather = None
    source: Annotated[Text, Field(max_length=SOURCE_MAX)] = ""
    note: Annotated[Text, Field(max_length=NOTE_MAX)] = ""
    factor: Factor = None


class ValueInput(CorrectionInput):
    """A value of the series of an indicator and a boundary, which is made as it is needed."""

    indicator: Annotated[Text, Field(description="The key of an indicator.", examples=["specific_heat"])]
    boundary: Annotated[
        Text, Field(max_length=BOUNDARY_MAX, description="What it is measured on.", examples=["All six houses"])
    ] = ""


_EXAMPLE = {
    "indicator": "specific_heat",
    "kind": "measured",
    "period": "2017-04..2018-03",
    "value": 22.08,
    "unit": "kWh/m2a",
    "method": "metered",
    "grade": "b",
}


class ValuesInput(Input):
    """All are saved, or none."""

    values: Annotated[
        tuple[ValueInput, ...], Field(min_length=1, max_length=MOST_ROWS, strict=False, examples=[[_EXAMPLE]])
    ]


class EnteredOut(Output):
    added: Annotated[tuple[int, ...], Field(description="The new values.")]
    unchanged: Annotated[int, Field(description="How many stood there already with the same number.")]


class RulingInput(Input):
    why: Annotated[Text, Field(max_length=WHY_MAX, examples=["The heated area was another."])]
