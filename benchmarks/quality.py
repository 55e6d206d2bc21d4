"""Prints how well search answers questions whose right answers are known, also when they are typed badly.

python -m benchmarks.quality --data FOLDER [--set NAME]... [--postgres]

FOLDER holds a folder for each collection (see benchmarks/relevance.py). Each is imported into a wiki of its own and
asked over HTTP. The figures are nDCG@10 on the even questions, the odd ones and all: what is tuned on one half shows
on the other whether it helps. "kept" is the share of the plain questions' figure, over the same questions.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.databases import database_of
from benchmarks.relevance import DEPTH, PLAIN, Collection, load, ndcg, write_pages
from benchmarks.server import run, serving

AT_LEAST = {"xquad-en": 0.970, "xquad-de": 0.938, "squad-it": 0.858, "jaquad-ja": 0.915, "faq-bg": 0.52}
KEPT_AT_LEAST = {"typo": 0.95, "prefix": 0.92, "kwtypo": 0.85, "noaccent": 0.98}
HALVES: tuple[Callable[[int], bool], ...] = (
    lambda number: number % 2 == 0,
    lambda number: number % 2 == 1,
    lambda _: True,
)
# The API lets one visitor ask no more in a minute; so each share of the questions comes from an address of its own.
_A_VISITOR = 250
_CONNECTIONS = 2

Scores = Mapping[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", action="append", help="only this collection; may be repeated")
    parser.add_argument("--postgres", action="store_true", help="with the backend of PostgreSQL")
    given = parser.parse_args()
    print(
        f"{'collection':12}{'asked':10}{'even':>7}{'odd':>7}{'all':>7}{'least':>7}{'kept':>8}{'odd':>7}{'all':>7}{'least':>7}"
    )
    for path in sorted(given.data.glob("*/qrels.tsv")):
        if not given.set or path.parent.name in given.set:
            _measure(load(path.parent), on_postgres=given.postgres)


def _measure(collection: Collection, *, on_postgres: bool) -> None:
    with ExitStack() as ended:
        home, pages = (Path(ended.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        ended.enter_context(database_of(home, on_postgres=on_postgres))
        write_pages(collection, pages)
        run(home, "init")
        run(home, "import", str(pages))
        with serving(home) as server:
            plain = _ask(server.port, collection, PLAIN)
            for way in collection.wordings:
                scores = plain if way == PLAIN else _ask(server.port, collection, way)
                _tell(collection, way, scores, plain)


def _ask(port: int, collection: Collection, way: str) -> Scores:
    questions = list(collection.wordings[way].items())
    first = 1 + 10 * list(collection.wordings).index(way)
    shares = [questions[start : start + _A_VISITOR] for start in range(0, len(questions), _A_VISITOR)]
    visitors = [(f"127.0.1.{place}", share) for place, share in enumerate(shares, start=first)]
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        answered = pool.map(lambda visitor: _ask_as(visitor[0], port, visitor[1]), visitors)
        found = {question: ids for share in answered for question, ids in share.items()}
    return {question: ndcg(ids, collection.grades[question]) for question, ids in found.items()}


def _ask_as(address: str, port: int, questions: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60, source_address=(address, 0))
    found = {}
    for question, text in questions:
        connection.request("GET", f"/api/v1/search?{urlencode({'q': text, 'limit': DEPTH})}")
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{text!r} is answered {answer.status}")
        found[question] = [hit["slug"] for hit in json.loads(content)["results"]]
    connection.close()
    return found


def _tell(collection: Collection, way: str, scores: Scores, plain: Scores) -> None:
    places = {question: place for place, question in enumerate(collection.wordings[PLAIN])}
    halves = [[question for question in scores if half(places[question])] for half in HALVES]
    figures = [_mean(scores, half) for half in halves]
    kept = [figure / _mean(plain, half) for figure, half in zip(figures, halves, strict=True)]
    least = AT_LEAST.get(collection.name) if way == PLAIN else None
    line = f"{collection.name:12}{way:10}" + "".join(f"{figure:7.3f}" for figure in figures)
    line += f"{least:7.3f}" if least else " " * 7
    if way != PLAIN:
        line += " " + "".join(f"{share:7.3f}" for share in kept)
        line += f"{KEPT_AT_LEAST[way]:7.3f}" if way in KEPT_AT_LEAST else ""
    print(line.rstrip(), flush=True)


def _mean(scores: Scores, questions: Sequence[str]) -> float:
    return sum(scores[question] for question in questions) / len(questions)


if __name__ == "__main__":
    main()
