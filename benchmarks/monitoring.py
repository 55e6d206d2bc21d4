"""Prints what the pages of monitoring and replication cost over many measured values, beside our limit.

Each practice has results of its own, and those of a city that takes it up: of both together twice the values.

python -m benchmarks.monitoring [--subjects 500] [--values 20000] [--home FOLDER]
"""

import argparse
import os
import random
import sqlite3
import tempfile
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path

from benchmarks import corpus
from benchmarks.load import cost_of, get
from benchmarks.run import home_at, tell
from benchmarks.server import Measured, run, serving

_LIMIT = 100
_SERIES_EACH = 4
_TIMES = 12
_STATES = ("", "measured", "stale", "missing")
_VALUES = (
    "INSERT INTO series_values (series_id, kind, starts_on, ends_on, value, unit, amount, method, grade, source, note,"
    " entered_by, entered_at, stands, set_aside_by, set_aside_why)"
    " VALUES (?, ?, ?, ?, ?, '', ?, 'metered', 'b', '', '', 'Somebody', '2026-01-01 00:00:00', 1, '', '')"
)
_REPLICATION = (
    "INSERT INTO replications (id, page_id, city_id, district, title, blocks, responsible, stage, exit, reason, shared,"
    " created_at, created_by, updated_at, version)"
    " VALUES (?, ?, ?, '', '', '[]', '', ?, 'none', '', 1, '2026-01-01 00:00:00', 'Somebody', '2026-01-01 00:00:00', 1)"
)
_MOVE = (
    "INSERT INTO replication_moves (replication_id, to_stage, to_exit, happened_on, evidence, link, note, at, actor)"
    " VALUES (?, ?, 'none', ?, '', '', '', '2026-01-01 00:00:00', 'Somebody')"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subjects", type=int, default=500)
    parser.add_argument("--values", type=int, default=20_000, help="of practices, and as many of replications")
    parser.add_argument("--home", type=Path, help="keep the wiki here, and use one that is there already")
    given = parser.parse_args()
    print(f"{given.subjects} practices and as many replications, each with {given.values} measured values")
    print(f"load before {os.getloadavg()[0]:.1f}\n")
    print(f"{'work':44}{'CPU ms':>9}{'at most':>9}{'a second':>10}")
    with home_at(given.home) as home:
        if not (home / "wiki.db").exists():
            _fill(home, given.subjects, given.values)
        with serving(home) as server:
            _measure(server)


def _fill(home: Path, subjects: int, values: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), subjects, ("practice",))
        run(home, "init")
        run(home, "import", folder)
    with closing(sqlite3.connect(home / "wiki.db")) as database, database:
        pages = [row[0] for row in database.execute("SELECT id FROM pages WHERE kind = 'practice' LIMIT ?", [subjects])]
        cities = [row[0] for row in database.execute("SELECT id FROM cities ORDER BY id")]
        database.executemany(
            _REPLICATION, [(n + 1, page, cities[n % len(cities)], n % 10) for n, page in enumerate(pages)]
        )
        database.executemany(_MOVE, [(n + 1, n % 10, date(2018 + n % 8, 1, 1).isoformat()) for n in range(len(pages))])
        indicators = database.execute("SELECT id, unit FROM indicators ORDER BY id").fetchall()
        for column, numbers in (("page_id", pages), ("replication_id", range(1, len(pages) + 1))):
            _fill_series(database, column, numbers, indicators, values)
        database.execute("ANALYZE")


def _fill_series(
    database: sqlite3.Connection, column: str, subjects: Sequence[int], indicators: list[tuple[int, str]], values: int
) -> None:
    told = [(of, *indicators[(of + n) % len(indicators)]) for of, n in product(subjects, range(_SERIES_EACH))]
    database.executemany(f"INSERT INTO series ({column}, indicator_id, unit, boundary) VALUES (?, ?, ?, '')", told)
    ids = [row[0] for row in database.execute(f"SELECT id FROM series WHERE {column} IS NOT NULL")]
    database.executemany(_VALUES, _rows(ids, values // len(ids)))


def _rows(series: list[int], each: int) -> Iterator[tuple[object, ...]]:
    """Yield a baseline, a target and the measured values of each series, one value a month."""
    chance = random.Random(5)
    for number in series:
        before, aim = chance.uniform(50, 150), chance.uniform(10, 50)
        yield number, "baseline", "2015-01-01", "2015-12-31", before, before
        yield number, "target", "2027-01-01", "2027-12-31", aim, aim
        for month in range(each):
            year, of_year = divmod(month, 12)
            first = date(2023 + year, of_year + 1, 1)
            last = first.replace(day=monthrange(first.year, first.month)[1])
            value = chance.uniform(aim, before)
            yield number, "measured", first.isoformat(), last.isoformat(), value, value


def _measure(server: Measured) -> None:
    every = [f"/monitoring?theme={theme}&city={city}" for theme, city in product(("", *corpus.THEMES), ("", "vienna"))]
    tell("dashboard by theme and city", cost_of(server, get, every), _LIMIT)
    # What is asked for besides means nothing, and no answer is a kept one.
    tell("dashboard of all", cost_of(server, get, [f"/monitoring?n={n}" for n in range(_TIMES)]), _LIMIT)
    compared = [f"/monitoring/{theme}" for theme in corpus.THEMES]
    tell("cities compared, by theme", cost_of(server, get, compared), _LIMIT)
    lists = [f"/results?theme={theme}&state={state}" for theme in ("", *corpus.THEMES) for state in _STATES]
    tell("practices and replications by results", cost_of(server, get, lists), _LIMIT)
    for view in ("", "/board", "/board/1", "/matrix", "/timeline", "/map"):
        tell(f"replications{view}", cost_of(server, get, [f"/replications{view}?n={n}" for n in range(_TIMES)]), _LIMIT)


if __name__ == "__main__":
    main()
