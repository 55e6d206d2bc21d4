"""The weighted terms of a document: what a backend stores so that ranking needs one look-up a word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from wiki.facts import TEMPLATE, Depth, Kind
from wiki.search.analysis import TextTerms, terms_of_document, title_key
from wiki.search.lexicon import TAGS, tag_term
from wiki.search.types import SearchDocument

# A word of the summary or of a tag says more of what the page is about than one of the body.
BODY_WEIGHT = 1.0
SUMMARY_WEIGHT = 2.0
NAME_WEIGHT = TAG_WEIGHT = 2.0
# What a practice shows to who has one minute is its summary; the rest is for fewer people.
DEPTH_WEIGHTS = {Depth.MINUTE: SUMMARY_WEIGHT, Depth.BRIEF: 1.5, Depth.IMPLEMENTER: BODY_WEIGHT}
# What a title says, a page is about, however seldom its text repeats it.
_REPEATED_TITLE_WEIGHT = 3.0
_MOST_REPEATED = 40
# Rows and choices say what practices have in common.
_WRITTEN = frozenset(key for key, field in TEMPLATE.fields.items() if field.kind == Kind.PROSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentTerms:
    """The terms of one document, each mapping from a term to its weighted count.

    `stems` covers all texts, and each theme and city (`tag_term`); `words` covers the texts unstemmed, `titles` the
    stems of the title and its aliases. `length` and `title_length` are in words. `sequence` has every word in order for
    phrases, each between spaces, the texts parted by line ends. `title_keys` are the normalised titles. `repeated` are
    the stems that the page says most in its prose, with the weighted counts.
    """

    stems: Mapping[str, float]
    words: Mapping[str, float]
    titles: Mapping[str, float]
    length: int
    title_length: int
    sequence: str
    title_keys: tuple[str, ...]
    repeated: tuple[tuple[str, float], ...]


def document_terms(document: SearchDocument) -> DocumentTerms:
    """Analyse all texts of a document in its language."""
    title, summary, body = (
        terms_of_document(text, document.language) for text in (document.title, document.summary, document.body)
    )
    names, aliases = (
        [terms_of_document(text, document.language) for text in dict.fromkeys(texts)]
        for texts in (document.names, document.aliases)
    )
    parts = [
        (part.field in _WRITTEN, (terms_of_document(part.text, document.language), DEPTH_WEIGHTS[part.depth]))
        for part in document.parts
    ]
    own = [(title, BODY_WEIGHT), (summary, SUMMARY_WEIGHT), (body, BODY_WEIGHT)]
    own += [text for is_written, text in parts if is_written]
    listed = [text for is_written, text in parts if not is_written]
    read = [*own, *listed]
    stems: dict[str, float] = {}
    words: dict[str, float] = {}
    for text, weight in own:
        _add(stems, text.stems, weight)
    repeated = _repeated(stems, title)
    for text, weight in listed:
        _add(stems, text.stems, weight)
    for text, weight in read:
        _add(words, text.words, weight)
    for text in (*names, *aliases):
        _add_once(stems, text.stems, NAME_WEIGHT)
        _add_once(words, text.words, NAME_WEIGHT)
    for facet in TAGS:
        values = document.facets.get(facet, ())
        # The more themes a page has, the less each says of it.
        stems |= {tag_term((facet, value)): TAG_WEIGHT / len(values) for value in values}
    return DocumentTerms(
        stems=stems,
        words=words,
        titles=_titles([title, *aliases]),
        length=sum(text.length for text, _ in read),
        title_length=max(1, title.length),
        sequence="\n".join(f" {' '.join(text.sequence)} " for text in (*(text for text, _ in read), *names, *aliases)),
        title_keys=tuple(dict.fromkeys(title_key(text) for text in (document.title, *document.aliases))),
        repeated=repeated,
    )


def _repeated(stems: Mapping[str, float], title: TextTerms) -> tuple[tuple[str, float], ...]:
    """Numbers are left out: equal ones mean different things."""
    counts = dict(stems)
    for term, count in title.stems.items():
        counts[term] += (_REPEATED_TITLE_WEIGHT - BODY_WEIGHT) * count
    most = nlargest(_MOST_REPEATED, ((count, len(term), term) for term, count in counts.items() if term.isalpha()))
    return tuple((term, count) for count, _, term in most)


def _add(into: dict[str, float], terms: Mapping[str, int], weight: float) -> None:
    for term, count in terms.items():
        into[term] = into.get(term, 0.0) + weight * count


def _add_once(into: dict[str, float], terms: Iterable[str], weight: float) -> None:
    """A name and its aliases repeat each other's words: the number of times says nothing."""
    for term in terms:
        into[term] = max(into.get(term, 0.0), weight)


def _titles(titles: list[TextTerms]) -> dict[str, float]:
    return {term: float(count) for text in titles for term, count in text.stems.items()}
