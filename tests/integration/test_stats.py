"""The figures an operator asks for."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.factories import new_person, page, practice, published_with_draft, save
from tests.web.filled import Filled
from wiki.core.changes import record_changes
from wiki.core.clock import now
from wiki.core.db import transaction
from wiki.search.indexer import rebuild_index
from wiki.search.types import SearchUnavailable
from wiki.search.whoosh import WhooshBackend
from wiki.upkeep.queries.figures import Figures, read_figures


def test_everything_is_counted(filled: Filled, whoosh: WhooshBackend) -> None:
    rebuild_index(whoosh)
    before = read_figures(whoosh)
    practice("Heat", published=False)
    published_with_draft("Steam", "secret")
    new_person(active=False)
    at = now()
    save("story", body="Two.")
    # More than any index takes in with the commit.
    with transaction():
        record_changes(range(10**6, 10**6 + 100), "index")
    after = read_figures(whoosh)
    practices = {name: after.pages["practice"][name] - count for name, count in before.pages["practice"].items()}
    assert practices == {"public": 0, "changed": 1, "unpublished": 1, "archived": 0}
    assert total(after) == total(before) + 2
    assert after.pages["article"]["archived"] == 1
    assert after.revisions - before.revisions == 4
    assert after.people == before.people | {"off": 1}
    assert before.people["editor"] == before.people["administrator"] == 1
    assert (after.themes, after.cities) == (5, 8)
    assert after.files == 1
    assert after.file_bytes > 100
    assert after.database_bytes > 10_000
    assert after.indexed == whoosh.count()
    assert (before.waiting, before.waiting_since) == ({"render": 0, "index": 0}, None)
    assert after.waiting["index"] >= 100
    assert after.waiting_since is not None
    assert after.imports == 1
    assert after.last_import is not None
    assert after.last_save is not None
    assert after.last_save >= at


def total(figures: Figures) -> int:
    return sum(sum(counts.values()) for counts in figures.pages.values())


def test_an_index_that_cannot_be_read_is_told(whoosh: WhooshBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> int:
        raise SearchUnavailable("away")

    monkeypatch.setattr(whoosh, "count", away)
    figures = read_figures(whoosh)
    assert figures.indexed is None
    assert figures.last_save is None


def test_more_pages_are_not_more_questions(
    whoosh: WhooshBackend, query_count: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    counts = []
    for number in range(2):
        page(f"Page {number}")
        with query_count() as statements:
            read_figures(whoosh)
        assert not any("body" in statement for statement in statements)
        counts.append(len(statements))
    assert counts[0] == counts[1]
