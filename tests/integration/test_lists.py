"""Lists say the same whether the index tells which pages they hold or the database does: to anybody, at any moment."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.databases import where_the_index_may_lag
from tests.factories import actor, archive, page, practice, publish, save
from wiki import jobs
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.changes import count_changes, record_change
from wiki.core.db import db, transaction
from wiki.core.errors import Unavailable
from wiki.http import listing
from wiki.pages import queries
from wiki.pages.facets import FACETS, Choices, FacetCounts, Order
from wiki.pages.models import EventRow, PageRow
from wiki.pages.types import EventAction, PageKind
from wiki.search import indexer
from wiki.search.contract import SearchBackend
from wiki.search.null import NullBackend
from wiki.search.types import Busy, ListQuery, SearchUnavailable
from wiki.search.whoosh import WhooshBackend
from wiki.taxonomy.queries import load_taxonomy

READERS = (None, Role.OBSERVER, Role.EDITOR)
THEMES, CITIES, LANGUAGES = ("data", "heating", "mobility"), ("munich", "vienna"), ("en", "de")
MEASURED = {
    "id": "m",
    "what": "specific_heat",
    "state": "measured",
    "value": 5,
    "from": "2018",
    "grade": "b",
    "method": "metered",
}
_numbers = count(1)


def reader(role: Role | None) -> Actor:
    return actor(role) if role else VISITOR


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A page to be made: ``then`` says what becomes of it, ``again`` how its next text is tagged."""

    kind: PageKind
    created_at: datetime
    tags: dict[str, Any]
    again: dict[str, Any]
    then: str
    disseminated_at: datetime | None
    replicated: dict[str, list[str]] | None
    measures: list[str] | None


_facts = st.fixed_dictionaries(
    {},
    optional={
        "phase": st.sampled_from(["idea", "operation"]),
        "cost_band": st.sampled_from(["1m_5m", "over_20m"]),
        "spatial_scale": st.sampled_from(["block", "city"]),
        "trl": st.integers(1, 9),
        "verified_on": st.sampled_from(["2016", "2026-05", "2999-01-01"]),
        "funding": st.lists(st.sampled_from(["h2020", "loan"]), min_size=1, max_size=2, unique=True).map(
            lambda sources: tuple({"id": source, "source": source} for source in sources)
        ),
        "kpis": st.sampled_from([(MEASURED,), ({"id": "a", "state": "target", "value": 1},)]),
        "evidence": st.integers(1, 3).map(lambda most: tuple({"id": str(i), "title": "One"} for i in range(most))),
    },
)
_tags = st.fixed_dictionaries(
    {
        "facts": _facts,
        "themes": st.lists(st.sampled_from(THEMES), unique=True).map(tuple),
        "cities": st.lists(st.sampled_from(CITIES), unique=True).map(tuple),
        "language": st.sampled_from(LANGUAGES),
        "starts_on": st.sampled_from([None, date(2016, 12, 31), date(2017, 1, 1), date(2017, 2, 15)]),
    }
)
_drafts = st.builds(
    Draft,
    kind=st.sampled_from([PageKind.PRACTICE, PageKind.NEWS]),
    created_at=st.sampled_from([datetime(2016, 12, 31, 23, 59, tzinfo=UTC), datetime(2017, 2, 15, 0, 1, tzinfo=UTC)]),
    tags=_tags,
    again=_tags,
    disseminated_at=st.sampled_from([None, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)]),
    replicated=st.none()
    | st.dictionaries(
        st.sampled_from([*CITIES, "sofia"]), st.lists(st.sampled_from(["specific_heat", "riders"]), max_size=1)
    ),
    measures=st.sampled_from([None, ["riders"]]),
    then=st.sampled_from(["stays", "is published", "is published and changed", "is archived"]),
)
_choices = st.fixed_dictionaries(
    {},
    optional={
        "theme": st.lists(st.sampled_from([*THEMES, "no-such"]), max_size=2).map(tuple),
        "city": st.lists(st.sampled_from([*CITIES, "no-such"]), max_size=2).map(tuple),
        "kind": st.lists(st.sampled_from(list(PageKind)), max_size=2).map(tuple),
        "language": st.lists(st.sampled_from([*LANGUAGES, "xx"]), max_size=2).map(tuple),
        "year": st.lists(st.sampled_from(["2016", "2017", "02017", "٢٠١٧", "x", "-1"]), max_size=2).map(tuple),
        "state": st.lists(st.sampled_from(["waiting", "no-such"]), max_size=2).map(tuple),
        "quality": st.lists(st.sampled_from(["standardised", "not_yet", "no-such"]), max_size=2).map(tuple),
        "replicated_in": st.lists(st.sampled_from([*CITIES, "sofia", "no-such"]), max_size=2).map(tuple),
        "confirmed": st.lists(st.sampled_from(["elsewhere", "no-such"]), max_size=2).map(tuple),
        "results": st.lists(st.sampled_from(["measured", "pending"]), max_size=2).map(tuple),
        "phase": st.lists(st.sampled_from(["idea", "operation", "no-such"]), max_size=2).map(tuple),
        "funding": st.lists(st.sampled_from(["h2020", "loan"]), max_size=2).map(tuple),
        "trl": st.lists(st.sampled_from(["1", "9", "0", "x"]), max_size=2).map(tuple),
    },
)


