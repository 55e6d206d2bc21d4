"""Suggestions out of many segments are what a look at every title gives."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.search import suggesting
from wiki.search.rows import row
from wiki.search.segments import Segment
from wiki.search.stored import stored_form
from wiki.search.suggesting import suggest, suggest_tags
from wiki.search.terms import document_terms
from wiki.search.types import Audience, SearchDocument
from wiki.taxonomy.types import City, CityRole

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TITLES = st.lists(st.sampled_from(["heat", "heating", "hut", "he", "lamp", "lama", "l"]), min_size=1, max_size=3)
Page = tuple[list[str], bool, bool, int]
PAGES = st.lists(st.tuples(TITLES, st.booleans(), st.booleans(), st.integers(1, 9)), max_size=12)


class Held:
    """A source of documents in memory; nothing but rows and what is shown of them is asked for here."""

    def __init__(self, documents: Sequence[SearchDocument]) -> None:
        self._documents = documents

    def rows(self) -> Any:
        return [row(document, document_terms(document)) for document in self._documents]

    def stored(self, number: int) -> Any:
        return stored_form(self._documents[number])


def document(number: int, page: Page) -> SearchDocument:
    words, is_practice, is_public, day = page
    audience: Audience = "all" if is_public else "members"
    return SearchDocument(
        key=str(number), page_id=number, slug=str(number), title=" ".join(words), summary="", body="", language="en",
        facets={"kind": ("practice" if is_practice else "news",)}, listed_on=date(2026, 1, day), audience=audience,
        updated_at=NOW,
    )  # fmt: skip


def expected(pages: list[Page], typed: list[str], *, practices: bool) -> list[int]:
    found = [
        (" ".join(words).startswith(" ".join(typed)), day, number)
        for number, (words, is_practice, is_public, day) in enumerate(pages)
        if is_public and is_practice == practices
        if all(any(word.startswith(each) for word in words) for each in typed)
    ]
    return [number for *_, number in sorted(found, reverse=True)][:3]


@pytest.mark.parametrize("few", [0, 500])
@given(pages=PAGES, typed=TITLES, cut=st.integers(0, 12))
def test_suggestions_are_what_a_look_at_every_title_gives(
    few: int, pages: list[Page], typed: list[str], cut: int
) -> None:
    documents = [document(number, page) for number, page in enumerate(pages)]
    segments = [Segment(Held(part)) for part in (documents[:cut], documents[cut:])]  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(suggesting, "_FEW", few)
        found = suggest(segments, " ".join(typed), "public", 3)
    wanted = [expected(pages, typed, practices=practices) for practices in (True, False)]
    if any(wanted):
        assert [[page.page_id for page in part] for part in (found.practices, found.pages)] == wanted


def test_cities_are_suggested_by_any_name_and_first_by_how_they_begin() -> None:
    def city(slug: str, *names: str) -> City:
        return City(
            id=1, slug=slug, name=names[0], country="AT", role=CityRole.FOLLOWER, population=None, latitude=None,
            longitude=None, description="", aliases=names[1:], updated_at=NOW,
        )  # type: ignore[arg-type]  # fmt: skip

    cities = [city("new", "New Vienna"), city("vienna", "Vienna", "Wien", "Відень"), city("lyon", "Lyon")]

    def found(text: str, limit: int = 5) -> list[str]:
        return [each.slug for each in suggest_tags(cities, text, limit)]

    assert found("vie") == ["vienna", "new"]
    assert found("vie", 1) == found("wien") == found("відень") == ["vienna"]
    assert found("lyno") == ["lyon"]
    assert found("") == found("paris") == [each.slug for each in suggest_tags([], "vienna", 5)] == []
