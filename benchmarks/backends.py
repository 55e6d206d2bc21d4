"""Prints what the two search backends cost for the same documents and questions, and how often their answers differ.

python -m benchmarks.backends [--pages 1000]

Beside the processor time of our own process stands that of PostgreSQL's, which is started for the purpose and keeps
what it commits. A search answers with facets and snippets; every other question has a slip or an unfinished word.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, create_engine

from benchmarks import corpus
from benchmarks.databases import postgres
from wiki.search.contract import SearchBackend
from wiki.search.postgres import PostgresBackend
from wiki.search.types import SearchDocument, SearchQuery, SearchResults
from wiki.search.whoosh import WhooshBackend

_QUESTIONS, _SAVES = 400, 200
_AT = datetime(2026, 11, 1, tzinfo=UTC)
_LINE = "{:38}{:>12}{:>14}{:>18}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    given = parser.parse_args()
    print(f"{given.pages} documents of {corpus.WORDS_A_PAGE} words; load before {os.getloadavg()[0]:.1f}\n")
    print(_LINE.format("milliseconds of the processor", "whoosh", "postgres", "in the database"))
    with ExitStack() as ended:
        folder = Path(ended.enter_context(tempfile.TemporaryDirectory()))
        database = ended.enter_context(postgres())
        engine = create_engine(database.url.replace("postgresql:", "postgresql+psycopg:"))
        ended.callback(engine.dispose)
        backends = WhooshBackend(folder), PostgresBackend(engine)
        for backend in backends:
            ended.enter_context(closing(backend))
        _compare(_Race(backends=backends, engine=engine, database_cpu=database.cpu), given.pages)


@dataclass(frozen=True, kw_only=True)
class _Race:
    backends: tuple[WhooshBackend, PostgresBackend]
    engine: Engine
    database_cpu: Callable[[], float]

    def tell(self, work: str, do: Callable[[SearchBackend], int]) -> None:
        """Let each backend do the work, and print what each of its pieces cost, of which ``do`` returns the number."""
        figures = []
        for backend in self.backends:
            ours, theirs = time.process_time(), self.database_cpu()
            pieces = do(backend)
            spent = time.process_time() - ours, self.database_cpu() - theirs
            figures += [f"{seconds * 1000 / pieces:.2f}" for seconds in spent]
        print(_LINE.format(work, figures[0], *figures[2:]), flush=True)


def _compare(race: _Race, count: int) -> None:
    race.tell("full index, a document", lambda backend: backend.rebuild(_documents(count)))
    print(_LINE.format("size, share of the text", *(f"{_share(backend, count):.2f}" for backend in race.backends), ""))
    questions = _questions()
    race.tell("the first questions", lambda backend: len(_answers(backend, questions[:20])))
    race.tell("a question, each asked once", lambda backend: len(_answers(backend, questions[20:])))
    print(f"the first ten differ in {_differing(race, questions)} of {len(questions)} answers")
    begun = [word[: 2 + place % 5] for place, word in enumerate(islice(corpus.vocabulary(), _QUESTIONS))]
    race.tell("suggestions", lambda backend: len([backend.suggest(each, "public", 8) for each in begun]))
    practices = random.Random(6).sample(range(0, count, len(corpus.KINDS)), min(_SAVES, count // len(corpus.KINDS)))
    race.tell("practices like a page", lambda backend: len([backend.similar(each, "public", 8) for each in practices]))
    saved = [replace(each, body=f"{each.body} once more") for each in islice(_documents(count), _SAVES)]
    race.tell("a save", lambda backend: _save(race, backend, saved))
    race.tell("merging, a save", lambda backend: _tidy(backend) * len(saved))
    race.tell("a question after that", lambda backend: len(_answers(backend, questions)))
    print(f"the first ten differ in {_differing(race, questions)} of {len(questions)} answers")


def _documents(count: int) -> Iterator[SearchDocument]:
    for number, (slug, text) in enumerate(corpus.pages(count)):
        front, _, body = text.removeprefix("---\n").partition("\n---\n")
        told = dict(line.split(": ", 1) for line in front.splitlines())
        yield SearchDocument(
            key=f"{number}:all",
            page_id=number,
            slug=slug,
            title=told["title"],
            summary=told["summary"],
            body=body,
            language="en",
            facets={"kind": (told["kind"],), "theme": (told["themes"][1:-1],), "city": (told["cities"][1:-1],)},
            listed_on=_AT.date(),
            audience="all",
            updated_at=_AT,
        )


def _questions() -> Sequence[str]:
    chance = random.Random(4)
    words = list(islice(corpus.vocabulary(), 2_000))
    asked = []
    for number in range(_QUESTIONS):
        one, two, three = chance.sample(words, 3)
        asked.append(f"{one} {two[1:]} {three[:-2]}" if number % 2 else f"{one} {two} {three}?")
    return asked


def _answers(backend: SearchBackend, questions: Sequence[str]) -> list[SearchResults]:
    return [backend.search(SearchQuery(text=question, audience="public")) for question in questions]


def _differing(race: _Race, questions: Sequence[str]) -> int:
    one, other = (_answers(backend, questions) for backend in race.backends)
    return sum(_first_ten(mine) != _first_ten(theirs) for mine, theirs in zip(one, other, strict=True))


def _first_ten(results: SearchResults) -> list[int]:
    return [hit.page_id for hit in results.hits[:10]]


def _save(race: _Race, backend: SearchBackend, documents: Sequence[SearchDocument]) -> int:
    """Bring in one document after the other, as saves do: into the files, or as part of a transaction."""
    for document in documents:
        if isinstance(backend, PostgresBackend):
            with race.engine.begin() as transaction:
                backend.prepare([document])(transaction)
        else:
            backend.update([document])
    return len(documents)


def _tidy(backend: SearchBackend) -> int:
    backend.tidy()
    return 1


def _share(backend: SearchBackend, count: int) -> float:
    text = sum(len(each.title) + len(each.summary) + len(each.body) for each in _documents(count))
    return backend.size_in_bytes() / text


if __name__ == "__main__":
    main()
