"""One walk through every read of pages: nothing of a draft or an archived page reaches who may not see it.

What is hidden says "zirconium" wherever a page can say something: title, text, summary, comment, place.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.factories import A_DAY, actor, archive, page, practice, publish, rename, save
from wiki import jobs
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.ids import RevisionId
from wiki.pages import queries
from wiki.pages.facets import Choices, FacetCounts
from wiki.pages.queries.sitemap import list_public_addresses
from wiki.pages.types import Page, PageKind
from wiki.search.types import SearchQuery, SearchResults
from wiki.search.whoosh import WhooshBackend
from wiki.taxonomy.queries import load_taxonomy

SECRET = "zirconium"
HIDDEN = {
    "summary": f"On {SECRET}.",
    "place": SECRET,
    "language": "fr",
    "themes": ("heating",),
    "cities": ("sofia",),
    "starts_on": A_DAY,
    "facts": {"phase": "stopped", "trl": 9, "funding": ({"id": "a", "source": "loan"},), "verified_on": "2026-05"},
}
OPEN = {"themes": ("data",), "cities": ("munich",), "language": "en"}


@pytest.fixture(autouse=True)
def pages(whoosh: WhooshBackend) -> None:
    """One page of each standing: public, draft, archived, public with a newer draft, renamed."""
    page("Open", "See [[draft]], [[gone]] and [[two faces]].", **OPEN)
    practice(f"{SECRET} draft", f"[[Open]] {SECRET} [[{SECRET} wish]]", slug="draft", published=False, **HIDDEN)
    practice("Two faces", "As published.", facts={"phase": "idea"}, **OPEN)
    save("two-faces", title=f"Two {SECRET}", body=f"[[Open]] {SECRET}", comment=f"About {SECRET}", **HIDDEN)
    page(f"{SECRET} news", f"[[Open]] {SECRET}", slug="gone", kind=PageKind.NEWS, **HIDDEN)
    archive("gone")
    practice(f"{SECRET} moved", SECRET, slug="before", published=False, **HIDDEN)
    rename("before", f"{SECRET}-after")
    save("two-faces", body=f"{SECRET} again", comment=SECRET, by=Role.REVIEWER)
    jobs.drain(whoosh)
    db.session.rollback()


def hidden_pages() -> Iterator[Page]:
    editor = actor(Role.EDITOR)
    for slug in ("draft", "gone", f"{SECRET}-after", "two-faces"):
        yield queries.get_page(editor, slug)


def or_nothing(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except NotFound:
        return None


def by_address(read: Callable[[Page], Any]) -> list[Any]:
    """Read by an address or a number, which anybody can guess."""
    return [or_nothing(lambda hidden=hidden: read(hidden)) for hidden in hidden_pages()]


def of_page(who: Actor, read: Callable[[Page], Any]) -> list[Any]:
    """Read about a page that the reader was given."""
    given = [queries.find_page(who, hidden.slug) for hidden in hidden_pages()]
    return [or_nothing(lambda page=page: read(page)) for page in given if page]


def everything(who: Actor) -> dict[str, Any]:
    """Ask every read for all it knows; keys are the names of the reads."""
    known = load_taxonomy()
    everywhere: Choices = {}
    numbers = range(1, 4)
    return {
        "count_by_kind": [queries.count_by_kind(who, "theme"), queries.count_by_kind(who, "city")],
        "count_pages": queries.count_pages(who, everywhere),
        "count_facets": queries.count_facets(who, everywhere),
        "find_article_of": [queries.find_article_of(who, kind, everywhere) for kind in PageKind],
        "find_page": by_address(lambda hidden: queries.find_page(who, hidden.slug)),
        "find_redirect": [queries.find_redirect(who, "before")],
        "find_titled": [
            queries.find_titled(who, key) for key in (f"{SECRET}-moved", f"{SECRET}-draft", f"two-{SECRET}")
        ],
        "find_returned": of_page(who, lambda hidden: queries.find_returned(hidden, {}, ())),
        "find_revisions": of_page(who, lambda hidden: queries.find_revisions(who, hidden, known, numbers)),
        "find_wording": of_page(
            who, lambda hidden: [queries.find_wording(who, hidden, words) for words in (SECRET, "as published", "on")]
        ),
        "find_slug": by_address(lambda hidden: queries.find_slug(who, hidden.id)),
        "find_slugs": by_address(lambda hidden: queries.find_slugs(who, [hidden.id])),
        "get_body": [or_nothing(lambda n=n: queries.get_body(who, RevisionId(n))) for n in range(1, 40)],
        "get_content": of_page(
            who, lambda p: [or_nothing(lambda n=n: queries.get_content(who, p, n)) for n in numbers]
        ),
        "get_page": by_address(lambda hidden: queries.get_page(who, hidden.slug)),
        "get_view": of_page(
            who, lambda p: [or_nothing(lambda n=n: queries.get_view(who, p, known, n)) for n in numbers]
        ),
        "list_cards": queries.list_cards(who, [hidden.id for hidden in hidden_pages()], known),
        "list_events": queries.list_events(who, queries.EventFilter(), limit=500),
        "list_linking": [queries.list_linking(who, queries.get_page(who, "open").id)],
        "list_linking_to_key": queries.list_linking_to_key(who, "open"),
        "list_named": queries.list_named(
            who, [f"{SECRET}-moved", f"{SECRET}-draft", f"two-{SECRET}", *(hidden.slug for hidden in hidden_pages())]
        ),
        "list_values": queries.list_values(who, [hidden.id for hidden in hidden_pages()]),
        "list_orphans": queries.list_orphans(who),
        "list_outgoing": of_page(who, lambda hidden: queries.list_outgoing(who, hidden)),
        "list_pages": queries.list_pages(who, everywhere, known),
        "list_revisions": of_page(who, lambda hidden: queries.list_revisions(who, hidden, known)),
        "list_standings": queries.list_standings(who, [hidden.id for hidden in hidden_pages()]),
        "list_unconfirmed": queries.list_unconfirmed(who, known, number=1, size=50),
        "list_wanted": queries.list_wanted(who),
        "neighbours": of_page(who, lambda hidden: queries.neighbours(who, hidden, 1)),
        "walk_pages": queries.walk_pages(who, everywhere, known, limit=100),
    }


def as_numbers(facets: FacetCounts) -> dict[str, dict[str, int]]:
    return {name: {each.value: each.count for each in counts} for name, counts in facets.items()}


# These say nothing about any page; the names of authors are what a new account is kept from, and the number of the
# newest event is told to nobody.
NOT_READS = {"page_href", "reads_drafts", "list_unclaimed_authors", "list_demo_pages", "newest_event"}


def test_the_walk_takes_every_read_there_is() -> None:
    reads = {name for name in queries.__all__ if callable(getattr(queries, name)) and name[0].islower()}
    assert reads - NOT_READS == set(everything(VISITOR))


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_who_may_not_read_drafts_meets_no_trace_of_one(role: Role | None) -> None:
    found = everything(actor(role) if role else VISITOR)
    assert not {name: answer for name, answer in found.items() if SECRET in repr(answer).casefold()}


def test_who_reads_drafts_meets_them_in_every_read_that_names_pages() -> None:
    found = everything(actor(Role.EDITOR))
    silent = {name for name, answer in found.items() if SECRET not in repr(answer).casefold()}
    assert silent == {
        "count_by_kind",
        "count_facets",
        "count_pages",
        "list_values",
        "list_standings",
        "find_article_of",
        "find_returned",
        "list_unconfirmed",
        "neighbours",
    }


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_counts_and_numbers_count_only_what_is_public(role: Role | None) -> None:
    found = everything(actor(role) if role else VISITOR)
    assert found["list_pages"].total == found["count_pages"] == 2
    assert found["list_standings"] == {}
    assert found["find_titled"] == [None, None, None]
    counts = as_numbers(found["count_facets"])
    assert list(counts.pop("year").values()) == [2]
    assert counts == {
        "theme": {"data": 2},
        "city": {"munich": 2},
        "kind": {"article": 1, "practice": 1},
        "language": {"en": 2},
        "state": {},
        "quality": {"not_yet": 1},
        "results": {"pending": 1},
        "phase": {"idea": 1},
        **{facet: {} for facet in ("replicated_in", "confirmed", "cost_band", "spatial_scale", "funding", "trl")},
    }
    assert [values["phase"] for values in found["list_values"].values()] == [("idea",)]
    assert found["count_by_kind"][0] == {"data": {"article": 1, "practice": 1}}
    assert found["neighbours"] == [(None, None)]
    assert [link.slug for link in found["list_linking"][0]] == []


def test_an_editor_counts_the_newest_text_of_every_page_that_is_not_archived() -> None:
    found = everything(actor(Role.EDITOR))
    assert found["list_pages"].total == 4
    assert as_numbers(found["count_facets"])["theme"] == {"data": 1, "heating": 3}
    assert as_numbers(found["count_facets"])["state"] == {"waiting": 3}
    assert "gone" not in {card.slug for card in found["list_pages"].items}


def test_the_sitemap_lists_what_is_public() -> None:
    assert {slug for slug, _ in list_public_addresses()} == {"open", "two-faces"}


def asked(backend: WhooshBackend, audience: str, text: str = SECRET) -> SearchResults:
    return backend.search(SearchQuery(text=text, audience="members" if audience == "members" else "public"))


def test_search_finds_hidden_words_for_members_only(whoosh: WhooshBackend) -> None:
    public, members = asked(whoosh, "public"), asked(whoosh, "members")
    assert (public.total, public.hits, public.near_titles) == (0, (), ())
    assert {hit.slug for hit in members.hits} == {"draft", "two-faces", f"{SECRET}-after"}


def test_search_counts_and_shows_public_words_only(whoosh: WhooshBackend) -> None:
    everything_public = asked(whoosh, "public", "")
    assert SECRET not in repr(everything_public).casefold()
    assert {hit.slug for hit in everything_public.hits} == {"open", "two-faces"}
    assert {facet: [c.value for c in counts] for facet, counts in everything_public.facets.items()}["theme"] == ["data"]
    assert asked(whoosh, "public", f"{SECRET[:-1]}x draft").near_titles == ()


def test_publishing_shows_what_was_hidden_and_tells_no_more_of_its_past() -> None:
    publish("draft", 1)
    db.session.rollback()
    assert queries.get_page(VISITOR, "draft").published_number == 1
    events = queries.list_events(VISITOR, queries.EventFilter(page_id=queries.get_page(VISITOR, "draft").id))
    assert [event.action for event in events] == ["published"]