def make(draft: Draft) -> None:
    slug = f"page-{next(_numbers)}"
    page(slug.title(), slug=slug, kind=draft.kind, **draft.tags)
    if draft.then != "stays" and draft.kind is PageKind.PRACTICE:
        publish(slug, 1)
    with transaction():
        made = db.session.scalars(select(PageRow).where(PageRow.slug == slug)).one()
        made.created_at = draft.created_at
        if made.kind == PageKind.PRACTICE:
            made.replicated, made.measures = draft.replicated, draft.measures
        if draft.disseminated_at and made.kind == PageKind.PRACTICE and made.published_revision_id:
            disseminate_without_review(made, draft.disseminated_at)
        record_change(made.id, ["index"])
    if draft.then == "is published and changed":
        save(slug, body="Changed.", **draft.again)
    if draft.then == "is archived":
        archive(slug)


def disseminate_without_review(made: PageRow, at: datetime) -> None:
    told = {"actor": "", "public": True, "revision_id": made.published_revision_id}
    db.session.add(EventRow(page_id=made.id, action=EventAction.DISSEMINATED, at=at, **told))
    made.edition, made.edition_on = 1, at.date()


def numbers(counts: FacetCounts) -> dict[str, dict[str, int]]:
    return {facet: {each.value: each.count for each in values} for facet, values in counts.items()}


@contextmanager
def no_sql_counts() -> Iterator[None]:
    """Fail where the database is asked to count."""

    def fail(*_: Any, **__: Any) -> Any:
        pytest.fail("the database counts")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("list_pages", "count_pages", "count_facets", "count_by_kind"):
            patch.setattr(queries, name, fail)
        yield


# Pages pile up from example to example, so that a smaller one would be another.
@settings(
    max_examples=8,
    phases=set(Phase) - {Phase.shrink},
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    drafts=st.lists(_drafts, min_size=1, max_size=8),
    choices=st.lists(_choices, min_size=1, max_size=4),
    size=st.integers(1, 5),
)
def test_index_and_database_list_and_count_the_same(
    whoosh: WhooshBackend, drafts: list[Draft], choices: list[Choices], size: int
) -> None:
    for draft in drafts:
        make(draft)
    jobs.drain(whoosh)
    for who in map(reader, READERS):
        for facet in ("theme", "city"):
            with no_sql_counts():
                pairs = listing.count_by_kind(who, facet)
            assert pairs == queries.count_by_kind(who, facet)
        for chosen in choices:
            with no_sql_counts():
                facets = listing.count_facets(who, chosen)
            assert numbers(facets) == numbers(queries.count_facets(who, chosen))
            assert set(facets) == set(FACETS)
            for order in get_args(Order):
                same_pages(who, chosen, order, size)


def same_pages(who: Actor, chosen: Choices, order: Order, size: int) -> None:
    for number in (1, 2, 99):
        with no_sql_counts():
            found = listing.list_pages(who, chosen, number=number, size=size, order=order)
        assert found == queries.list_pages(who, chosen, load_taxonomy(), number=number, size=size, order=order)
    with no_sql_counts():
        assert listing.count_pages(who, chosen) == found.total


class Broken(NullBackend):
    """Answers nothing, as a damaged index would."""

    def __init__(self, error: SearchUnavailable) -> None:
        self.error = error

    def listing(self, query: ListQuery) -> Any:  # noqa: ARG002 - the protocol's signature
        raise self.error

    def update(self, *_: Any) -> None:
        raise self.error


