"""Questions of people in eight languages, asked of pages in all of them: a change that breaks a language is seen."""

import os
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.indexes import forget, open_postgres
from wiki.search.contract import SearchBackend
from wiki.search.types import SearchDocument, SearchQuery
from wiki.search.whoosh import WhooshBackend

PAGES = tomllib.loads((Path(__file__).parent / "asked.toml").read_text(encoding="utf-8"))
QUESTIONS = [(slug, question) for slug, page in PAGES.items() for question in page["asked"]]


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchBackend]:
    place = Path(tmp_path_factory.mktemp("index"))
    on_server = "TEST_DATABASE_URL" in os.environ
    opened: SearchBackend = open_postgres(place) if on_server else WhooshBackend(place)
    opened.rebuild(_document(number, slug) for number, slug in enumerate(PAGES))
    yield opened
    opened.close()
    if on_server:
        forget(place)


def _document(number: int, slug: str) -> SearchDocument:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    return SearchDocument(
        key=slug,
        page_id=number,
        slug=slug,
        title=PAGES[slug]["title"],
        summary="",
        body=PAGES[slug]["body"],
        language=slug[:2],
        listed_on=now.date(),
        audience="all",
        updated_at=now,
    )


@pytest.mark.parametrize(("slug", "question"), QUESTIONS)
def test_the_page_that_answers_comes_first(backend: SearchBackend, slug: str, question: str) -> None:
    hits = backend.search(SearchQuery(text=question, audience="public")).hits
    assert [hit.slug for hit in hits[:1]] == [slug]


def test_every_language_is_asked() -> None:
    assert {slug[:2] for slug, _ in QUESTIONS} == {"bg", "de", "en", "es", "fr", "it", "ja", "uk"}
