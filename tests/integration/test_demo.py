"""Demo content is brought once, marked, and removed without a trace; what people wrote stays."""

import pytest
from sqlalchemy import select

from tests.factories import actor, page, rename, save
from wiki.accounts.types import VISITOR, Role
from wiki.cli.demo import DemoStanding, create_demo_practices, load_demo, remove_demo_practices
from wiki.core.changes import find_changes, finish_changes
from wiki.core.clock import now
from wiki.core.db import db, transaction
from wiki.core.errors import Denied
from wiki.pages import queries
from wiki.pages.queries import find_page, get_page, list_demo_pages
from wiki.pages.service import remove_page
from wiki.pages.types import PageKind

ADMINISTRATOR = Role.ADMINISTRATOR


def load() -> tuple[str, ...]:
    with transaction():
        return create_demo_practices(actor(ADMINISTRATOR))


def remove(*, edited: bool = False) -> tuple[str, ...]:
    with transaction():
        return tuple(left.slug for left in remove_demo_practices(actor(ADMINISTRATOR), edited=edited))


def rows() -> dict[str, int]:
    """Count the rows of every table but the outbox, whose rows are for the index."""
    return {
        name: len(db.session.execute(select(table)).all())
        for name, table in db.metadata.tables.items()
        if name != "pending_changes"
    }


def test_every_practice_is_made_and_visitors_read_the_disseminated_ones() -> None:
    made = load()
    wanted = list(load_demo(now().date()))
    assert list(made) == [practice.slug for practice in wanted]
    for practice in wanted:
        found = get_page(actor(Role.EDITOR), practice.slug)
        assert found.kind is PageKind.PRACTICE
        assert found.is_demo
        is_public = practice.standing in {DemoStanding.DISSEMINATED, DemoStanding.REVIEW_DUE}
        assert (find_page(VISITOR, practice.slug) is not None) == is_public
        assert queries.get_content(actor(Role.EDITOR), found, 1).facts == practice.content.facts


def test_loading_again_makes_only_what_is_missing() -> None:
    page("Ours", slug="navly-shuttle")
    made = load()
    assert "navly-shuttle" not in made
    assert load() == ()
    rename("bluely-charging", "shared-cars-of-lyon")
    assert load() == ()
    ours = get_page(actor(Role.EDITOR), "navly-shuttle")
    assert not ours.is_demo


def test_removing_leaves_nothing_and_tells_the_index() -> None:
    page("Shared cars", "See [[navly-shuttle]].", slug="ours")
    before = rows()
    load()
    rename("bluely-charging", "shared-cars-of-lyon")
    numbers = {get_page(actor(Role.EDITOR), found.slug).id for found in list_demo_pages()}
    with transaction():
        finish_changes(find_changes("index"))
        finish_changes(find_changes("render"))
    assert remove() == ()
    assert rows() == before
    assert {change.subject_id for change in find_changes("index")} == numbers
    linking = get_page(actor(Role.EDITOR), "ours").id
    assert {change.subject_id for change in find_changes("render")} == {linking}
    assert len(load()) == 22


def test_what_people_edited_stays_and_is_told_unless_it_is_to_go_too() -> None:
    load()
    save("navly-shuttle", title="Navly, as we know it")
    assert remove() == ("navly-shuttle",)
    kept = get_page(actor(Role.EDITOR), "navly-shuttle")
    assert kept.is_demo
    assert kept.current_number == 2
    assert remove(edited=True) == ()
    assert find_page(actor(Role.EDITOR), "navly-shuttle") is None


def test_only_an_administrator_removes() -> None:
    load()
    for role in (Role.OBSERVER, Role.EDITOR, Role.REVIEWER):
        with pytest.raises(Denied), transaction():
            remove_page(actor(role), "navly-shuttle")
    assert len(list_demo_pages()) == 22
