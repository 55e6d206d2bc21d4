"""The words of several segments as those of one, which is what merging them comes to."""

from collections.abc import Iterable, Iterator, Mapping

from wiki.search.packing import joined, renumbered


class JoinedPostings:
    """Takes over segment after segment; gives each word once, with all its documents packed.

    Most words of small segments stand in one of them alone: what is packed of these is hardly looked at.
    """

    def __init__(self) -> None:
        self._segments: list[tuple[dict[bytes, bytes], int]] = []

    def take_over(self, words: Iterable[tuple[bytes, bytes]], start: int, moved: Mapping[int, int] | None) -> None:
        """Take the words of a segment, each with its packed postings.

        Its documents are numbered from ``start`` now; if some are left out, ``moved`` tells the number of each other.
        """
        if moved is None:
            self._segments.append((dict(words), start))
        else:
            self._segments.append(({key: kept for key, value in words if (kept := renumbered(value, moved))}, 0))

    def iter_postings(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the key of each word of a field and its packed postings, in the order of the keys' bytes."""
        segments = self._segments
        for key in sorted(set[bytes]().union(*(words for words, _ in segments))):
            yield key, joined([(words[key], start) for words, start in segments if key in words])

    def cleanup(self) -> None:
        self._segments.clear()
