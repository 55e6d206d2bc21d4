"""The practices of a day, for readers and for programs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.integration.past import history
from wiki.core.clock import now

Inside = Callable[..., Any]


@pytest.fixture
def editions(inside: Inside) -> None:
    inside(history)


def found(client: FormClient, address: str) -> list[tuple[str, str]]:
    tree = html.fromstring(client.get(address).text)
    return [(link.text_content(), link.get("href")) for link in tree.xpath("//*[@class='result-title']/a")]


@pytest.mark.usefixtures("editions")
def test_a_day_shows_its_editions_and_leads_to_them(client: FormClient, editor: FormClient) -> None:
    for reader in (client, editor):
        assert found(reader, "/practices?as_of=2019-03-01") == [("Hauffgasse", "/pages/hauffgasse/editions/1")]
        assert found(reader, "/practices?as_of=2021-03-01&sort=title") == [
            ("Hauffgasse anew", "/pages/hauffgasse/editions/2"),
            ("Lory", "/pages/lory/editions/1"),
        ]
    shown = client.get("/practices?as_of=2019-03-01").text
    assert "Zirconium" not in shown
    assert "No practice had an edition on that day" in client.get("/practices?as_of=2001-01-01").text


@pytest.mark.usefixtures("editions")
def test_facets_stay_with_the_day_and_promise_what_they_show(client: FormClient) -> None:
    tree = html.fromstring(client.get("/practices?as_of=2021-03-01").text)
    options = tree.xpath("//section[@class='facet']//li//a")
    assert len(options) == 4
    for option in options:
        assert "as_of=2021-03-01" in option.get("href")
        assert len(found(client, option.get("href"))) == int(option.xpath("string(.//*[@class='count'])"))
    (hidden,) = html.fromstring(client.get("/practices?as_of=2021-03-01&theme=data").text).xpath(
        "//form//input[@type='hidden' and @name='theme']/@value"
    )
    assert hidden == "data"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        *(("yesterday", "This is no day"), ("2019-02-30", "This is no day"), ("20190301", "This is no day")),
        *(("2019-W09-5", "This is no day"), ("<b>", "This is no day"), ("2999-01-01", "still to come")),
        ("9999-12-31", "still to come"),
    ],
)
def test_an_odd_day_gets_a_clear_sentence(client: FormClient, asked: str, said: str) -> None:
    answer = client.get("/practices", query_string={"as_of": asked})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'id="as_of-error"' in answer.text
    assert html.fromstring(answer.text).xpath("string(//input[@id='as_of']/@value)") == asked


def test_today_is_a_day_and_the_list_offers_to_choose_one(client: FormClient) -> None:
    assert client.get(f"/practices?as_of={now().date().isoformat()}").status_code == 200
    assert client.get(f"/practices?as_of={now().date() + timedelta(days=1)}").status_code == 422
    assert html.fromstring(client.get("/practices").text).xpath("//input[@type='date' and @name='as_of']")
    assert not html.fromstring(client.get("/news").text).xpath("//input[@name='as_of']")


@pytest.mark.parametrize(
    "asked", ["phase=operation", "quality=standardised", "year=2019", "language=en", "sort=evidence"]
)
def test_what_a_day_cannot_be_asked_is_refused(client: FormClient, asked: str) -> None:
    answer = client.get(f"/practices?as_of=2019-03-01&theme=data&{asked}")
    assert answer.status_code == 422
    assert "only a theme or a city can be chosen" in answer.text
    form = html.fromstring(answer.text).xpath("//details//form[.//input[@name='as_of']]")[0]
    assert set(form.form_values()) == {("theme", "data"), ("as_of", "2019-03-01")}


@pytest.mark.parametrize("form", ["csv", "json", "zip"])
def test_a_download_does_not_take_the_list_of_today_for_that_of_a_day(client: FormClient, form: str) -> None:
    answer = client.get(f"/practices.{form}?as_of=2010-01-01")
    assert answer.status_code == 422
    assert "only that of today" in answer.text


@pytest.mark.usefixtures("editions")
def test_what_is_chosen_to_compare_goes_to_a_day_and_back(client: FormClient) -> None:
    for address in ("/practices?with=lory&with=hauffgasse", "/practices?as_of=2021-03-01&with=lory&with=hauffgasse"):
        tree = html.fromstring(client.get(address).text)
        assert tree.xpath("//details[contains(@class, 'as-of')]//input[@name='with']/@value") == ["lory", "hauffgasse"]
    (back,) = tree.xpath("//a[normalize-space()='Show the practices of today']/@href")
    assert back == "/practices?with=lory&with=hauffgasse"
