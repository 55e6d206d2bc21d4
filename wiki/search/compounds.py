"""Words that are made of words, as "Fernwärmenetz": joined where they were typed apart, and taken apart."""

from collections.abc import Iterator

from wiki.search.spelling import Vocabulary

SHORTEST_JOINED, SHORTEST_PART = 3, 4
LONGEST_TAKEN_APART = 30
# What German puts between the words of a compound.
_LINKS = ("", "s", "n", "en", "es", "e", "er")


def joined(one: str, two: str, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield the words of a vocabulary that two words make up in this order, with how common each is."""
    if min(len(one), len(two)) >= SHORTEST_JOINED:
        for word in (f"{one}{link}{two}" for link in _LINKS):
            if common := vocabulary.commonness(word):
                yield word, common


def parts(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the two words of the vocabulary that make up a word, or none.

    Of several divisions it is the one whose rarer part is the commonest: chance makes rare words.
    """
    best = max(_divisions(word, vocabulary), default=None) if len(word) <= LONGEST_TAKEN_APART else None
    return best[1:] if best else ()


def _divisions(word: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str, str]]:
    for middle in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, second = word[:middle], word[middle:]
        if common := vocabulary.commonness(second):
            for head in (first.removesuffix(link) for link in _LINKS if first.endswith(link)):
                if len(head) >= SHORTEST_PART and (head_common := vocabulary.commonness(head)):
                    yield min(common, head_common), head, second
