"""The meetings of the demo content: files in, pages out. The caller holds the transaction."""

from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any

import yaml

from wiki.accounts.types import Actor
from wiki.cli.demo.reading import demo_facts, shifted
from wiki.cli.demo.reviewing import AUTHOR
from wiki.cli.demo.types import DEMO_COMMENT
from wiki.core.clock import now
from wiki.pages.queries import find_page, find_redirect
from wiki.pages.service import create_page, mark_as_demo
from wiki.pages.types import Content, PageKind


def load_demo_meetings(today: date) -> Iterator[tuple[str, Content]]:
    """Yield each meeting with its address; due dates such as ``+2 months`` are counted from ``today``.

    Raises ``ValueError`` for a file that does not follow the template.
    """
    folder = resources.files("wiki.cli.demo").joinpath("meetings")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            told = yaml.safe_load(file.read_text(encoding="utf-8"))
            yield told["slug"], _content(told, today)


def create_demo_meetings(actor: Actor) -> tuple[str, ...]:
    """Make the meetings that are not here; return their addresses.

    Nothing happens at an address that leads somewhere already.
    """
    made = []
    for slug, content in load_demo_meetings(now().date()):
        if not (find_page(actor, slug) or find_redirect(actor, slug)):
            create_page(AUTHOR, slug=slug, kind=PageKind.MEETING, content=content, comment=DEMO_COMMENT)
            mark_as_demo(actor, slug)
            made.append(slug)
    return tuple(made)


def _content(told: dict[str, Any], today: date) -> Content:
    actions = [{**row, "due": shifted(row["due"], today)} for row in told["facts"]["actions"]]
    return Content(
        title=told["title"],
        summary=told["summary"],
        body=told["body"],
        language=told["language"],
        themes=tuple(told["themes"]),
        cities=tuple(told["cities"]),
        starts_on=told["starts_on"],
        ends_on=told["ends_on"],
        place=told["place"],
        facts=demo_facts(told["slug"], {**told["facts"], "actions": actions}),
    )
