"""The dashboard, comparisons and evaluation reports: read by everybody; the task force freezes reports."""

from dataclasses import asdict

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import INVALID, NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.indicators import TAG, indicator_out
from wiki.api.resources.presenting import url_of
from wiki.api.schemas.monitoring import (
    ComparedOut,
    ComparisonOut,
    CoverageOut,
    FigureOut,
    MonitoredOut,
    MonitoringOut,
    MonitoringQuery,
    ReportFiguresOut,
    ReportInput,
    ReportList,
    ReportOut,
    ReportQuery,
    TallyOut,
)
from wiki.core.db import transaction
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.http.addresses import absolute
from wiki.http.context import after_save, taxonomy
from wiki.indicators.queries import get_indicator
from wiki.monitoring import queries, service
from wiki.monitoring.comparing import Compared, compare
from wiki.monitoring.coverage import Asked
from wiki.monitoring.periods import read_period, write_period
from wiki.monitoring.progress import Monitored, SubjectCard, Tally, tally, tally_by
from wiki.monitoring.reports import ReportEdition, ReportFigures, ReportTexts
from wiki.monitoring.types import Figure, Period
from wiki.taxonomy.types import Theme


@operation(
    "GET",
    "/monitoring",
    tag=TAG,
    summary="Tell how far results have come",
    query=MonitoringQuery,
    answers={200: MonitoringOut},
    problems=(INVALID,),
)
def get_monitoring(query: MonitoringQuery) -> Reply:
    """What is measured, stale and missing, of the practices and replications that the caller may read."""
    tags = taxonomy()
    theme = tags.theme_by_slug.get(query.theme or "")
    city = tags.city_by_slug.get(query.city or "")
    if query.theme and theme is None:
        raise Invalid({"theme": message("Choose a theme.")})
    if query.city and city is None:
        raise Invalid({"city": message("Choose a city.")})
    found = queries.list_monitored(actor(), theme=theme, city=city)
    by_theme, by_city = tally_by(found, lambda each: each.theme), tally_by(found, lambda each: each.card.city)
    begin = (query.page - 1) * query.limit
    document = MonitoringOut(
        whole=_tally(tally(found)),
        themes={slug: _tally(counted) for slug, counted in by_theme.items() if slug},
        cities={slug: _tally(counted) for slug, counted in by_city.items() if slug},
        coverage=_coverage(Asked(theme=query.theme or "", city=query.city or "")),
        total=len(found),
        page=query.page,
        limit=query.limit,
        items=tuple(map(_monitored, found[begin : begin + query.limit])),
    )
    return Reply(document=document)


@operation(
    "GET",
    "/indicators/{indicator}/compare",
    tag=TAG,
    summary="Compare the results of an indicator",
    answers={200: ComparisonOut},
    problems=(NOT_FOUND,),
)
def compare_indicator(indicator: str) -> Reply:
    """Over all cities, in the unit of the indicator."""
    found = get_indicator(indicator)
    # Its series are of its theme; those of one for all themes are everywhere.
    theme = taxonomy().theme_by_slug.get(found.theme or "")
    compared = compare(queries.list_monitored(actor(), theme=theme), found)
    return Reply(document=ComparisonOut(indicator=indicator_out(found), items=tuple(map(_compared, compared))))


@operation(
    "GET",
    "/themes/{theme}/report",
    tag=TAG,
    summary="Generate the evaluation report of a theme",
    query=ReportQuery,
    answers={200: ReportFiguresOut},
    problems=(NOT_FOUND, INVALID),
)
def generate_report(theme: str, query: ReportQuery) -> Reply:
    """Results against targets, reasons for deviations, open barriers and newest lessons, as of today."""
    return Reply(document=_figures(queries.generate_report(_theme(theme), _period(query.period))))


@operation(
    "GET",
    "/themes/{theme}/reports",
    tag=TAG,
    summary="List the frozen reports of a theme",
    answers={200: ReportList},
    problems=(NOT_FOUND,),
)
def list_reports(theme: str) -> Reply:
    """With their figures and texts."""
    return Reply(document=ReportList(items=tuple(map(_report, queries.list_reports(_theme(theme))))))


