"""Under a practice stand others like it, and why: only such as the reader may see, and as they are now."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.databases import where_the_index_may_lag
from tests.factories import archive, practice, published_with_draft, rename, save
from tests.integration.reviewing import disseminated, member, ready, take
from wiki.http.similar import MOST
from wiki.jobs import drain
from wiki.practices import service
from wiki.search.contract import SearchBackend
from wiki.search.null import NullBackend
from wiki.search.types import SearchUnavailable
from wiki.search.whoosh import WhooshBackend

Inside = Callable[..., Any]
MOBILITY: dict[str, Any] = {"themes": ("mobility",), "cities": ("munich",)}


def told(client: FormClient, address: str) -> list[str]:
    """Return the entries of the section as they are read."""
    found = html.fromstring(client.get(address).text).xpath("//section[@aria-labelledby='similar']//li")
    return [" ".join(entry.text_content().split()) for entry in found]


@pytest.fixture
def bicycles(inside: Inside, whoosh: WhooshBackend) -> None:
    """Two practices that lend bicycles, another of their theme, and one that has nothing in common with them."""

    def make() -> None:
        practice("Cargo bicycles", "Residents borrow cargo bicycles at a station.", **MOBILITY)
        practice("Borrowed wheels", "Cargo bicycles wait where residents borrow them.", themes=("mobility",))
        practice("Charging", "Plugs stand in a row.", themes=("mobility",), cities=("lyon",))
        practice("Boilers", "Gas gives way.", themes=("heating",))
        drain(whoosh)

    inside(make)


def test_the_likest_comes_first_and_says_why(client: FormClient, bicycles: None) -> None:
    assert told(client, "/pages/cargo-bicycles") == [
        "Borrowed wheels In common: E-Mobility, cargo, bicycles",
        "Charging In common: E-Mobility",
    ]


def test_other_pages_and_old_revisions_have_none(
    client: FormClient, inside: Inside, bicycles: None, whoosh: WhooshBackend
) -> None:
    inside(save, "cargo-bicycles", body="Cargo bicycles are borrowed by residents.")
    inside(drain, whoosh)
    assert told(client, "/pages/cargo-bicycles/revisions/1")
    assert told(client, "/pages/mobility") == []


def test_what_is_not_public_is_told_to_members_alone(
    client: FormClient, editor: FormClient, inside: Inside, bicycles: None, whoosh: WhooshBackend
) -> None:
    inside(practice, "Zirconium cargo", "Residents borrow cargo bicycles at a station.", published=False, **MOBILITY)
    inside(published_with_draft, "Trees", "cargo bicycles for residents at a station")
    inside(drain, whoosh)
    assert all("Zirconium" not in entry for entry in told(client, "/pages/cargo-bicycles"))
    assert all("Trees" not in entry for entry in told(client, "/pages/cargo-bicycles"))
    shown = told(editor, "/pages/cargo-bicycles")
    assert shown[0].startswith("Zirconium cargo not public yet In common: E-Mobility, Munich, ")
    assert any(entry.startswith("Trees") and "changes not public yet" in entry for entry in shown)


@where_the_index_may_lag
def test_an_index_that_lacks_a_save_shows_nothing_that_is_gone(
    client: FormClient, inside: Inside, bicycles: None
) -> None:
    inside(save, "borrowed-wheels", title="Lent wheels", themes=("heating",), body="Gone.")
    inside(rename, "charging", "plugs")
    # Drafts wait for a reviewer: what visitors read is still the same, but words are told of what is known alone.
    assert told(client, "/pages/cargo-bicycles") == [
        "Borrowed wheels In common: E-Mobility",
        "Charging In common: E-Mobility",
    ]
    inside(archive, "borrowed-wheels")
    assert told(client, "/pages/cargo-bicycles") == ["Charging In common: E-Mobility"]
    assert 'href="/pages/plugs"' in client.get("/pages/cargo-bicycles").text


def test_a_page_is_read_without_them_while_search_is_away(
    client: FormClient, bicycles: None, use_search: Callable[[SearchBackend], None]
) -> None:
    class Away(NullBackend):
        def similar(self, *_: object) -> Any:
            raise SearchUnavailable("gone")

    use_search(Away())
    answer = client.get("/pages/cargo-bicycles")
    assert answer.status_code == 200
    assert "Practices like this one" not in answer.text


def test_an_edition_has_them_and_superseded_ones_come_last(
    client: FormClient, inside: Inside, whoosh: WhooshBackend
) -> None:
    def make() -> None:
        lead = member(leads=("refurbishment",))
        for slug in ("one", "two", "three"):
            disseminated(lead, slug=ready(slug, f"Practice {slug}"))
        take(service.supersede, lead, "three", slug="two")
        drain(whoosh)

    inside(make)
    entries = told(client, "/pages/one/editions/1")
    assert [entry.split(" In common")[0] for entry in entries] == ["Practice three", "Practice two Superseded"]
    assert told(client, "/pages/one") == entries


def test_there_are_few(client: FormClient, inside: Inside, whoosh: WhooshBackend) -> None:
    def make() -> None:
        for number in range(MOST + 3):
            practice(f"Cargo {number}", "Bicycles", **MOBILITY)
        drain(whoosh)

    inside(make)
    assert len(told(client, "/pages/cargo-0")) == MOST


def test_programs_read_what_people_see(client: FormClient, inside: Inside, bicycles: None) -> None:
    address = "/api/v1/pages/cargo-bicycles/similar"
    first, second = client.get(address).get_json()["items"]
    assert (first["slug"], first["themes"], first["cities"]) == ("borrowed-wheels", ["mobility"], [])
    assert first["words"] == ["cargo", "bicycles"]
    assert (second["slug"], second["words"], second["superseded"]) == ("charging", [], False)
    inside(practice, "Beside", slug="cargo-bicycles/similar")
    assert client.get(address).get_json()["title"] == "Beside"
