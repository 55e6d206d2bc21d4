"""Words one slip of the fingers away: a letter too many, too few, or wrong, or two that changed places."""

from collections.abc import Iterable, Iterator
from typing import Protocol

_BEGINNING = 2
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъьюяєії")


class Vocabulary(Protocol):
    """The words of some texts. How common one is, is a number that is larger the more texts hold it; 0 if none does."""

    def starting(self, beginning: str) -> Iterable[tuple[str, int]]:
        """Every word that begins so, with how common it is."""
        ...

    def commonness(self, word: str) -> int: ...


def near_words(word: str, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield the words of a vocabulary that are one slip away, each once, with how common it is.

    The first letter is taken as right: people seldom miss it, and a word that begins otherwise is seldom meant.
    """
    middle = len(word) // 2
    head, tail = word[:middle], word[middle + 2 :]
    for other, common in vocabulary.starting(word[:_BEGINNING]):
        # A slip in one half leaves the other as it is, which is seen faster than the slip.
        if (other.startswith(head) or other.endswith(tail)) and is_one_slip(word, other):
            yield other, common
    for other in _with_another_second_letter(word):
        if common := vocabulary.commonness(other):
            yield other, common


def is_one_slip(word: str, other: str) -> bool:
    """Tell whether one slip makes one word of the other; equal words are none."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    at = next((place for place, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), len(word))
    rest, other_rest = word[at:], other[at:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[2:] == other_rest[2:] and rest[1::-1] == other_rest[:2])
    )


def _with_another_second_letter(word: str) -> frozenset[str]:
    """What one slip makes of a word so that it begins otherwise: few, so each is looked up for itself."""
    first, second, third, rest = word[:1], word[1:2], word[2:3], word[3:]
    made = {first + third + rest, first + third + second + rest}
    for letter in next((letters for letters in _ALPHABETS if second in letters), ""):
        made |= {first + letter + word[1:], first + letter + third + rest}
    return frozenset(other for other in made if not other.startswith(first + second))
