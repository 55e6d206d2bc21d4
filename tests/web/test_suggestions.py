"""What search fields and address bars suggest while somebody types."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import page, practice
from wiki.accounts.types import Role
from wiki.pages.types import PageKind
from wiki.search.types import SearchUnavailable
from wiki.search.whoosh import WhooshBackend

Inside = Callable[..., Any]


def told(client: FormClient, typed: str) -> dict[str, list[tuple[str, str]]]:
    """What is suggested, by its group: names and addresses."""
    answer = client.get("/search/suggestions", query_string={"q": typed})
    assert answer.status_code == 200
    groups = html.fromstring(f"<div>{answer.text}</div>").xpath("//*[@role='group']")
    return {
        group.get("aria-label"): [(option.text, option.get("href")) for option in group.xpath(".//*[@role='option']")]
        for group in groups
    }


@pytest.mark.usefixtures("whoosh")
def test_practices_pages_themes_and_cities_are_suggested(client: FormClient, inside: Inside) -> None:
    inside(practice, "Mobility hubs")
    inside(page, "Mobile library", "x")
    assert told(client, "mob") == {
        "Practices": [("Mobility hubs", "/pages/mobility-hubs")],
        "Pages": [("Mobile library", "/pages/mobile-library")],
        "Themes": [("E-Mobility", "/themes/mobility")],
    }
    assert told(client, "wien") == {"Cities": [("Vienna", "/cities/vienna")]}
    assert told(client, "munihc") == {"Cities": [("Munich", "/cities/munich")]}
    assert told(client, "") == told(client, "zzz") == {}


@pytest.mark.usefixtures("whoosh")
def test_a_city_comes_before_what_is_written_of_it_and_is_named_once(client: FormClient, inside: Inside) -> None:
    inside(page, "Vienna opens a twelfth station", "x", kind=PageKind.NEWS)
    inside(page, "Vienna", "x", kind=PageKind.CITY, cities=("vienna",))
    inside(page, "E-Mobility", "x", kind=PageKind.THEME, themes=("mobility",))
    assert list(told(client, "vien").items()) == [
        ("Cities", [("Vienna", "/cities/vienna")]),
        ("Pages", [("Vienna opens a twelfth station", "/pages/vienna-opens-a-twelfth-station")]),
    ]
    assert told(client, "e-mob") == {"Themes": [("E-Mobility", "/themes/mobility")]}


@pytest.mark.usefixtures("whoosh")
def test_the_number_of_suggestions_is_told(client: FormClient, inside: Inside) -> None:
    inside(page, "Library", "x")
    assert 'data-told="1 suggestion"' in client.get("/search/suggestions?q=lib").text


@pytest.mark.usefixtures("whoosh")
def test_drafts_are_suggested_to_members_alone(
    client: FormClient, signed_in: Callable[[Role], FormClient], inside: Inside
) -> None:
    inside(practice, "Secret plan", published=False)
    assert told(client, "secret") == told(signed_in(Role.OBSERVER), "sercet") == {}
    assert told(signed_in(Role.EDITOR), "secret") == {"Practices": [("Secret plan", "/pages/secret-plan")]}


@pytest.mark.usefixtures("whoosh")
def test_an_address_bar_gets_names_and_addresses(client: FormClient, inside: Inside) -> None:
    inside(page, "Lyon by tram", "x")
    answer = client.get("/search/suggestions.json?q=lyon")
    assert answer.mimetype == "application/x-suggestions+json"
    typed, names, said, addresses = answer.get_json(force=True)
    assert (typed, names, said) == ("lyon", ["Lyon", "Lyon by tram"], ["", ""])
    assert [address.partition("//")[2].partition("/")[2] for address in addresses] == [
        "cities/lyon",
        "pages/lyon-by-tram",
    ]
    assert "/search/suggestions.json?q={searchTerms}" in client.get("/opensearch.xml").text


def test_whoever_types_goes_on_while_the_search_is_away(
    client: FormClient, whoosh: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise SearchUnavailable("away")

    monkeypatch.setattr(whoosh, "suggest", away)
    assert told(client, "lyon") == {}
