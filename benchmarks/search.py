"""Prints what search costs the server, beside the limits we have set ourselves.

python -m benchmarks.search [--pages 1000] [--home FOLDER] [--postgres]

Its pages are asked for over HTTP, each question once; the index is written in this process. What is wrong with a
question must not matter: of questions as people paste them and programs send them, the slowest is told.
"""

import argparse
import os
import random
import resource
import sqlite3
import tempfile
import time
from contextlib import closing
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path

from benchmarks import corpus
from benchmarks.bad_input import QUESTIONS
from benchmarks.databases import database_of
from benchmarks.load import Cost, cost_of, get
from benchmarks.run import home_at, tell
from benchmarks.server import Measured, environment, run, serving
from wiki.app import create_app
from wiki.core.ids import PageId
from wiki.search.documents import documents_of
from wiki.search.folders import IndexFolders
from wiki.search.whoosh.backend import FORMAT
from wiki.services import EXTENSION

_SAVES, _ASKED = 200, 400
# The API lets one visitor ask no more in a minute.
_ASKED_OF_API = 200
_MOST_A_SAVE, _MOST_BAD = 15, 200
_MOST_SECONDS, _FOR_PAGES = 120, 10_000
# For so many pages at most: a search, suggestions and similar pages.
_LIMITS = {1_000: (6, 5, 5), 10_000: (15, 8, 8), 100_000: (60, 20, 20)}
_ON_POSTGRES = {1_000: (6, 5, 5), 10_000: (10, 8, 8), 100_000: (30, 20, 20)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--home", type=Path, help="keep the wiki here, and use one that is there already")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, whose own time is told beside ours")
    given = parser.parse_args()
    print(f"{given.pages} pages of {corpus.WORDS_A_PAGE} words, two workers; load before {os.getloadavg()[0]:.1f}\n")
    with home_at(given.home) as home, database_of(home, on_postgres=given.postgres) as database:
        if not (home / "secret").exists():
            _fill(home, given.pages)
        _rebuild(home, given.pages)
        if database is None:
            _tell_size(home)
        print(f"\n{'work':44}{'CPU ms':>9}{'at most':>9}{'a second':>10}{'database':>10}")
        with serving(home, database=database) as server:
            limits = _ON_POSTGRES if database else _LIMITS
            _ask(
                server, given.pages, next(limits[most] for most in limits if given.pages <= most or most == max(limits))
            )
        tell("index, a save", _save(home, given.pages), _MOST_A_SAVE)


def _fill(home: Path, pages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), pages)
        run(home, "init")
        run(home, "import", folder)


def _rebuild(home: Path, pages: int) -> None:
    done = run(home, "search", "rebuild")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    most = _MOST_SECONDS * pages / _FOR_PAGES
    print(f"full index {done.wall:.1f} s, {done.cpu:.1f} s of the processor (at most {most:g}), {peak:.0f} MB at most")


def _tell_size(home: Path) -> None:
    with closing(sqlite3.connect(home / "wiki.db")) as database:
        (text,) = database.execute(
            "SELECT sum(length(CAST(title || summary || body AS BLOB))) FROM revisions"
        ).fetchone()
    # Beside the live one there is another while an index is made.
    live = IndexFolders(home / "index", format_name=FORMAT).live()
    size = sum(file.stat().st_size for file in live.iterdir()) if live else 0
    print(f"index {size / 1e6:.1f} MB, {size / text:.2f} of the text (at most 2)")


def _ask(server: Measured, pages: int, limits: tuple[int, int, int]) -> None:
    search, suggestions, similar = limits
    at_start = server.memory()
    chance = random.Random(4)
    words = list(islice(corpus.vocabulary(), 2_000))
    # Every worker opens the index with its first questions.
    cost_of(server, get, [f"/search?q={word}" for word in words[:20]])
    asked = [f"/search?q={'+'.join(_question(chance, words, number))}" for number in range(_ASKED)]
    tell("search, every other with a slip", cost_of(server, get, asked), search)
    narrowed = [f"{address}&theme={chance.choice(corpus.THEMES)}" for address in asked]
    tell("the same within a theme", cost_of(server, get, narrowed), search)
    typed = {word[: chance.randint(2, 6)] for word in words}
    begun = [f"/search/suggestions?q={beginning}" for beginning in sorted(typed)[:_ASKED]]
    tell("suggestions, each beginning typed once", cost_of(server, get, begun), suggestions)
    practices = chance.sample(range(0, pages, len(corpus.KINDS)), min(_ASKED_OF_API, pages // len(corpus.KINDS)))
    # The API, too, is made in every worker when it is asked for the first time.
    cost_of(server, get, [f"/api/v1/pages?limit={number}" for number in range(1, 21)])
    alike = [f"/api/v1/pages/page-{number:06}/similar" for number in practices]
    tell("practices like a page, over the API", cost_of(server, get, alike), similar)
    tell("a practice, read for the first time", cost_of(server, get, [path[7:-8] for path in alike]), None)
    name, slowest = _slowest(server)
    print(f"\nslowest bad question: {slowest:.0f} ms (at most {_MOST_BAD}): {name}")
    print(f"memory of all processes (PSS) {at_start:.0f} MB at the start, {server.memory():.0f} MB now\n")


def _question(chance: random.Random, words: list[str], number: int) -> list[str]:
    one, two, three = chance.sample(words, 3)
    return [one, two[1:], three[:-2]] if number % 2 else [one, two, three]


def _slowest(server: Measured) -> tuple[str, float]:
    """Return which bad question took longest, and how many milliseconds of the clock; not the first it ever heard."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    took: dict[str, float] = {}
    for name, question in QUESTIONS.items():
        started = time.perf_counter()
        connection.request("GET", f"/search?q={question}")
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 500:
            raise RuntimeError(f"{name}: {answer.status}")
        took[name] = (time.perf_counter() - started) * 1000
    connection.close()
    return max(took.items(), key=lambda item: item[1])


def _save(home: Path, pages: int) -> Cost:
    """Bring one page after the other into the index, as saves do, and let it be put in order as often as it is."""
    os.environ.update(environment() | {"WIKI_HOME": str(home)})
    app = create_app()
    index = app.extensions[EXTENSION].search
    ids = random.Random(5).sample(range(1, pages + 1), min(_SAVES, pages))
    with app.app_context():
        documents_of([PageId(1)])
        used, started = time.process_time(), time.monotonic()
        for number in ids:
            index.update(documents_of([PageId(number)]))
            index.tidy()
        seconds, wall = time.process_time() - used, time.monotonic() - started
    return Cost(cpu=seconds * 1000 / len(ids), rate=len(ids) / wall)


if __name__ == "__main__":
    main()
