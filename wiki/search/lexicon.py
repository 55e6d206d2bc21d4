"""What editors say of words: which mean the same, and what themes and cities are called."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from wiki.pages.facets import Facet
from wiki.search.analysis import Word, is_function_word, terms_of_query
from wiki.search.languages import is_cut
from wiki.search.spelling import is_one_slip
from wiki.taxonomy.types import Taxonomy

# How many of the last letters of two words with one short Cyrillic stem may differ.
_ENDING = 3
# In a longer word a shorter one stands by chance, and what else there is of the word has at least some letters.
_SHORTEST_WITHIN, _SHORTEST_REST = 6, 3
# "e-bike" is one word: a bike is something else.
_LETTER = re.compile(r"(?<!\w)([^\W\d_])[-\u2010](?=\w)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Synonym:
    """A word or phrase: as an editor wrote it, and the words it consists of."""

    written: str
    words: tuple[Word, ...]


Group = tuple[Synonym, ...]
Tag = tuple[Facet, str]
TAGS: tuple[Facet, ...] = ("theme", "city")
Stems = tuple[frozenset[str], ...]
"""The stems of each word of a name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Neighbouring words of a question that mean the same as the `others`; or a compound, part of which does."""

    words: tuple[Word, ...]
    others: Group
    is_part: bool = False


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Lexicon:
    """Made once for each state of the taxonomy.

    `beginnings` has each synonym with its group under the stems of its first word; `tags` has the names of
    themes and cities in the same way, `unwritten` those of them that the index does not keep as words of a text.
    `singles` has the group of each synonym of one word.
    """

    beginnings: Mapping[str, Sequence[tuple[Synonym, Group]]] = field(default_factory=dict)
    singles: Mapping[str, Group] = field(default_factory=dict)
    tags: Mapping[str, Sequence[tuple[Stems, Tag]]] = field(default_factory=dict)
    unwritten: Mapping[str, Sequence[tuple[Stems, Tag]]] = field(default_factory=dict)

    def known_in(self, words: Iterable[Word]) -> Iterator[Known]:
        """Yield what has synonyms among the words of a question, the longest of what overlaps."""
        words, place = _telling(words), 0
        while place < len(words):
            longest, group = max(
                self._standing_at(words, place), key=lambda found: len(found[0].words), default=(None, ())
            )
            if longest is None:
                if parted := self._within(words[place].word):
                    yield Known(words=(words[place],), others=parted, is_part=True)
                place += 1
                continue
            said = tuple(words[place : place + len(longest.words)])
            yield Known(words=said, others=tuple(other for other in group if not _says(words, other)))
            place += len(said)

    def tags_in(self, stems: Collection[str]) -> frozenset[Tag]:
        """Return the tags of which some name is said in words of these stems."""
        return frozenset(
            tag
            for first in stems
            for name, tag in self.tags.get(first, ())
            if all(any(stem in stems for stem in word) for word in name)
        )

    def named_in(self, words: Iterable[Word]) -> Iterator[tuple[tuple[Word, ...], Tag]]:
        """Yield the tags of which neighbouring words of a question say a name, and the words: of several the most."""
        words = _telling(words)
        said: dict[Tag, tuple[Word, ...]] = {}
        for place, first in enumerate(words):
            for name, tag in chain.from_iterable(self.unwritten.get(stem, ()) for stem in first.stems):
                saying = words[place : place + len(name)]
                if _are_called(saying, name) and len(saying) > len(said.get(tag, ())):
                    said[tag] = saying
        return ((saying, tag) for tag, saying in said.items())

    def nearly(self, word: str) -> Group:
        """Return what means the same as a synonym of one word that is one slip away."""
        return next((group for single, group in self.singles.items() if is_one_slip(word, single)), ())

    def has_name(self, word: str) -> bool:
        """Tell whether a theme or city is called so."""
        return any(len(name) == 1 for stem in terms_of_query(word)[0].stems for name, _ in self.tags.get(stem, ()))

    def _within(self, word: str) -> Group:
        """Return what means the same as the longest synonym that a compound begins or ends with: "Fernwärmenetz"."""
        for length in range(len(word) - _SHORTEST_REST, _SHORTEST_WITHIN - 1, -1):
            if group := self.singles.get(word[:length]) or self.singles.get(word[-length:]):
                return group
        return ()

    def _standing_at(self, words: Sequence[Word], place: int) -> Iterator[tuple[Synonym, Group]]:
        for synonym, group in chain.from_iterable(self.beginnings.get(stem, ()) for stem in words[place].stems):
            said = words[place : place + len(synonym.words)]
            if len(said) == len(synonym.words) and all(map(_is_same, said, synonym.words)):
                yield synonym, group


NO_LEXICON = Lexicon()


@lru_cache(maxsize=1)
def lexicon_of(taxonomy: Taxonomy) -> Lexicon:
    """Return what the taxonomy says of words; a city's names mean the same, too."""
    beginnings: dict[str, list[tuple[Synonym, Group]]] = {}
    singles: dict[str, Group] = {}
    for written in (*(group.words for group in taxonomy.synonyms), *(city.names for city in taxonomy.cities)):
        group = tuple(Synonym(written=each, words=_phrase(each)) for each in dict.fromkeys(written) if _phrase(each))
        for synonym in group:
            if len(synonym.words) == 1:
                singles.setdefault(synonym.words[0].word, group)
            for stem in synonym.words[0].stems:
                beginnings.setdefault(stem, []).append((synonym, group))
    themes: list[tuple[Tag, Iterable[str]]] = [(("theme", theme.slug), theme.names) for theme in taxonomy.themes]
    cities: list[tuple[Tag, Iterable[str]]] = [(("city", city.slug), city.names) for city in taxonomy.cities]
    # What a city is to the programme, as in "follower cities".
    roles: list[tuple[Tag, Iterable[str]]] = [
        (("city", city.slug), (city.role, f"{city.role} city")) for city in taxonomy.cities
    ]
    return Lexicon(
        beginnings=beginnings,
        singles=singles,
        tags=_tags((*themes, *cities, *roles)),
        unwritten=_tags((*themes, *roles)),
    )


