"""What is saved is saved, whatever happens to the index and to other pages afterwards."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.clients import FormClient
from tests.factories import page, theme_draft
from wiki import jobs
from wiki.core.changes import count_changes
from wiki.http import context
from wiki.search.contract import SearchBackend
from wiki.search.null import NullBackend

Inside = Callable[..., Any]
QueryCount = Callable[[], AbstractContextManager[list[str]]]


class Broken(NullBackend):
    def update(self, *_: object) -> None:
        raise RuntimeError("out of order")


def test_a_save_answers_though_the_index_is_broken(
    editor: FormClient,
    use_search: Callable[[SearchBackend], None],
    inside: Inside,
    caplog: pytest.LogCaptureFixture,
) -> None:
    use_search(Broken())
    slug = inside(page, "Heat pumps")
    with caplog.at_level(logging.ERROR):
        answer = editor.submit(f"/pages/{slug}/edit", body="Warm words.", action="save")
    assert answer.status_code == 303
    assert "Warm words." in editor.get(f"/pages/{slug}").text
    (record,) = [found for found in caplog.records if found.name == context.__name__]
    assert record.exc_info
    assert vars(record)["request_path"] == f"/pages/{slug}/edit"
    assert inside(count_changes, "index") == 1


def test_a_theme_is_saved_though_the_index_is_broken(
    editor: FormClient, use_search: Callable[[SearchBackend], None], inside: Inside
) -> None:
    inside(page, "Pipes", themes=("heating",))
    use_search(Broken())
    assert editor.submit("/themes/heating/edit", name=theme_draft("Warmth").name).status_code == 303
    use_search(NullBackend())
    assert "Warmth" in editor.get("/themes/heating").text


def test_a_save_draws_only_so_many_other_pages_before_it_answers(
    editor: FormClient, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "_MOST_PAGES", 2)

    def linkers() -> None:
        for number in range(4):
            page(f"Linker {number}", "[[Target]]")
        jobs.drain(NullBackend())

    inside(linkers)
    answer = editor.submit("/new?slug=target", title="Target", body="x", kind="article", action="save")
    assert answer.status_code == 303
    assert inside(count_changes, "render") == 2


def test_a_save_and_the_page_after_it_take_few_statements(
    editor: FormClient, inside: Inside, query_count: QueryCount
) -> None:
    address = f"/pages/{inside(page, 'Heat pumps', 'See [[Pipes]].', themes=('heating',))}"
    # What is read once for good is read now.
    editor.submit(f"{address}/edit", body="One [[link]].", action="save")
    editor.get(address)
    with query_count() as form:
        editor.get(f"{address}/edit")
    with query_count() as both:
        editor.submit(f"{address}/edit", body="Another [[link]].", action="save")
    with query_count() as reading:
        assert "Another" in editor.get(address).text
    # The form comes first with each save. What waits for the reader is asked anew here, and the index written at once.
    assert len(form) <= 6, form
    assert len(both) - len(form) <= 26, both
    assert len(reading) <= 7, reading


def test_a_save_is_found_though_another_page_cannot_be_drawn(
    editor: FormClient, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_page: int) -> None:
        raise RuntimeError("cannot be drawn")

    inside(page, "Linker", "[[Target]]")
    inside(jobs.drain, NullBackend())
    monkeypatch.setattr(jobs, "redraw_page", fail)
    answer = editor.submit("/new?slug=target", title="Target", body="x", kind="article", action="save")
    assert answer.status_code == 303
    assert (inside(count_changes, "index"), inside(count_changes, "render")) == (0, 1)
