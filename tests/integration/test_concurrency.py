"""Twenty rounds of eight editors who save from one base at the same moment: nothing is lost, no number doubles."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import TypeVar

import pytest
from flask import Flask

from tests.factories import actor, page, save
from wiki import jobs
from wiki.accounts.types import Role
from wiki.core.changes import count_changes
from wiki.core.db import db, transaction
from wiki.core.errors import Invalid
from wiki.pages import queries, service
from wiki.pages.types import Conflict, Content, Merged, PageKind, Saved, SaveOutcome
from wiki.search.null import NullBackend
from wiki.taxonomy.queries import load_taxonomy

T = TypeVar("T")
SAVERS = 8
ROUNDS = 20
PARAGRAPHS = "".join(f"Paragraph {number}.\n\n" for number in range(SAVERS))


def at_once(app: Flask, act: Callable[[int], T]) -> list[T]:
    """Call ``act(0)`` to ``act(7)`` in threads that start together, each in a context as a request has one."""
    barrier = Barrier(SAVERS)

    def start(number: int) -> T:
        with app.app_context():
            barrier.wait()
            return act(number)

    with ThreadPoolExecutor(SAVERS) as threads:
        return list(threads.map(start, range(SAVERS)))


def history(slug: str) -> list[tuple[int, str]]:
    """Return number and text of every revision, oldest first."""
    db.session.rollback()
    editor = actor(Role.EDITOR)
    found = queries.get_page(editor, slug)
    revisions = queries.list_revisions(editor, found, load_taxonomy(), limit=1000)
    numbers = [revision.number for revision in reversed(revisions)]
    return [(number, queries.get_content(editor, found, number).body) for number in numbers]


def assert_no_gap_no_double(revisions: list[tuple[int, str]]) -> None:
    assert [number for number, _ in revisions] == list(range(1, len(revisions) + 1))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_eight_changes_in_different_places_all_reach_the_page(app: Flask, number: int) -> None:
    slug = page(f"Round {number}", PARAGRAPHS)

    def change(mine: int) -> SaveOutcome:
        return save(slug, base=1, body=PARAGRAPHS.replace(f"Paragraph {mine}.", f"Saver {mine} wrote this."))

    outcomes = at_once(app, change)
    revisions = history(slug)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Merged"] * (SAVERS - 1) + ["Saved"]
    assert_no_gap_no_double(revisions)
    assert len(revisions) == SAVERS + 1
    assert all(f"Saver {mine} wrote this." in revisions[-1][1] for mine in range(SAVERS))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_eight_changes_of_one_line_are_saved_one_after_the_other_or_given_back(app: Flask, number: int) -> None:
    slug = page(f"Round {number}", "The line.")

    def change(mine: int) -> SaveOutcome:
        body = f"Saver {mine} wrote this."
        outcome = save(slug, base=1, body=body)
        while isinstance(outcome, Conflict):
            assert outcome.mine.body.strip().endswith(f"Saver {mine} wrote this.")
            together = f"{outcome.theirs.body}\n{body}"
            outcome = save(slug, base=outcome.theirs_number, body=together)
        return outcome

    outcomes = at_once(app, change)
    revisions = history(slug)
    assert all(isinstance(outcome, Saved | Merged) for outcome in outcomes)
    assert_no_gap_no_double(revisions)
    assert len(revisions) == SAVERS + 1
    assert all(f"Saver {mine} wrote this." in revisions[-1][1] for mine in range(SAVERS))


def test_eight_who_make_one_page_make_one_and_get_their_text_back(app: Flask) -> None:
    def make(mine: int) -> SaveOutcome | None:
        # The address may be taken between the look and the insert; the editor shows the form again.
        with suppress(Invalid), transaction():
            content = Content(title="One page", body=f"Saver {mine} wrote this.")
            return service.create_page(actor(Role.EDITOR), slug="one-page", kind=PageKind.NEWS, content=content)
        return None

    outcomes = at_once(app, make)
    revisions = history("one-page")
    assert [type(outcome) for outcome in outcomes].count(Saved) == 1
    assert all(isinstance(outcome, Saved | Conflict | None) for outcome in outcomes)
    assert [number for number, _ in revisions] == [1]


def test_drains_at_the_same_moment_leave_nothing_behind(app: Flask) -> None:
    page("Linker", " ".join(f"[[Target {number}]]" for number in range(SAVERS)))

    def write_and_drain(mine: int) -> SaveOutcome:
        outcome = save(page(f"Target {mine}"), body="More.")
        jobs.drain(NullBackend())
        return outcome

    at_once(app, write_and_drain)
    db.session.rollback()
    assert (count_changes("index"), count_changes("render")) == (0, 0)
    editor = actor(Role.EDITOR)
    view = queries.get_view(editor, queries.get_page(editor, "linker"), load_taxonomy())
    assert 'class="missing"' not in view.html
