"""``practices``: look after what practices tell."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from wiki.cli.context import OPERATOR, Launch, application
from wiki.cli.output import print_json
from wiki.pages.facets import Choices
from wiki.practices.queries import CompletePractice, list_completeness
from wiki.taxonomy.queries import load_taxonomy

_BATCH = 500


@click.group()
def practices() -> None:
    """Look after practices."""


@practices.command()
@click.option("--theme", default="", help="Only practices of a theme, by its address.")
@click.option("--city", default="", help="Only practices of a city, by its address.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def completeness(launch: Launch, theme: str, city: str, as_json: bool) -> None:
    """List what each practice lacks to be standardised, least first."""
    choices: Choices = {"theme": (theme,) if theme else (), "city": (city,) if city else ()}
    with application(launch):
        found = list(_all(choices))
    if as_json:
        print_json([_told(practice) for practice in found])
        return
    for practice in found:
        gate = practice.gate
        results = "measured" if gate.is_measured else f"pending until {gate.pending_until or 'an unknown day'}"
        click.echo(f"{gate.completeness.percent:4} %  {len(gate.missing):3} missing  {practice.slug}  ({results})")
        for lack in gate.missing:
            click.echo(f"          {lack.label}: {lack.reason}")


def _all(choices: Choices) -> Iterator[CompletePractice]:
    taxonomy, page = load_taxonomy(), None
    while page is None or page.has_next:
        number = page.number + 1 if page else 1
        page = list_completeness(OPERATOR, choices, taxonomy, number=number, size=_BATCH)
        yield from page.items


def _told(practice: CompletePractice) -> dict[str, Any]:
    gate = practice.gate
    return {
        "slug": practice.slug,
        "title": practice.title,
        "filled": gate.completeness.filled,
        "needed": gate.completeness.needed,
        "percent": gate.completeness.percent,
        "missing": [asdict(lack) for lack in gate.missing],
        "measured": gate.is_measured,
        "results_due": gate.pending_until,
        "verified_on": practice.verified_on or None,
        "problems": practice.problems,
    }
