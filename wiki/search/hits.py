"""The hit that is made of a document."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wiki.search.analysis import title_key
from wiki.search.lexicon import Tag
from wiki.search.marking import Marker, Occurrence
from wiki.search.query import Question
from wiki.search.ranking import TITLE_IS_QUESTION
from wiki.search.reasons import field_at, found_in, standing
from wiki.search.snippets import marked, snippet
from wiki.search.stored import Stored
from wiki.search.types import SearchHit


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question as hits are shown for it: what was looked for, and the tags of which it says a name."""

    question: Question
    looked_for: Marker
    said: Collection[Tag] = ()


def hit(stored: Stored, marks: Sequence[Occurrence], *, asked: Asked, score: float) -> SearchHit:
    """A stored document as a search shows it, marked with what was looked for; `marks` are those in its body."""
    titles = (stored["title"], *stored["aliases"])
    language, facets, fields = stored["language"], stored["facets"], stored["fields"]
    years = facets.get("year", ())
    title_spans = marked(stored["title"], language, asked.looked_for)
    passage = snippet(stored["body"], stored["summary"], language, asked.looked_for, marks)
    is_title = score >= TITLE_IS_QUESTION and any(title_key(title) == asked.question.title_key for title in titles)
    places = found_in(
        stored, title_spans, marks, looked_for=asked.looked_for, said=asked.said, facets=facets, beginnings=fields
    )
    return SearchHit(
        page_id=stored["page_id"],
        slug=stored["slug"],
        title=stored["title"],
        kind=next(iter(facets.get("kind", ())), ""),
        language=language,
        themes=tuple(facets.get("theme", ())),
        cities=tuple(facets.get("city", ())),
        year=int(years[0]) if years else None,
        updated_at=datetime.fromtimestamp(stored["updated_at"], UTC),
        score=score,
        exact_title=is_title,
        title_spans=title_spans,
        snippet=passage.spans,
        passage_of="" if passage.at is None else field_at(fields, passage.at),
        found_in=tuple(places),
        standing=standing(facets),
    )
