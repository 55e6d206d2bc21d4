"""Prints what lists of practices cost that are narrowed and ordered by their facts, beside our limit.

python -m benchmarks.practices [--count 10000] [--home FOLDER]
"""

import argparse
import json
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
from wiki.cli.demo.reading import load_demo
from wiki.facts import TRAIT_VALUES, to_stored
from wiki.pages.facets import PRACTICE_ORDERS

_LIMIT = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--home", type=Path, help="keep the wiki here, and use one that is there already")
    given = parser.parse_args()
    print(f"{given.count} practices with facts, two workers; load before {os.getloadavg()[0]:.1f}\n")
    print(f"{'work':44}{'CPU ms':>9}{'at most':>9}{'a second':>10}")
    with home_at(given.home) as home:
        if not (home / "wiki.db").exists():
            _fill(home, given.count)
        with serving(home) as server:
            _measure(server)


def _fill(home: Path, count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), count, ("practice",))
        run(home, "init")
        run(home, "import", folder)
    with closing(sqlite3.connect(home / "wiki.db")) as database, database:
        ids = [row[0] for row in database.execute("SELECT id FROM revisions ORDER BY id")]
        filled = zip(_facts(), ids, strict=False)
        database.executemany("UPDATE revisions SET facts = ?, template_version = 1 WHERE id = ?", filled)
    run(home, "search", "rebuild")


def _facts() -> Iterator[str]:
    """Yield the facts of the demo content again and again, each time with other values to be found by."""
    chance = random.Random(5)
    demo = [to_stored(practice.content.facts) for practice in load_demo(date(2026, 11, 23))]
    while True:
        drawn = {trait: chance.choice(TRAIT_VALUES[trait]) for trait in ("phase", "cost_band", "spatial_scale")}
        trl = chance.randint(4, 9)
        verified = date(2026, chance.randint(1, 10), chance.randint(1, 28)).isoformat()
        yield json.dumps(chance.choice(demo) | drawn | {"trl": trl, "verified_on": verified})


def _measure(server: Measured) -> None:
    at_start = server.memory()
    tell("list, by each order and theme", cost_of(server, get, _addresses("theme", corpus.THEMES)), _LIMIT)
    tell("list with one facet of facts", cost_of(server, get, _addresses("trl", TRAIT_VALUES["trl"][3:])), _LIMIT)
    tell("list with two facets of facts, each once", cost_of(server, get, _with_two()), _LIMIT)
    tell("home page, themes and cities", cost_of(server, get, _elsewhere() * 10), None)
    print(f"\nmemory of all processes (PSS) {at_start:.0f} MB at the start, {server.memory():.0f} MB now")


def _addresses(facet: str, values: tuple[str, ...]) -> list[str]:
    orders = ("newest", "title", *PRACTICE_ORDERS)
    pages = range(1, 4)
    return [
        f"/practices?{facet}={value}&sort={order}&page={page}" for value, order, page in product(values, orders, pages)
    ]


def _with_two() -> list[str]:
    choices = product(TRAIT_VALUES["phase"], TRAIT_VALUES["cost_band"], PRACTICE_ORDERS)
    return [f"/practices?phase={phase}&cost_band={band}&sort={order}" for phase, band, order in choices]


def _elsewhere() -> list[str]:
    return ["/", *(f"/themes/{theme}" for theme in corpus.THEMES), "/cities/munich", "/cities/vienna"]


if __name__ == "__main__":
    main()
