"""Pages of long lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

T = TypeVar("T")
MAX_PAGE = 10_000
# Enough to tell that a number is beyond the last page; Python refuses to read thousands of them.
_DIGITS = 20


@dataclass(frozen=True, kw_only=True)
class Page(Generic[T]):
    """One page of a list: ``number`` counts from 1."""

    items: Sequence[T]
    total: int
    number: int
    size: int

    @property
    def last(self) -> int:
        return max(1, ceil(self.total / self.size))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.last


def page_number(text: str | None) -> int:
    """Read a page number from an address; anything odd means the first page."""
    if not text or not text.isascii() or not text.isdigit():
        return 1
    return max(1, min(int(text[:_DIGITS]), MAX_PAGE))
