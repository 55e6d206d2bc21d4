"""Whatever goes wrong inside an engine, told in the one way that callers of search know."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from wiki.search.types import SearchUnavailable

_NOT_MENDED_BY_WRITING = frozenset(
    {
        errno.EACCES,
        errno.EDQUOT,
        errno.EIO,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.ENOSPC,
        errno.EPERM,
        errno.EROFS,
    }
)


@contextmanager
def as_unavailable() -> Iterator[None]:
    """Turn every error into `SearchUnavailable`: a damaged index raises whatever a wrong byte leads to."""
    try:
        yield
    except SearchUnavailable:
        raise
    except Exception as error:
        damaged = not isinstance(error, OSError) or error.errno not in _NOT_MENDED_BY_WRITING
        raise SearchUnavailable(f"The search index failed: {error!r}", needs_rebuild=damaged) from error
