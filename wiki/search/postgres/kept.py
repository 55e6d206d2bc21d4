"""What was fetched and may be asked for again, as much as a bound allows."""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Forgets what was not asked for longest; `most` bounds the sum of the sizes that values are put with.

    Not before it is told to: what was fetched together is needed together.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._total = 0
        self._known: dict[K, tuple[V, int]] = {}

    def __contains__(self, key: K) -> bool:
        return key in self._known

    def get(self, key: K) -> V | None:
        found = self._known.pop(key, None)
        if found is None:
            return None
        # Dictionaries are in the order of putting: now it is the last.
        self._known[key] = found
        return found[0]

    def put(self, key: K, value: V, size: int) -> None:
        _, before = self._known.pop(key, (None, 0))
        self._known[key] = (value, size)
        self._total += size - before

    def trim(self) -> None:
        while self._total > self._most and len(self._known) > 1:
            _, freed = self._known.pop(next(iter(self._known)))
            self._total -= freed
