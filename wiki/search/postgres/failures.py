"""Whatever goes wrong in the database, told in the one way that callers of search know."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import Error, errors

from wiki.search.failures import as_unavailable
from wiki.search.types import Busy, SearchUnavailable

_MISSING = (errors.UndefinedTable, errors.InvalidSchemaName, errors.UndefinedColumn)
_TAKEN = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure)


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn errors of the database into `SearchUnavailable`, and leave others as they are."""
    try:
        yield
    except _MISSING as error:
        raise SearchUnavailable(
            "There is no search index of this version yet: `search rebuild` makes it.", needs_rebuild=True
        ) from error
    except _TAKEN as error:
        raise Busy(f"The search index is taken: {error!r}") from error
    except Error as error:
        raise SearchUnavailable(f"The database of the search index failed: {error!r}") from error


@contextmanager
def any_errors() -> Iterator[None]:
    """Turn every error into `SearchUnavailable`: damaged rows raise whatever a wrong byte leads to."""
    with as_unavailable(), database_errors():
        yield
