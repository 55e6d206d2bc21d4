"""A city tells of itself in the browser, and every reader lays a practice beside it."""

from collections.abc import Callable
from typing import Any

from tests.clients import FormClient
from tests.factories import practice
from wiki.fit.queries import profile_of
from wiki.taxonomy.queries import load_taxonomy

NEEDS = {
    "conditions": tuple(
        {"id": attribute, "attribute": attribute, "operator": operator, "value": value, "weight": "core", "reason": why}
        for attribute, operator, value, why in (
            ("municipal_utility", "exists", "", "It sells the heat."),
            ("heat_supply", "is_not", "coal", "The boiler stays."),
            ("funding", "exists", "A subsidy", "Heat alone does not pay."),
        )
    )
}
FORM = {
    "municipal_utility.value": "yes",
    "heat_supply.value": "coal",
    "heat_supply.source": "Energy <report>",
    "heat_supply.as_of": "2016",
    "population.value": "1 300 000",
}


def base() -> str:
    return profile_of(load_taxonomy().city_by_slug["sofia"]).updated_at.isoformat()


def test_a_reviewer_fills_in_a_profile_and_everybody_reads_it(
    reviewer: FormClient, client: FormClient, inside: Callable[..., Any]
) -> None:
    answer = reviewer.submit("/cities/sofia/profile/edit", **FORM | {"base": inside(base)})
    assert answer.location == "/cities/sofia/profile"
    text = client.get("/cities/sofia/profile").text
    assert "Coal" in text
    assert "Energy &lt;report&gt;" in text
    assert "1,300,000 inhabitants" in text
    assert "entered by" not in text
    assert "entered by Reviewer" in reviewer.get("/cities/sofia/profile").text


def test_what_was_entered_comes_back_with_what_is_wrong(reviewer: FormClient, inside: Callable[..., Any]) -> None:
    wrong = FORM | {"base": inside(base), "density.value": "very dense"}
    answer = reviewer.submit("/cities/sofia/profile/edit", **wrong)
    assert answer.status_code == 422
    assert 'href="#density.value"' in answer.text
    assert "very dense" in answer.text
    assert "Energy &lt;report&gt;" in answer.text
    assert "Coal" not in reviewer.get("/cities/sofia/profile").text


def test_somebody_elses_change_is_shown_before_it_is_replaced(
    reviewer: FormClient, administrator: FormClient, inside: Callable[..., Any]
) -> None:
    began = inside(base)
    reviewer.submit("/cities/sofia/profile/edit", **FORM | {"base": began})
    answer = administrator.submit("/cities/sofia/profile/edit", **{"base": began, "heat_supply.value": "oil"})
    assert answer.status_code == 409
    assert "Coal · Energy &lt;report&gt; · 2016" in answer.text
    again = administrator.submit("/cities/sofia/profile/edit", **{"base": inside(base), "tenure.value": "mixed"})
    assert again.status_code == 303


def test_a_visitor_sees_what_speaks_for_it_what_against_and_what_nobody_knows(
    reviewer: FormClient, client: FormClient, inside: Callable[..., Any]
) -> None:
    reviewer.submit("/cities/sofia/profile/edit", **FORM | {"base": inside(base)})
    slug = inside(practice, "Boiler", facts=NEEDS, cities=("vienna",))
    assert f'action="/pages/{slug}/fit"' in client.get(f"/pages/{slug}").text
    text = client.get(f"/pages/{slug}/fit?city=sofia").text
    for said in ("50 per cent of what is known fits", "Known is 66 per cent", "cannot work here"):
        assert said in text
    for heading, reason in (
        ("What speaks for it", "It sells the heat."),
        ("What would have to change", "The boiler stays."),
        ("What is to be found out", "Heat alone does not pay."),
    ):
        assert text.index(heading) < text.index(reason)
    listed = client.get("/cities/sofia/fitting").text
    assert "Boiler" in listed
    assert "ruled out" in listed
    assert "Boiler" not in client.get("/cities/vienna/fitting").text
    assert "The practice comes from Vienna itself." in client.get(f"/pages/{slug}/fit?city=vienna").text


def test_odd_questions_have_a_clear_answer(client: FormClient, inside: Callable[..., Any]) -> None:
    slug = inside(practice, "Silent")
    for address in (f"/pages/{slug}/fit", f"/pages/{slug}/fit?city=atlantis", "/cities/sofia/fitting?page=99"):
        assert client.get(address).status_code == 200
    hidden = inside(practice, "Hidden", facts=NEEDS, published=False)
    for address in ("/cities/atlantis/profile", "/cities/atlantis/fitting", f"/pages/{hidden}/fit?city=sofia"):
        assert client.get(address).status_code == 404


def test_what_is_said_of_a_city_is_in_a_feed_without_names_for_visitors(
    reviewer: FormClient, client: FormClient, inside: Callable[..., Any]
) -> None:
    reviewer.submit("/cities/sofia/profile/edit", **FORM | {"base": inside(base)})
    feed = client.get("/profiles.atom?city=sofia")
    assert feed.mimetype == "application/atom+xml"
    assert "Profile of Sofia" in feed.text
    assert "Heat supply" in feed.text
    assert "Reviewer" not in feed.text
    assert "Reviewer" in reviewer.get("/profiles.atom").text
    assert "Heat supply" not in client.get("/profiles.atom?city=venice").text
    reviewer.submit("/cities/sofia/profile/edit", **FORM | {"base": inside(base), "heat_supply.value": "oil"})
    told = client.get("/cities/sofia/profile").text
    assert "What was changed last" in told
    assert told.count("<time datetime") == 2
    assert 'href="/profiles.atom?city=sofia"' in told


def test_the_page_of_a_city_and_of_a_theme_lead_to_their_calendars(client: FormClient) -> None:
    assert 'href="/meetings.ics?city=sofia"' in client.get("/cities/sofia").text
    assert 'href="/meetings.ics?theme=data"' in client.get("/themes/data").text
