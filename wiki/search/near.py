"""Titles close to a question that found nothing: most often it is a typing error."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest

MOST_TITLES = 5
_MOST_COMPARED = 30
_LONGEST_COMPARED = 80
_MOST_TRIGRAMS = 24
_LEAST_CLOSENESS = 0.7


def near_titles(wanted: str, titles: Iterable[str]) -> list[str]:
    """The few titles closest to what was asked, closest first. Both sides are normalised title keys."""
    wanted = wanted[:_LONGEST_COMPARED]
    trigrams = _trigrams(wanted)[:_MOST_TRIGRAMS]
    shared = ((sum(trigram in title for trigram in trigrams), title) for title in titles)
    compared = nlargest(_MOST_COMPARED, ((count, title) for count, title in shared if count))
    scored = ((_closeness(wanted, title[:_LONGEST_COMPARED]), title) for _, title in compared)
    close = sorted((-closeness, title) for closeness, title in scored if closeness >= _LEAST_CLOSENESS)
    return [title for _, title in close[:MOST_TITLES]]


def _trigrams(text: str) -> list[str]:
    """Pieces of three, of shorter texts the text: one edit leaves most of them as they are."""
    return list(dict.fromkeys(text[start : start + 3] for start in range(max(1, len(text) - 2)))) if text else []


def _closeness(wanted: str, title: str) -> float:
    """From 0 to 1: the titles as a whole, or every word asked for beside its nearest in the title."""
    words, title_words = wanted.split(), title.split()
    by_word = sum(max((_ratio(word, other) for other in title_words), default=0.0) for word in words)
    return max(_ratio(wanted, title), by_word / max(1, len(words)))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
