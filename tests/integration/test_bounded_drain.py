"""How much a save does for other pages before it answers has a bound; the rest waits, and is never lost."""

import pytest

from tests.factories import page
from wiki import jobs
from wiki.core.changes import count_changes, find_changes
from wiki.core.db import db
from wiki.core.errors import Unavailable
from wiki.core.ids import PageId
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


def test_a_page_that_cannot_be_drawn_keeps_no_other_from_being_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    pages_to_draw(4)
    draw, tried = jobs.redraw_page, list[int]()

    def fail_at_first(page_id: PageId) -> None:
        tried.append(page_id)
        if page_id == tried[0]:
            raise RuntimeError("cannot be drawn")
        draw(page_id)

    monkeypatch.setattr(jobs, "redraw_page", fail_at_first)
    with pytest.raises(RuntimeError, match="cannot be drawn"):
        jobs.redraw_pages()
    assert len(tried) == 4
    assert [change.subject_id for change in find_changes("render")] == tried[:1]
    # Where somebody waits, the one that fails counts as well.
    with pytest.raises(RuntimeError):
        jobs.redraw_pages(1)
    assert len(tried) == 5


def test_a_database_that_is_busy_is_not_asked_for_each_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pages_to_draw(3)
    tried: list[int] = []

    def busy(page_id: PageId) -> None:
        tried.append(page_id)
        raise Unavailable

    monkeypatch.setattr(jobs, "redraw_page", busy)
    with pytest.raises(Unavailable):
        jobs.redraw_pages()
    assert len(tried) == 1
