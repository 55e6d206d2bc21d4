"""An export carries indicators and results, to visitors without names, and an import makes them again, once."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import actor, practice
from tests.integration.conftest import Take, Write
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import db, transaction
from wiki.dissemination.archive.types import MANIFEST
from wiki.importing.types import SourceError
from wiki.indicators.models import IndicatorRow
from wiki.indicators.queries import list_indicators
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.periods import read_period
from wiki.monitoring.queries import list_series
from wiki.monitoring.service import correct, enter, set_aside
from wiki.monitoring.types import FigureKind, Series, Subject, ValueDraft
from wiki.pages.queries import get_page

HEAT: dict[str, Any] = {"indicator": "specific_heat", "boundary": "All", "unit": "kWh/m2a", "method": "metered"}


def draft(value: float, period: str, kind: FigureKind = FigureKind.MEASURED, **changed: Any) -> ValueDraft:
    return ValueDraft(**HEAT | changed, kind=kind, value=value, period=read_period(period))


@pytest.fixture(autouse=True)
def measured() -> None:
    """A practice with a value that was corrected and one that was set aside, and a draft with one of its own."""
    editor = actor(Role.EDITOR)
    for slug, drafts in (
        (
            "houses",
            [
                draft(100, "2015", FigureKind.BASELINE),
                draft(30, "2020"),
                draft(99, "2021", grade="a"),
                draft(4, "2019-03", unit="kWh/m2"),
            ],
        ),
        ("secret", [draft(77.5, "2020")]),
    ):
        practice(slug.capitalize(), published=slug == "houses")
        with transaction():
            added = enter(editor, Subject(page=get_page(editor, slug).id), drafts).added
            if slug == "houses":
                correct(editor, added[1], draft(22.08, "2020", factor=0.2, weather_corrected=True, note="Read anew."))
                set_aside(editor, added[2], "A meter was broken.")


def told() -> list[Any]:
    """Return all that is known of results, but for the numbers of rows."""

    def of(series: Series) -> list[Any]:
        places = {value.id: place for place, value in enumerate(series.values)}
        unlike = {"id", "series", "replaces"}
        return [
            {name: given for name, given in vars(value).items() if name not in unlike}
            | {"replaces": places.get(value.replaces) if value.replaces else None}
            for value in series.values
        ]

    found: list[Any] = []
    for slug in ("houses", "secret"):
        page = get_page(actor(Role.EDITOR), slug)
        found += [
            (slug, series.indicator.key, series.boundary, series.unit, of(series))
            for series in list_series(actor(Role.EDITOR), Subject(page=page.id))
        ]
    return found


def forget() -> None:
    with transaction():
        for table in (SeriesValueRow, SeriesRow):
            for row in db.session.query(table).order_by(table.id.desc()):
                db.session.delete(row)
                db.session.flush()
        db.session.query(IndicatorRow).filter_by(key="specific_heat").delete()


def test_results_come_back_as_they_were_and_only_once(write: Write, take: Take, tmp_path: Path) -> None:
    write("out")
    before, known = told(), [vars(each) | {"id": 0, "updated_at": 0} for each in list_indicators()]
    take(tmp_path / "out")
    assert told() == before
    forget()
    for _ in range(2):
        take(tmp_path / "out")
        assert told() == before
        assert [vars(each) | {"id": 0, "updated_at": 0} for each in list_indicators()] == known


def test_visitors_get_no_names_and_nothing_of_drafts(write: Write, tmp_path: Path) -> None:
    write("out", public=True, history=False)
    lines = [json.loads(line) for line in (tmp_path / "out" / MANIFEST).read_text().splitlines()]
    (series,) = [line["series"] for line in lines if "series" in line]
    assert series["page"] == "houses"
    assert list_series(VISITOR, Subject(page=get_page(VISITOR, "houses").id))
    assert all("by" not in value and "by" not in value.get("set_aside", {}) for value in series["values"])


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("unit", "kg"),
        ("unit", "furlong"),
        ("grade", "z"),
        ("ends", "2014-12-30"),
        ("replaces", 999),
        ("at", "2020-01-01T00:00:00"),
        ("note", "x" * 501),
        ("kind", "guessed"),
        ("value", 1e300),
    ],
)
def test_a_damaged_record_stops_the_import(write: Write, take: Take, tmp_path: Path, name: str, wrong: object) -> None:
    write("out", history=False)
    file = tmp_path / "out" / MANIFEST
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    series = next(line["series"] for line in lines if line.get("series", {}).get("page") == "houses")
    series["values"][0][name] = wrong
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(SourceError):
        take(tmp_path / "out")
