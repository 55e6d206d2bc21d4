"""What an index keeps of a document to show it, and the hit made of it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from wiki.search.analysis import title_key
from wiki.search.marking import Marker, Occurrence
from wiki.search.query import Question
from wiki.search.ranking import TITLE_IS_QUESTION
from wiki.search.snippets import marked, snippet
from wiki.search.types import SearchDocument, SearchHit

Stored = Mapping[str, Any]


def stored_form(document: SearchDocument) -> Stored:
    """Plain values only: an index outlives the classes of the release that wrote it."""
    return {
        "page_id": document.page_id,
        "slug": document.slug,
        "title": document.title,
        "aliases": document.aliases,
        "summary": document.summary,
        "body": document.body,
        "language": document.language,
        "facets": {facet: tuple(values) for facet, values in document.facets.items()},
        "updated_at": document.updated_at.timestamp(),
    }


def hit(
    stored: Stored, marks: Sequence[Occurrence], *, question: Question, looked_for: Marker, score: float
) -> SearchHit:
    """A stored document as a search shows it, marked with what was looked for; `marks` are those in its body."""
    titles = (stored["title"], *stored["aliases"])
    language, facets = stored["language"], stored["facets"]
    years = facets.get("year", ())
    return SearchHit(
        page_id=stored["page_id"],
        slug=stored["slug"],
        title=stored["title"],
        kind=next(iter(facets.get("kind", ())), ""),
        language=language,
        themes=facets.get("theme", ()),
        cities=facets.get("city", ()),
        year=int(years[0]) if years else None,
        updated_at=datetime.fromtimestamp(stored["updated_at"], UTC),
        score=score,
        exact_title=score >= TITLE_IS_QUESTION and any(title_key(title) == question.title_key for title in titles),
        title_spans=marked(stored["title"], language, looked_for),
        snippet=snippet(stored["body"], stored["summary"], language, looked_for, marks),
    )
