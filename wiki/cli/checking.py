"""``check``: whether everything in the wiki is as it should be, and what is disposable made anew."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import click

from wiki.cli.context import Launch, application
from wiki.cli.output import print_json
from wiki.cli.progress import progress
from wiki.jobs import drain
from wiki.upkeep.queries.database import require_current
from wiki.upkeep.service.checking import CHECKS, Check, attempt, look, mend
from wiki.upkeep.types import CannotCheck, Finding, Severity, Stores

_CLEAN, _FOUND, _UNKNOWN = 0, 1, 2
Found = Mapping[Check, tuple[Finding, ...]]


@click.command()
@click.option("--repair", is_flag=True, help="Make anew what is disposable: stored HTML, links, index, thumbnails.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(launch: Launch, repair: bool, as_json: bool) -> None:
    """Look for damage: in histories, links, stored HTML, files and the search index.

    Ends with 0 when all is well, 1 when something was found that is not mended, 2 when it could not be checked.
    """
    with _unknown_is_two(), application(launch, migrated=False) as services:
        stores = Stores(search=services.search, files=services.files)
        require_current()
        first = _look_at_all(stores)
        last = first
        if repair and any(finding.severity is Severity.DISPOSABLE for finding in _all(first)):
            _mend_all(stores, first)
            last = _look_at_all(stores)
        _tell(tuple(_all(first)), tuple(_all(last)), as_json=as_json)
        sys.exit(_FOUND if any(finding.severity is not Severity.NOTE for finding in _all(last)) else _CLEAN)


@contextmanager
def _unknown_is_two() -> Iterator[None]:
    try:
        yield
    except CannotCheck as problem:
        click.echo(f"Error: {problem}", err=True)
        sys.exit(_UNKNOWN)
    except click.ClickException as error:
        error.show()
        sys.exit(_UNKNOWN)


def _all(found: Found) -> Iterator[Finding]:
    for findings in found.values():
        yield from findings


def _look_at_all(stores: Stores) -> Found:
    found: dict[Check, tuple[Finding, ...]] = {}
    with progress() as begin:
        for each in CHECKS:
            try:
                found[each] = look(each, stores, begin(each.name))
            except CannotCheck:
                # What was found so far is likely to tell why.
                for finding in _all(found):
                    click.echo(finding.sentence, err=True)
                raise
    return found


def _mend_all(stores: Stores, found: Found) -> None:
    with progress() as begin:
        for each, findings in found.items():
            begin(f"mending: {each.name}")
            mend(each, stores, findings)
        begin("working off the outbox")
        attempt(partial(drain, stores.search), "outbox")


def _tell(first: tuple[Finding, ...], last: tuple[Finding, ...], *, as_json: bool) -> None:
    remaining = set(last)
    told = [(finding, finding not in remaining) for finding in dict.fromkeys((*first, *last))]
    if as_json:
        rows = [
            {
                "code": finding.code,
                "severity": finding.severity,
                "subject": finding.subject,
                "sentence": finding.sentence,
                "repaired": repaired,
            }
            for finding, repaired in told
        ]
        print_json({"checks": [each.name for each in CHECKS], "findings": rows})
        return
    for finding, repaired in told:
        click.echo(f"{'repaired' if repaired else finding.severity:10}  {finding.sentence}")
    if not told:
        click.echo("All is well.")
    elif any(finding.severity is Severity.DISPOSABLE for finding in remaining):
        click.echo("What is disposable can be made anew: `replication-wiki check --repair`.")
