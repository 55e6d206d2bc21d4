"""Reading the practices of the demo content. Pure: files in, values out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import yaml

from wiki.cli.demo.types import DemoPractice, DemoRemark
from wiki.facts import Facts, read_facts
from wiki.facts.dates import months_later
from wiki.facts.types import ROW_ID
from wiki.fit.reading import read_profile
from wiki.fit.types import Told
from wiki.pages.types import Content
from wiki.practices.types import State

# So that a practice is as fresh, or as overdue, on whatever day somebody loads it.
_RELATIVE = ("verified_on", "review_due", "results_due")
_MONTHS = re.compile(r"([+-]\d{1,3}) months?")


def load_demo(today: date) -> Iterator[DemoPractice]:
    """Yield the practices by their address, with dates such as ``-3 months`` counted from ``today``.

    Raises ``ValueError`` for a file that does not follow the template.
    """
    folder = resources.files("wiki.cli.demo").joinpath("practices")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            yield _practice(yaml.safe_load(file.read_text(encoding="utf-8")), today)


def load_demo_profiles() -> Mapping[str, Mapping[str, Told]]:
    """Return what the demo content says of cities, by address. Raises ``ValueError`` for what no profile takes."""
    file = resources.files("wiki.cli.demo").joinpath("profiles.yaml")
    given = yaml.safe_load(file.read_text(encoding="utf-8"))
    read = {city: read_profile(values) for city, values in given.items()}
    if errors := {city: each.errors for city, each in read.items() if each.errors}:
        raise ValueError(errors)
    return {city: each.told for city, each in read.items()}


def _practice(told: dict[str, Any], today: date) -> DemoPractice:
    content = Content(
        title=told["title"],
        summary=told["summary"],
        body=told.get("body", ""),
        language=told["language"],
        themes=tuple(told["themes"]),
        cities=tuple(told["cities"]),
        facts=_facts(told["slug"], told["facts"], today),
    )

    def other(name: str) -> Content | None:
        given = told["facts"] | told[name] if name in told else None
        return replace(content, facts=_facts(told["slug"], given, today)) if given else None

    return DemoPractice(
        slug=told["slug"],
        content=content,
        standing=State(told["standing"]),
        former=other("former"),
        draft=other("draft"),
        remarks=tuple(DemoRemark(**remark) for remark in told.get("remarks", ())),
    )


def _facts(slug: str, told: Mapping[str, Any], today: date) -> Facts:
    return demo_facts(slug, {**told, **{key: shifted(str(told[key]), today) for key in _RELATIVE if key in told}})


def demo_facts(slug: str, told: Mapping[str, Any]) -> Facts:
    """Return facts as a file tells them. Raises ``ValueError`` where they do not follow the template."""
    read = read_facts({key: _numbered(value) if isinstance(value, list) else value for key, value in told.items()})
    if read.errors:
        raise ValueError(f"{slug}: {dict(read.errors)}")
    return read.facts


def _numbered(rows: list[Any]) -> list[Any]:
    """Give rows their place as their name, so that every wiki's demo content is the same."""
    return [{ROW_ID: str(place), **row} if isinstance(row, dict) else row for place, row in enumerate(rows, start=1)]


def shifted(told: str, today: date) -> str:
    """Return the day that is ``+9 months`` or ``-3 months`` from today; a date stays what it is."""
    found = _MONTHS.fullmatch(told)
    return months_later(today, int(found[1])).isoformat() if found else told
