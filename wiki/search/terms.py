"""The weighted terms of a document: what a backend stores so that ranking needs one look-up a word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wiki.facts import Depth
from wiki.search.analysis import TextTerms, terms_of_document, title_key
from wiki.search.lexicon import TAGS, tag_term
from wiki.search.types import SearchDocument

# A word of the summary or of a tag says more of what the page is about than one of the body.
BODY_WEIGHT = 1.0
SUMMARY_WEIGHT = 2.0
NAME_WEIGHT = TAG_WEIGHT = 2.0
# What a practice shows to who has one minute is its summary; the rest is for fewer people.
DEPTH_WEIGHTS = {Depth.MINUTE: SUMMARY_WEIGHT, Depth.BRIEF: 1.5, Depth.IMPLEMENTER: BODY_WEIGHT}


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentTerms:
    """The terms of one document, each mapping from a term to its weighted count.

    `stems` covers all texts, and each theme and city (`tag_term`); `words` covers the texts unstemmed, `titles` the
    stems of the title and its aliases. `length` and `title_length` are in words. `sequence` has every word in order for
    phrases, each between spaces, the texts parted by line ends. `title_keys` are the normalised titles.
    """

    stems: Mapping[str, float]
    words: Mapping[str, float]
    titles: Mapping[str, float]
    length: int
    title_length: int
    sequence: str
    title_keys: tuple[str, ...]


def document_terms(document: SearchDocument) -> DocumentTerms:
    """Analyse all texts of a document in its language."""
    title, summary, body = (
        terms_of_document(text, document.language) for text in (document.title, document.summary, document.body)
    )
    names, aliases = (
        [terms_of_document(text, document.language) for text in dict.fromkeys(texts)]
        for texts in (document.names, document.aliases)
    )
    parts = [(terms_of_document(part.text, document.language), DEPTH_WEIGHTS[part.depth]) for part in document.parts]
    read = [(title, BODY_WEIGHT), (summary, SUMMARY_WEIGHT), (body, BODY_WEIGHT), *parts]
    stems: dict[str, float] = {}
    words: dict[str, float] = {}
    for text, weight in read:
        _add(stems, text.stems, weight)
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
    )


def _add(into: dict[str, float], terms: Mapping[str, int], weight: float) -> None:
    for term, count in terms.items():
        into[term] = into.get(term, 0.0) + weight * count


def _add_once(into: dict[str, float], terms: Iterable[str], weight: float) -> None:
    """A name and its aliases repeat each other's words: the number of times says nothing."""
    for term in terms:
        into[term] = max(into.get(term, 0.0), weight)


def _titles(titles: list[TextTerms]) -> dict[str, float]:
    return {term: float(count) for text in titles for term, count in text.stems.items()}