@pytest.mark.parametrize(
    "backend",
    [
        NullBackend(),
        Broken(SearchUnavailable("Files are missing.", needs_rebuild=True)),
        Broken(Busy("Another process is writing.")),
    ],
    ids=["nothing", "damaged", "busy"],
)
@pytest.mark.parametrize("is_behind", [False, True])
def test_without_an_index_lists_are_whole(
    use_search: Callable[[SearchBackend], None], backend: SearchBackend, *, is_behind: bool
) -> None:
    use_search(backend)
    practice("Lamps", themes=("data",))
    practice("Secret", themes=("data",), published=False)
    if not is_behind:
        with transaction():
            db.session.execute(db.text("DELETE FROM pending_changes"))
    for role, expected in ((None, ["lamps"]), (Role.EDITOR, ["secret", "lamps"])):
        found = listing.list_pages(reader(role), {"theme": ("data",)})
        assert [card.slug for card in found.items] == expected
        assert found.total == listing.count_pages(reader(role), {}) == len(expected)
        assert numbers(listing.count_facets(reader(role), {}))["theme"] == {"data": len(expected)}
        assert listing.count_by_kind(reader(role), "theme") == {"data": {"practice": len(expected)}}


def test_a_list_of_news_reads_no_facts(query_count: Callable[[], AbstractContextManager[list[str]]]) -> None:
    practice("Lamps", facts={"kpis": [MEASURED]})
    page("Opening", kind=PageKind.NEWS)
    with query_count() as statements:
        counts = queries.count_facets(VISITOR, {"kind": (PageKind.NEWS,)})
    assert {each.value for each in counts["kind"]} == {"practice", "news"}
    assert not [each for each in statements if "revisions.facts" in each]


@pytest.mark.usefixtures("whoosh")
def test_a_list_tells_at_once_of_what_was_saved() -> None:
    slug = practice("Lamps", themes=("data",))
    assert listing.count_pages(VISITOR, {"theme": ("data",)}) == 1
    save(slug, themes=("heating",))
    editor = actor(Role.EDITOR)
    with no_sql_counts():
        assert [card.slug for card in listing.list_pages(editor, {"theme": ("heating",)}).items] == [slug]
        assert listing.count_pages(VISITOR, {"theme": ("data",)}) == 1
        assert count_changes("index") == 0
    archive(slug)
    with no_sql_counts():
        assert listing.count_pages(editor, {}) == listing.count_pages(VISITOR, {}) == 0
        assert numbers(listing.count_facets(editor, {}))["theme"] == {}


@where_the_index_may_lag
def test_nobody_waits_while_many_saves_are_indexed(whoosh: WhooshBackend) -> None:
    for number in range(listing.MOST_PENDING + 1):
        page(f"Page {number}")
    assert listing.count_pages(VISITOR, {}) == len(listing.list_pages(VISITOR, {}).items) == listing.MOST_PENDING + 1
    assert whoosh.count() == 0
    jobs.drain(whoosh)
    with no_sql_counts():
        assert listing.count_pages(VISITOR, {}) == listing.MOST_PENDING + 1


@where_the_index_may_lag
@pytest.mark.usefixtures("whoosh")
def test_a_list_is_read_while_somebody_else_writes_to_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    page("Lamps")

    def fail(_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(indexer, "finish_changes", fail)
    assert [card.slug for card in listing.list_pages(VISITOR, {}).items] == ["lamps"]
    assert count_changes("index") == 1


def test_a_page_that_is_gone_since_the_index_was_asked_is_not_shown(
    whoosh: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("Lamps", "Pipes"):
        page(title)
    jobs.drain(whoosh)
    ask = whoosh.listing

    def archive_meanwhile(query: ListQuery) -> Any:
        found = ask(query)
        archive("lamps")
        return found

    monkeypatch.setattr(whoosh, "listing", archive_meanwhile)
    assert [card.slug for card in listing.list_pages(VISITOR, {}).items] == ["pipes"]


@pytest.mark.parametrize("role", READERS)
def test_a_list_asks_the_database_as_often_however_many_pages_there_are(
    whoosh: WhooshBackend, query_count: Callable[[], AbstractContextManager[list[str]]], role: Role | None
) -> None:
    who = reader(role)

    def asked() -> list[str]:
        jobs.drain(whoosh)
        with query_count() as noted:
            listing.list_pages(who, {"kind": ("article",)})
            listing.count_facets(who, {"kind": ("article",)})
            listing.count_by_kind(who, "city")
        return noted

    page("First", themes=("data",), cities=("munich",))
    asked()  # Reads the taxonomy, which is kept.
    few = asked()
    for number in range(30):
        page(f"Page {number}", themes=("data",), cities=("munich",))
    assert len(asked()) == len(few)
    assert not [statement for statement in few if "count(" in statement]
