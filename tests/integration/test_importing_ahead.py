"""An import draws each page once, though half of all links lead to pages that come later; nothing wrong stays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.factories import page, save
from wiki.accounts.types import VISITOR
from wiki.core.changes import count_changes
from wiki.core.db import db, transaction
from wiki.importing.folders import FolderSource
from wiki.importing.report import Report
from wiki.importing.service import ImportRun, finish_import, import_batch, settle_links, start_import
from wiki.jobs import drain, redraw_pages
from wiki.markup import parse, plain_text
from wiki.pages import queries
from wiki.pages.types import PageKind
from wiki.search.documents import documents_of
from wiki.search.null import NullBackend
from wiki.services import Services
from wiki.taxonomy.queries import load_taxonomy

Start = Callable[[], ImportRun]


@pytest.fixture
def start(tmp_path: Path, services: Services) -> Start:
    """Begin an import of a folder in which "a" links to "z"."""
    (tmp_path / "site").mkdir()
    write(tmp_path, "a", "See [[z]].")

    def begin() -> ImportRun:
        source = FolderSource(tmp_path / "site")
        return start_import(source, name="site", with_history=False, storage=services.files, language="en")

    return begin


def write(folder: Path, name: str, text: str) -> None:
    (folder / "site" / f"{name}.md").write_text(text, encoding="utf-8")


def take(run: ImportRun, *paths: str) -> None:
    """Take some pages over in one transaction."""
    with transaction():
        import_batch(run, [each for each in run.source.histories(full=False) if each.path in paths])


def end(run: ImportRun) -> Report:
    with transaction():
        assert not settle_links(run)
        finish_import(run)
    return run.report


def looks_alive(slug: str = "a") -> bool:
    db.session.rollback()
    found = queries.get_page(VISITOR, slug)
    html = queries.get_view(VISITOR, found, load_taxonomy()).html
    assert 'href="/pages/z"' in html
    return "missing" not in html


def test_a_link_ahead_is_drawn_once_as_it_will_be(start: Start, tmp_path: Path) -> None:
    write(tmp_path, "z", "Here.")
    run = start()
    take(run, "a.md")
    assert looks_alive()
    take(run, "z.md")
    end(run)
    assert looks_alive()
    assert count_changes("render") == 0


def test_what_an_import_that_ended_half_way_promised_is_taken_back(start: Start, tmp_path: Path) -> None:
    write(tmp_path, "z", "Here.")
    take(start(), "a.md")
    drain(NullBackend())
    assert not looks_alive()


def test_a_page_that_comes_to_another_address_leaves_the_link_missing(start: Start, tmp_path: Path) -> None:
    write(tmp_path, "z", "---\ntitle: Lamps\nslug: elsewhere\n---\nHere.")
    run = start()
    take(run, "a.md")
    take(run, "z.md")
    end(run)
    drain(NullBackend())
    assert not looks_alive()


@pytest.mark.parametrize("count", [1, 2])
def test_no_link_tells_visitors_of_a_page_that_came_unpublished(start: Start, tmp_path: Path, count: int) -> None:
    write(tmp_path, "b", "See [[z]].")
    write(tmp_path, "z", "---\npublished: false\n---\nHidden.")
    run = start()
    take(run, "a.md")
    hidden = next(each for each in run.source.histories(full=False) if each.path == "z.md")
    versions = tuple(replace(hidden.versions[0], commit=f"{number}") for number in range(count))
    with transaction():
        import_batch(run, [replace(hidden, versions=versions)])
    assert not looks_alive()
    take(run, "b.md")
    assert not looks_alive("b")
    end(run)
    drain(NullBackend())
    assert not looks_alive()


def test_no_link_tells_visitors_of_a_draft_that_is_here(start: Start, tmp_path: Path) -> None:
    page("A draft", slug="z", kind=PageKind.PRACTICE)
    write(tmp_path, "z", "From elsewhere.")
    take(start(), "a.md")
    assert not looks_alive()


def test_whom_somebody_else_drew_meanwhile_is_drawn_again(start: Start, tmp_path: Path) -> None:
    write(tmp_path, "z", "Here.")
    run = start()
    take(run, "a.md")
    redraw_pages()
    assert not looks_alive()
    take(run, "z.md")
    end(run)
    redraw_pages()
    assert looks_alive()


def test_what_somebody_wrote_meanwhile_is_drawn_again(start: Start, tmp_path: Path) -> None:
    write(tmp_path, "z", "Here.")
    run = start()
    take(run, "a.md")
    save("a", body="Now [[z]].")
    assert not looks_alive()
    take(run, "z.md")
    end(run)
    redraw_pages()
    assert looks_alive()


def test_a_link_by_title_comes_alive_too(start: Start, tmp_path: Path) -> None:
    write(tmp_path, "b", "See [[The lamps]].")
    write(tmp_path, "z", "---\ntitle: The lamps\n---\nHere.")
    run = start()
    take(run, "b.md")
    take(run, "z.md")
    end(run)
    redraw_pages()
    assert looks_alive("b")


def test_pages_that_want_one_address_get_it_in_their_order(start: Start, tmp_path: Path) -> None:
    page("Ours", slug="lamps")
    for name, slug in (("b", "lamps"), ("c", "lamps-2"), ("d", "heat"), ("e", "heat"), ("f", "lamps-2-2")):
        write(tmp_path, name, f"---\nslug: {slug}\n---\nText of {name}.")
    run = start()
    take(run, *(f"{name}.md" for name in "abcdef"))
    slugs = {file.path[0]: file.slug for file in end(run).files}
    assert slugs == {"a": "a", "b": "lamps-2", "c": "lamps-2-2", "d": "heat", "e": "heat-2", "f": "lamps-2-2-2"}


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_more_new_pages_in_a_batch_ask_no_more_of_the_database(start: Start, tmp_path: Path) -> None:
    counts = []
    for names in ("bc", "defghijklm"):
        for name in names:
            write(tmp_path, name, "---\ncities: [Vienna]\nthemes: [mobility]\n---\nSee [[a]] and [[z]].")
        run = start()
        run.taxonomy.theme_by_slug, run.coming  # noqa: B018 - read before the batch, once for the whole import
        with statements() as seen:
            take(run, *(f"{name}.md" for name in names))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_index_gets_the_words_that_drawing_found(start: Start) -> None:
    run = start()
    take(run, "a.md")
    found = queries.get_page(VISITOR, "a")
    assert run.words
    assert documents_of([found.id], run.words) == documents_of([found.id])


@pytest.mark.parametrize(
    "text", ["# One\n\nTwo [[three|four]] ![five](/files/k/p.png)[^1]\n\n[^1]: Six", "| a |\n|-|", ""]
)
def test_a_text_that_is_parsed_has_the_words_of_a_plain_one(text: str) -> None:
    assert parse(text, with_words=True).words == plain_text(text)
