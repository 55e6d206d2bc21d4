"""Each of a page's two pointers has its own links, and one reading of the text finds them."""

from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.factories import actor, imported, page, practice, publish, save
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import db
from wiki.pages import queries
from wiki.pages.models import LinkRow
from wiki.services import Services


def linking_to(key: str, who: Actor) -> bool:
    return bool(queries.list_linking_to_key(who, key))


def known(who: Actor) -> str:
    return "".join(key for key in "abc" if linking_to(key, who))


def test_a_draft_adds_its_links_for_members_and_leaves_those_of_what_is_published() -> None:
    practice("Lamps", "[[a]]")
    save("lamps", body="[[b]]")
    assert (known(VISITOR), known(actor(Role.EDITOR))) == ("a", "b")
    publish("lamps", 2)
    assert (known(VISITOR), known(actor(Role.EDITOR))) == ("b", "b")
    save("lamps", body="[[c]]")
    publish("lamps", 1)
    assert (known(VISITOR), known(actor(Role.EDITOR))) == ("a", "c")


def test_a_save_reads_the_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    page("Lamps", "[[a]]")
    read: list[str] = []
    parse = MarkdownIt.parse

    def counted(parser: MarkdownIt, source: str, *rest: Any) -> list[Token]:
        read.append(source)
        return parse(parser, source, *rest)

    monkeypatch.setattr(MarkdownIt, "parse", counted)
    save("lamps", body="[[b]]")
    assert len(read) == 1


def test_a_page_that_is_no_longer_published_has_no_links_for_visitors(services: Services, tmp_path: Path) -> None:
    source = tmp_path / "lamps.md"
    for published in ("true", "false"):
        source.write_text(f"---\ntitle: Lamps\npublished: {published}\n---\nSee [heat](heat.md) {published}.\n")
        (tmp_path / "heat.md").write_text("---\ntitle: Heat\n---\nWarm.\n")
        imported(services.files, tmp_path)
    (row,) = db.session.scalars(db.select(LinkRow))
    assert (row.in_current, row.in_published) == (True, False)
