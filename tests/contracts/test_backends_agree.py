"""Both backends say the same of the same documents, however these came in."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contracts.test_search_backends import page
from tests.indexes import forget, open_postgres
from wiki.search.contract import SearchBackend
from wiki.search.types import Reader, SearchDocument, SearchQuery, SearchResults
from wiki.search.whoosh import WhooshBackend

pytestmark = pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="needs a server of PostgreSQL")

WORDS = (
    "heat",
    "heating",
    "heatin",
    "Fernwärme",
    "Fernwärmenetz",
    "Netz",
    "lamp",
    "lamps",
    "tram",
    "опалення",
    "東京都",
)
_texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
_documents = st.builds(
    page,
    title=_texts,
    body=_texts,
    summary=_texts,
    page_id=st.integers(1, 12),
    language=st.sampled_from(["en", "de", "uk", "ja"]),
    theme=st.lists(st.sampled_from("abc"), unique=True).map(tuple),
    audience=st.sampled_from(["all", "public", "members"]),
)
_updates = st.lists(st.tuples(st.lists(_documents, max_size=4), st.sets(st.integers(1, 12), max_size=2)), max_size=12)
_questions = st.one_of(
    _texts, st.sampled_from(['"lamp heat"', "-tram", "heting", "lam", "fernwarme netz", "trma lamps"])
)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Sequence[SearchBackend]]:
    opened = WhooshBackend(tmp_path / "index"), open_postgres(tmp_path / "index")
    yield opened
    for backend in opened:
        backend.close()
    forget(tmp_path / "index")


def answer(backend: SearchBackend, text: str, reader: Reader) -> SearchResults:
    return replace(backend.search(SearchQuery(text=text, audience=reader, limit=10)), took_ms=0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    first=st.lists(_documents, max_size=12, unique_by=lambda document: document.key),
    updates=_updates,
    questions=st.lists(_questions, min_size=1, max_size=5),
)
def test_both_give_the_same_answers(
    both: Sequence[SearchBackend],
    first: list[SearchDocument],
    updates: list[tuple[list[SearchDocument], set[int]]],
    questions: list[str],
) -> None:
    for backend in both:
        backend.rebuild(first)
        for documents, removed in updates:
            backend.update(documents, removed)
        backend.tidy()
    one, other = both
    assert one.versions() == other.versions()
    for text in questions:
        for reader in ("public", "members"):
            assert answer(one, text, reader) == answer(other, text, reader)