@operation(
    "GET",
    "/themes/{theme}/reports/{edition}",
    tag=TAG,
    summary="Read a frozen report",
    answers={200: ReportOut},
    problems=(NOT_FOUND,),
)
def get_report(theme: str, edition: int) -> Reply:
    """It stays as it was on its day."""
    return Reply(document=_report(queries.get_report(_theme(theme), edition)))


@operation(
    "POST",
    "/themes/{theme}/reports",
    tag=TAG,
    summary="Freeze an evaluation report",
    needs="report.freeze",
    body=ReportInput,
    answers={201: ReportOut},
    problems=(NOT_FOUND,),
)
def freeze_report(theme: str, body: ReportInput) -> Reply:
    """The figures are those of the moment."""
    found, period = _theme(theme), _period(body.period)
    texts = ReportTexts(introduction=body.introduction, assessment=body.assessment)
    with transaction():
        number = service.freeze_report(actor(), found, period, texts)
    after_save()
    return Reply(document=_report(queries.get_report(found, number)), status=201)


def _theme(slug: str) -> Theme:
    theme = taxonomy().theme_by_slug.get(slug)
    if theme is None:
        raise NotFound
    return theme


def _period(text: str) -> Period:
    try:
        return read_period(text)
    except ValueError as error:
        raise Invalid({"period": message("Write a period such as 2017, 2017-04 or 2017-04..2018-03.")}) from error


def _tally(counted: Tally) -> TallyOut:
    return TallyOut.model_validate(vars(counted))


def _coverage(asked: Asked) -> tuple[CoverageOut, ...]:
    cells = queries.count_coverage(actor(), asked).items()
    return tuple(
        CoverageOut(theme=theme, city=city, missing=counted.missing, **vars(counted))
        for (theme, city), counted in sorted(cells, key=lambda cell: (cell[0][0] or "", cell[0][1] or ""))
    )


def _monitored(each: Monitored) -> MonitoredOut:
    standing, card, way = each.standing, each.card, each.way
    return MonitoredOut(
        id=standing.id,
        slug=card.slug,
        url=_url(card),
        title=card.title,
        theme=each.theme,
        city=card.city,
        indicator=standing.indicator,
        boundary=standing.boundary,
        unit=standing.unit,
        baseline=_figure(standing.baseline),
        target=_figure(standing.target),
        measured=_figure(standing.whole),
        reached=way.reached if way else None,
        is_met=way.is_met if way else None,
        is_stale=each.is_stale,
        lacks=tuple(each.lacks),
        replication=card.replication,
        of=card.of,
    )


def _url(card: SubjectCard) -> str:
    return url_of(card.slug) if card.replication is None else absolute(f"/replications/{card.replication}")


def _figure(figure: Figure | None) -> FigureOut | None:
    if figure is None:
        return None
    return FigureOut(amount=figure.amount, period=write_period(figure.period), grade=figure.grade)


def _compared(each: Compared) -> ComparedOut:
    card, standing = each.series.card, each.series.standing
    return ComparedOut(
        id=standing.id,
        slug=card.slug,
        url=_url(card),
        title=card.title,
        city=card.city,
        boundary=standing.boundary,
        baseline=each.baseline,
        target=each.target,
        measured=each.measured,
        period=write_period(standing.whole.period) if standing.whole else "",
        grade=standing.whole.grade if standing.whole else "",
        replication=card.replication,
        of=card.of,
        source=each.source,
    )


def _figures(figures: ReportFigures) -> ReportFiguresOut:
    return ReportFiguresOut.model_validate(asdict(figures))


def _report(edition: ReportEdition) -> ReportOut:
    return ReportOut(
        theme=edition.theme,
        number=edition.number,
        starts=edition.period.starts,
        ends=edition.period.ends,
        introduction=edition.texts.introduction,
        assessment=edition.texts.assessment,
        figures=_figures(edition.figures),
        by=edition.by,
        at=edition.at,
    )
