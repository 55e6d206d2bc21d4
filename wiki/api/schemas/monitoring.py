"""Dashboards, comparisons and reports as programs read them."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import Input, Limit, Output, PageNumber, Query, Text
from wiki.api.schemas.indicators import IndicatorOut
from wiki.api.schemas.series import Period
from wiki.monitoring.progress import Lack
from wiki.monitoring.reports import TEXT_MAX

_ITEMS = 20
Replication = Annotated[
    int | None, Field(description="The number of the replication it was measured in; null for the practice itself.")
]
Of = Annotated[str, Field(description="The practice that this is a replication of; empty for the practice itself.")]
Reached = Annotated[float | None, Field(description="The part of the way from baseline to target; 1 at the target.")]


class MonitoringQuery(Query):
    theme: Annotated[str | None, Field(description="The address of a theme.", examples=["refurbishment"])] = None
    city: Annotated[str | None, Field(description="The address of a city.", examples=["munich"])] = None
    page: PageNumber = 1
    limit: Limit = _ITEMS


class TallyOut(Output):
    """Series counted."""

    series: int
    measured: Annotated[int, Field(description="How many have a measured value.")]
    stale: Annotated[int, Field(description="How many of these have none of the last twelve months.")]
    lacking: Annotated[dict[Lack, int], Field(description="How many have no such figure.")]
    on_the_way: Annotated[int, Field(description="How many have all three figures.")]
    progress: Annotated[
        float | None, Field(description="Of these the mean part of the way, each from 0 to 1; null for none.")
    ]


class FigureOut(Output):
    amount: float
    period: Period
    grade: str


class MonitoredOut(Output):
    """A series with the last of its figures."""

    id: int
    slug: str
    url: str
    title: str
    theme: str | None
    city: str | None
    indicator: str
    boundary: str
    unit: str
    baseline: FigureOut | None
    target: FigureOut | None
    measured: Annotated[
        FigureOut | None,
        Field(description="Null as long as nothing but parts of a year were measured where one is meant."),
    ]
    reached: Reached
    is_met: bool | None
    is_stale: bool
    lacks: tuple[Lack, ...]
    replication: Replication
    of: Of


class CoverageOut(Output):
    """Practices and replications of one theme and one city, each counted once; measured or not."""

    theme: str | None
    city: str | None
    practices: int
    replications: int
    measured: Annotated[int, Field(description="How many of both have a measured value.")]
    stale: Annotated[int, Field(description="How many of these have none of the last twelve months.")]
    missing: int


class MonitoringOut(Output):
    """What was asked for in all, by theme and by city, and its series, a page at a time. Each counts once."""

    whole: TallyOut
    themes: dict[str, TallyOut]
    cities: dict[str, TallyOut]
    coverage: tuple[CoverageOut, ...]
    total: int
    page: int
    limit: int
    items: tuple[MonitoredOut, ...]


class ComparedOut(Output):
    """A series; its figures are in the unit of the indicator."""

    id: int
    slug: str
    url: str
    title: str
    city: str | None
    boundary: str
    baseline: float | None
    target: float | None
    measured: float
    period: Period
    grade: str
    replication: Replication
    of: Of
    source: Annotated[float | None, Field(description="Of a replication, what was measured at the practice itself.")]


class ComparisonOut(Output):
    """The last measured values of an indicator in one unit, the best first."""

    indicator: IndicatorOut
    items: tuple[ComparedOut, ...]


class ReportQuery(Query):
    period: Annotated[
        str, Field(max_length=60, description="A year, a month, or from one to the other.", examples=["2020..2021"])
    ]


class ReportedResultOut(Output):
    slug: str
    practice: str
    city: str
    indicator: Annotated[str, Field(description="Its name on that day.")]
    boundary: str
    unit: str
    baseline: float | None
    target: float | None
    target_period: str
    measured: float | None
    measured_period: str
    reached: Reached
    is_met: bool | None
    reasons: Annotated[tuple[str, ...], Field(description="What was noted with the values of the period.")]
    replication: Replication
    of: Of


class ReportedDelayOut(Output):
    slug: str
    practice: str
    reason: str
    replication: Annotated[int | None, Field(description="The number of the replication that was left, if it is one.")]
    city: Annotated[str, Field(description="The city that left it.")]
    exit: Annotated[str, Field(description="How it was left: adapted, paused or stopped; empty for a late practice.")]


class ReportedBarrierOut(Output):
    slug: str
    practice: str
    text: str
    category: str
    severity: int | None
    help_wanted: bool


class ReportedLessonOut(Output):
    slug: str
    practice: str
    text: str
    kind: str


class ReportFiguresOut(Output):
    """What is generated of a report, as everybody may see it."""

    results: tuple[ReportedResultOut, ...]
    delays: tuple[ReportedDelayOut, ...]
    barriers: tuple[ReportedBarrierOut, ...]
    lessons: tuple[ReportedLessonOut, ...]


class ReportOut(Output):
    """A report as it was frozen."""

    theme: str
    number: int
    starts: date
    ends: date
    introduction: str
    assessment: str
    figures: ReportFiguresOut
    by: str
    at: AwareDatetime


class ReportList(Output):
    """The newest first."""

    items: tuple[ReportOut, ...]


class ReportInput(Input):
    """A report to freeze: a period, and what is said beside its figures, in plain text."""

    period: Annotated[Text, Field(max_length=60, examples=["2020..2021"])]
    introduction: Annotated[Text, Field(max_length=TEXT_MAX)] = ""
    assessment: Annotated[Text, Field(max_length=TEXT_MAX)] = ""
