"""Prints what the pages of monitoring cost over many measured values, beside our limit.

python -m benchmarks.monitoring [--subjects 500] [--values 20000] [--home FOLDER]
"""

import argparse
import os
import random
import sqlite3
import tempfile
from collections.abc import Iterator
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
_VALUES = (
    "INSERT INTO series_values (series_id, kind, starts_on, ends_on, value, unit, amount, method, grade, source, note,"
    " entered_by, entered_at, stands, set_aside_by, set_aside_why)"
    " VALUES (?, ?, ?, ?, ?, '', ?, 'metered', 'b', '', '', 'Somebody', '2026-01-01 00:00:00', 1, '', '')"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subjects", type=int, default=500)
    parser.add_argument("--values", type=int, default=20_000, help="measured ones; baselines and targets come beside")
    parser.add_argument("--home", type=Path, help="keep the wiki here, and use one that is there already")
    given = parser.parse_args()
    print(f"{given.subjects} practices with {given.values} measured values; load before {os.getloadavg()[0]:.1f}\n")
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
        indicators = database.execute("SELECT id, unit FROM indicators ORDER BY id").fetchall()
        series = [(page, *indicators[(page + n) % len(indicators)]) for page, n in product(pages, range(_SERIES_EACH))]
        database.executemany("INSERT INTO series (page_id, indicator_id, unit, boundary) VALUES (?, ?, ?, '')", series)
        ids = [row[0] for row in database.execute("SELECT id FROM series")]
        database.executemany(_VALUES, _rows(ids, values // len(ids)))
        database.execute("ANALYZE")


def _rows(series: list[int], each: int) -> Iterator[tuple[object, ...]]:
    """Yield a baseline, a target and the measured values of each series, one value a month."""
    chance = random.Random(5)
    for number in series:
        before, aim = chance.uniform(50, 150), chance.uniform(10, 50)
        yield number, "baseline", "2015-01-01", "2015-12-31", before, before
        yield number, "target", "2027-01-01", "2027-12-31", aim, aim
        for month in range(each):
            year, of_year = divmod(month, 12)
            day = date(2024 + year, of_year + 1, 1).isoformat()
            value = chance.uniform(aim, before)
            yield number, "measured", day, day[:8] + "28", value, value


def _measure(server: Measured) -> None:
    every = [f"/monitoring?theme={theme}&city={city}" for theme, city in product(("", *corpus.THEMES), ("", "vienna"))]
    tell("dashboard, of all and by theme and city", cost_of(server, get, every), _LIMIT)
    compared = [f"/monitoring/{theme}" for theme in corpus.THEMES]
    tell("cities compared, by theme", cost_of(server, get, compared), _LIMIT)


if __name__ == "__main__":
    main()
