"""Prints what each piece of work costs the server, beside the limits we have set ourselves.

python -m benchmarks.run [--pages 1000] [--home FOLDER] [--postgres]
"""

import argparse
import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, product
from pathlib import Path

from benchmarks import corpus
from benchmarks.databases import database_of
from benchmarks.load import Cost, Editor, cost_of, get
from benchmarks.server import Measured, run, serving

_EMAIL, _PASSWORD = "editor@example.org", "four words are enough"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--home", type=Path, help="keep the wiki here, and use one that is there already")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, whose own time is told beside ours")
    given = parser.parse_args()
    print(f"{given.pages} pages of {corpus.WORDS_A_PAGE} words, two workers; load before {os.getloadavg()[0]:.1f}\n")
    print(f"{'work':44}{'CPU ms':>9}{'at most':>9}{'a second':>10}{'database':>10}")
    with home_at(given.home) as home:
        is_new = not (home / "secret").exists()
        with database_of(home, on_postgres=given.postgres) as database:
            if is_new:
                _fill(home, given.pages)
            with serving(home, database=database) as server:
                _measure(server, given.pages)


@contextmanager
def home_at(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _fill(home: Path, pages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), pages)
        run(home, "init")
        nothing = run(home, "search", "sync")
        done = run(home, "import", folder)
    account = ("user", "add", _EMAIL, "--name", "Editor", "--role", "editor", "--password", _PASSWORD)
    run(home, *account)
    tell("import and index, a page", Cost(cpu=(done.cpu - nothing.cpu) * 1000 / pages, rate=pages / done.wall), 7)


def _measure(server: Measured, pages: int) -> None:
    at_start = server.memory()
    paths = [f"/pages/page-{number:06}" for number in range(pages)]
    chance = random.Random(3)
    tell("one page, hot", cost_of(server, get, [paths[0]] * 6_000), 0.4)
    tell("random pages, read for the first time", cost_of(server, get, chance.sample(paths, min(pages, 1_000))), None)
    # Until every worker has every page.
    cost_of(server, get, paths[:1_000] * 3)
    tell("random pages", cost_of(server, get, chance.choices(paths[:1_000], k=6_000)), 0.6)
    tell("search, each question asked once", cost_of(server, get, _questions(400)), 6)
    tell("suggestions, each beginning typed once", cost_of(server, get, _typed(400)), 5)
    tell("list with two facets, each once", cost_of(server, get, _lists()), 20)
    tell("recent changes", cost_of(server, get, ["/recent"] * 3_000), 2)
    tell("history", cost_of(server, get, [f"{path}/history" for path in chance.choices(paths[:1_000], k=2_000)]), 2)
    editor = Editor(server, _EMAIL, _PASSWORD)
    # Practices wait for a reviewer, so visitors would not see what changed in them.
    edited = chance.sample([path for place, path in enumerate(paths) if place % len(corpus.KINDS)], 200)
    tell("form, save, page, every save durable", cost_of(server, editor.edit, edited), 15)
    diffs = [f"{path}/diff/1..2" for path in edited]
    tell("difference, first time", cost_of(server, get, diffs), None)
    tell("difference", cost_of(server, get, chance.choices(diffs, k=2_000)), 2)
    print(f"\nstart until the first page {server.seconds_to_first_answer:.2f} s (at most 0.8)")
    print(f"memory of all processes (PSS) {at_start:.0f} MB at the start, {server.memory():.0f} MB now (at most 110)")


def _questions(count: int) -> list[str]:
    chance = random.Random(4)
    words = list(islice(corpus.vocabulary(), 2_000))
    return [f"/search?q={'+'.join(chance.sample(words, 2))}" for _ in range(count)]


def _typed(count: int) -> list[str]:
    """Beginnings of a title's words, each address another one: of two words, and every fourth with a slip."""
    chance = random.Random(5)
    words = list(islice(corpus.vocabulary(), 2_000))
    beginnings = (
        f"{word[:-1] if number % 4 else word[:-2] + 'q'}+{chance.choice(words)[: 1 + number % 3]}"
        for number, word in enumerate(chance.choices([word for word in words if len(word) > 4], k=count))
    )
    return [f"/search/suggestions?q={beginning}" for beginning in beginnings]


def _lists() -> list[str]:
    choices = product(corpus.THEMES, corpus.CITIES, ("newest", "oldest", "title"))
    return [f"/practices?theme={theme}&city={city}&sort={order}" for theme, city, order in choices]


def tell(work: str, cost: Cost, most: float | None) -> None:
    limit = "" if most is None else f"{most:g}"
    print(f"{work:44}{cost.cpu:9.2f}{limit:>9}{cost.rate:10.0f}{cost.database:10.2f}", flush=True)


if __name__ == "__main__":
    main()
