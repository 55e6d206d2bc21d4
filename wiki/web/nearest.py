"""Practices near a question that nothing answers: its plain words, whatever was narrowed or excluded."""

import re
from collections.abc import Sequence

from wiki.http.searching import reader_of, search
from wiki.pages.types import PageKind
from wiki.search.types import SearchHit, SearchQuery, SearchUnavailable
from wiki.web.context import actor

MOST = 3
_SYNTAX = re.compile('["“”„‟«»＂〝〞]|(?<!\\S)-')


def plain_words(text: str) -> str:
    """Return a question without quotes and exclusions: its words, all of them wanted."""
    return " ".join(_SYNTAX.sub(" ", text).split())


def nearest_practices(text: str) -> Sequence[SearchHit]:
    """Return a few practices that hold some of the words; none while search is away."""
    words = plain_words(text)
    if not words:
        return ()
    query = SearchQuery(
        text=words,
        audience=reader_of(actor()),
        choices={"kind": (PageKind.PRACTICE,)},
        limit=MOST,
        names_near_titles=False,
    )
    try:
        return search(query).hits
    except SearchUnavailable:
        return ()