def _tags(named: Iterable[tuple[Tag, Iterable[str]]]) -> Mapping[str, Sequence[tuple[Stems, Tag]]]:
    tags: dict[str, list[tuple[Stems, Tag]]] = {}
    for tag, names in named:
        for words in filter(None, map(_phrase, names)):
            name = tuple(frozenset(word.stems) for word in words)
            for stem in words[0].stems:
                tags.setdefault(stem, []).append((name, tag))
    return tags


def tag_term(tag: Tag) -> str:
    """Return the term under which the index has what is tagged so; no text has such a one."""
    return ":".join(tag)


@lru_cache(maxsize=1 << 12)
def _phrase(written: str) -> tuple[Word, ...]:
    return _telling(terms_of_query(_LETTER.sub(r"\1", written)))


def _telling(words: Iterable[Word]) -> tuple[Word, ...]:
    """Leave out what carries no meaning in some language: what a question is in is only guessed."""
    return tuple(word for word in words if not is_function_word(word.word))


def _says(words: Iterable[Word], synonym: Synonym) -> bool:
    """Tell whether the words of a question are those of the synonym already."""
    return all(any(_is_same(word, said) for word in words) for said in synonym.words)


def _are_called(words: Sequence[Word], name: Stems) -> bool:
    return len(words) == len(name) and all(
        not stems.isdisjoint(word.stems) for word, stems in zip(words, name, strict=True)
    )


def _is_same(word: Word, other: Word) -> bool:
    """Tell whether two words are forms of one. A cut stem alone tells too little."""
    if word.word == other.word:
        return True
    if set(word.stems).isdisjoint(other.stems):
        return False
    alike = max(len(word.word), len(other.word)) - _ENDING
    return not is_cut(word.word) or word.word[:alike] == other.word[:alike]
