"""How much a save does for other pages before it answers has a bound; the rest waits, and is never lost."""

import pytest

from tests.factories import page
from wiki import jobs
from wiki.core.changes import count_changes
from wiki.core.db import db
from wiki.search.null import NullBackend


def pages_to_draw(count: int) -> None:
    for number in range(count):
        page(f"Linker {number}", "[[Target]]")
    jobs.drain(NullBackend())
    page("Target")


def test_a_drain_draws_as_many_pages_as_it_may() -> None:
    pages_to_draw(5)
    assert jobs.redraw_pages(2) == 2
    db.session.rollback()
    assert count_changes("render") == 3
    assert jobs.redraw_pages(2) == 2
    assert jobs.redraw_pages() == 1


def test_a_page_that_cannot_be_drawn_keeps_no_other_from_being_found(monkeypatch: pytest.MonkeyPatch) -> None:
    pages_to_draw(1)

    def fail(_page: int) -> None:
        raise RuntimeError("cannot be drawn")

    monkeypatch.setattr(jobs, "redraw_page", fail)
    with pytest.raises(RuntimeError):
        jobs.drain(NullBackend())
    db.session.rollback()
    assert (count_changes("index"), count_changes("render")) == (0, 1)
