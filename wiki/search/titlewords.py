"""The words of titles in order, so that what is being typed finds them without a look at every title."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from wiki.search.bitsets import bitset

# Beginnings whose titles are kept: everybody types the same few first letters.
_MOST_KEPT = 200
# Behind every letter that a word may go on with.
_LAST = "\U0010ffff"
_SPELLED_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))


class TitleWords:
    """Normalised titles and the numbers that stand under each, all below `size`. A `Vocabulary` of their words.

    Words with ae, oe and ue are found without the e, too, as folded umlauts are.
    """

    def __init__(self, titles: Mapping[str, Sequence[int]], size: int) -> None:
        holding: dict[str, array[int]] = {}
        for title, numbers in titles.items():
            for word in frozenset(_written(title.split())):
                holding.setdefault(word, array("I")).extend(numbers)
        self._size, self._numbers = size, titles
        self._words = sorted(holding)
        self._holding = [holding[word] for word in self._words]
        self._titles = sorted(titles)
        self._kept: dict[str, int] = {}

    def beginning(self, word: str) -> int:
        """The set of numbers under whose titles some word begins so."""
        if (known := self._kept.get(word)) is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = self._kept[word] = reduce(or_, map(self._found, {word, _plain(word)}))
        return known

    def titled(self, beginning: str) -> int:
        """The set of numbers with a title that begins so."""
        first, last = _place(self._titles, beginning)
        return bitset((number for title in self._titles[first:last] for number in self._numbers[title]), self._size)

    def starting(self, beginning: str) -> Iterable[tuple[str, int]]:
        first, last = _place(self._words, beginning)
        return zip(self._words[first:last], map(len, self._holding[first:last]), strict=True)

    def commonness(self, word: str) -> int:
        place = bisect_left(self._words, word)
        return len(self._holding[place]) if self._words[place : place + 1] == [word] else 0

    def _found(self, beginning: str) -> int:
        first, last = _place(self._words, beginning)
        return bitset((number for numbers in self._holding[first:last] for number in numbers), self._size)


def _place(ordered: list[str], beginning: str) -> tuple[int, int]:
    return bisect_left(ordered, beginning), bisect_left(ordered, beginning + _LAST)


def _written(words: Sequence[str]) -> Iterable[str]:
    for word, following in zip(words, [*words[1:], ""], strict=True):
        yield word
        yield _plain(word)
        if len(word) == 1:
            # "e mobility" is typed as "emobility", too
            yield word + following


def _plain(word: str) -> str:
    for spelled, letter in _SPELLED_OUT:
        word = word.replace(spelled, letter)
    return word
