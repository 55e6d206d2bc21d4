"""Every check there is, in the order in which mending one does not undo another; and how they are run."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy.exc import DBAPIError

from wiki.core.db import snapshot
from wiki.upkeep.queries import (
    addresses,
    contents,
    database,
    demand,
    drawings,
    editions,
    exchanges,
    fit,
    histories,
    index,
    plans,
    references,
    replications,
    returned,
    series,
    synonyms,
    values,
)
from wiki.upkeep.service import mending
from wiki.upkeep.types import CannotCheck, Finding, Severity, Stores, Tell

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Check:
    """``mend`` makes anew what one disposable finding is about; without it, working off the outbox does."""

    name: str
    find: Callable[[Stores, Tell], Iterator[Finding]]
    mend: Callable[[Stores, Finding], None] | None = None


CHECKS = (
    Check(name="database file", find=database.damage),
    Check(name="tables", find=database.differences),
    Check(name="values", find=values.unreadable, mend=mending.draw_revision),
    Check(name="references", find=references.broken, mend=mending.drop_row),
    Check(name="revision numbers", find=histories.gaps),
    Check(name="current and published revisions", find=histories.pointers),
    Check(name="events and imports", find=histories.strays),
    Check(name="editions", find=editions.wrong),
    Check(name="steps, remarks and looks", find=editions.strays),
    Check(name="wanted practices", find=demand.wrong),
    Check(name="results", find=series.wrong),
    Check(name="profiles and fit", find=fit.wrong),
    Check(name="synonyms", find=synonyms.alone),
    Check(name="replications", find=replications.wrong),
    Check(name="plans", find=plans.wrong),
    Check(name="results elsewhere", find=returned.wrong, mend=mending.keep_returned),
    Check(name="peer exchange", find=exchanges.wrong),
    Check(name="redirects", find=addresses.shadows),
    Check(name="addresses", find=addresses.out_of_reach),
    Check(name="titles", find=addresses.titles, mend=mending.retitle),
    Check(name="stored HTML", find=drawings.missing, mend=mending.draw_revision),
    Check(name="HTML and links against texts", find=drawings.outdated, mend=mending.draw_page),
    Check(name="files", find=contents.damaged),
    Check(name="files folder", find=contents.unclaimed, mend=mending.drop_file),
    Check(name="thumbnails", find=contents.thumbnails, mend=mending.drop_file),
    Check(name="search index", find=index.outdated, mend=mending.reindex),
    Check(name="outbox", find=index.overdue),
)


def look(check: Check, stores: Stores, tell: Tell) -> tuple[Finding, ...]:
    """Return what a check finds at one moment, or that it cannot go on over what others find.

    Raises :class:`CannotCheck` when the database cannot be read.
    """
    try:
        with snapshot():
            return tuple(check.find(stores, tell))
    except DBAPIError as error:
        raise CannotCheck(f"The database cannot be read ({check.name}): {error.orig}") from error
    except Exception as error:  # noqa: BLE001 - what one check trips over must not hide what the others find
        return (_tripped(check, error),)


def _tripped(check: Check, error: Exception) -> Finding:
    return Finding(
        code="check-failed",
        subject=check.name,
        sentence=f"The check “{check.name}” could not go on: {type(error).__name__}: {error}",
        severity=Severity.ERROR,
    )


def mend(check: Check, stores: Stores, findings: Iterable[Finding]) -> None:
    """Make anew what is disposable. What cannot be mended stays, for the next look to find."""
    for finding in findings:
        if check.mend is not None and finding.severity is Severity.DISPOSABLE:
            attempt(partial(check.mend, stores, finding), finding.subject)


def attempt(act: Callable[[], object], subject: str) -> None:
    """Do something that other damage may thwart, which must not keep the rest from being mended."""
    try:
        act()
    except Exception:  # noqa: BLE001 - whatever it is, the next look tells what is still wrong
        _log.exception("%s could not be mended", subject)
