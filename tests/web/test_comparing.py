"""Practices side by side: what a reader may read, in equal units, with nothing lost on the way."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import archive, page, practice, publish, rename, save
from tests.integration.reviewing import disseminated, member, ready

Inside = Callable[..., Any]
Counting = Callable[[], AbstractContextManager[list[str]]]
PV = {"what": "pv", "state": "measured", "from": "2019", "grade": "b"}


def facts(value: float, unit: str, **more: Any) -> dict[str, Any]:
    costs = [{"what": "investment", "value": value * 1000, "state": "measured"}]
    told = {"quantities": [PV | {"value": value, "unit": unit}], "costs": costs, "phase": "operation"}
    return told | {"price_year": 2018} | more


@pytest.fixture
def pages(inside: Inside) -> None:
    def make() -> None:
        practice("Roofs", facts=facts(850, "kWp", trl=8), themes=("data",), cities=("munich",))
        practice("Fields", facts=facts(1.2, "MWp", trl=9), cities=("vienna",))
        practice("Walls", facts=facts(3, "MW"), cities=("lyon",))
        practice("Lakes", facts={})
        practice("Fences", facts=facts(5, "kWp"))
        practice("Secret", facts=facts(7, "kWp"), published=False)
        page("A story")

    inside(make)


def table(client: FormClient, address: str) -> dict[str, list[str]]:
    tree = html.fromstring(client.get(address).text)
    return {
        " ".join(row.xpath("string(th)").split()): [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
        for row in tree.xpath("//table//tbody/tr[td]")
    }


@pytest.mark.usefixtures("pages")
def test_the_same_thing_stands_beside_itself_in_one_unit(client: FormClient) -> None:
    rows = table(client, "/practices/compare?with=roofs&with=fields&with=walls")
    (power,) = [cells for label, cells in rows.items() if "Photovoltaic" in label]
    assert power[0].startswith("850 kWp")
    assert power[1].startswith("1,200 kWp")
    assert "entered as 1.2 MWp" in power[1]
    assert power[2].startswith("3 MW")
    assert "cannot be told in kWp" in power[2]
    assert "2019" in power[0]
    assert "B: measured" in power[0]
    assert rows["Maturity (technology readiness level) differs"] == ["8", "9", "not filled"]
    assert "Inhabitants of the city" not in str(rows)


@pytest.mark.usefixtures("pages")
def test_money_tells_the_year_of_its_prices(client: FormClient) -> None:
    rows = table(client, "/practices/compare?with=roofs&with=fields")
    (money,) = [cells for label, cells in rows.items() if label.startswith("Costs")]
    assert all("prices of 2018" in cell for cell in money)
    assert money[0].startswith("850,000 €")


@pytest.mark.usefixtures("pages")
def test_lines_that_are_the_same_or_of_one_alone_can_be_left_out_by_a_link(client: FormClient) -> None:
    address = "/practices/compare?with=roofs&with=walls"
    whole = table(client, address)
    assert "Phase the same in all" in whole
    everything, shared, different = html.fromstring(client.get(address).text).xpath("//nav//ul[@class='depths']//a")
    assert (everything.get("aria-current"), everything.text_content()) == ("page", f"All lines ({len(whole)})")
    less = table(client, different.get("href"))
    assert "Phase the same in all" not in less
    assert any("Photovoltaic" in label for label in less)
    several = table(client, shared.get("href"))
    assert "Phase the same in all" in several
    assert 0 < len(several) < len(whole)
    assert all("not filled" not in cells for cells in several.values())
    assert table(client, everything.get("href")) == whole == table(client, f"{address}&only=nonsense")


@pytest.mark.usefixtures("pages")
def test_a_screen_reader_hears_what_each_cell_belongs_to(client: FormClient) -> None:
    tree = html.fromstring(client.get("/practices/compare?with=roofs&with=fields").text)
    (found,) = tree.xpath("//table[contains(@class, 'compare')]")
    assert found.xpath("caption")
    assert {cell.get("scope") for cell in found.xpath("thead//th")} == {"col"}
    assert {cell.get("scope") for cell in found.xpath("tbody//th")} == {"row", "rowgroup"}


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("address", "said", "columns"),
    [
        ("/practices/compare", "Nothing is chosen yet", 0),
        ("/practices/compare?with=roofs", "One practice is chosen", 0),
        ("/practices/compare?with=roofs&with=roofs", "One practice is chosen", 0),
        ("/practices/compare?with=roofs&with=nowhere", "No practice you may read is at", 0),
        ("/practices/compare?with=roofs&with=fields&with=a-story", "No practice you may read is at", 2),
        ("/practices/compare?with=roofs&with=fields&with=walls&with=lakes&with=fences", "Too many at once", 4),
    ],
)
def test_whatever_is_chosen_gets_a_clear_answer(client: FormClient, address: str, said: str, columns: int) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert said in answer.text
    tree = html.fromstring(answer.text)
    assert len(tree.xpath("//table[contains(@class, 'compare')]/thead//th")) == (columns + 1 if columns else 0)


@pytest.mark.usefixtures("pages")
def test_of_too_many_none_is_lost(client: FormClient) -> None:
    tree = html.fromstring(
        client.get("/practices/compare?with=roofs&with=fields&with=walls&with=lakes&with=fences").text
    )
    assert tree.xpath("//form//input[@name='with']/@value") == ["roofs", "fields", "walls", "lakes", "fences"]
    assert len(tree.xpath("//form//input[@name='with' and @checked]")) == 4


@pytest.mark.usefixtures("pages")
def test_a_draft_is_compared_by_members_and_is_nothing_to_visitors(client: FormClient, editor: FormClient) -> None:
    hidden, unknown = (
        client.get(f"/practices/compare?with=roofs&with={slug}").text for slug in ("secret", "unheard-of")
    )
    assert hidden.replace("secret", "unheard-of") == unknown
    assert "7 kWp" in editor.get("/practices/compare?with=roofs&with=secret").text


def test_visitors_compare_what_was_published_and_members_what_is_written(
    inside: Inside, client: FormClient, editor: FormClient
) -> None:
    def make() -> None:
        practice("Roofs", facts=facts(850, "kWp"))
        practice("Fields", facts=facts(900, "kWp"))
        save("fields", facts=facts(4321, "kWp"), title="Zirconium")
        practice("Gone", facts=facts(1, "kWp"))
        archive("gone")

    inside(make)
    address = "/practices/compare?with=roofs&with=fields&with=gone"
    for form in ("/practices/compare.csv", "/practices/compare"):
        shown = client.get(address.replace("/practices/compare", form)).text
        assert "900" in shown
        assert "4,321" not in shown.replace("4321", "4,321")
        assert "Zirconium" not in shown
        assert "4,321" in editor.get(address.replace("/practices/compare", form)).text.replace("4321", "4,321")


def test_a_renamed_practice_is_found_and_counts_once(inside: Inside, client: FormClient) -> None:
    def make() -> None:
        practice("Roofs", facts=facts(850, "kWp"))
        practice("Fields", facts=facts(900, "kWp"))
        rename("roofs", "tops")

    inside(make)
    shown = client.get("/practices/compare?with=roofs&with=fields&with=tops").text
    assert "No practice you may read" not in shown
    assert shown.count("850 kWp") == 1


def test_the_table_is_safe_in_a_spreadsheet(inside: Inside, client: FormClient) -> None:
    def make() -> None:
        practice("=HYPERLINK(1)", slug="one", facts=facts(850, "kWp", district="=1+1"))
        practice("Two", facts=facts(1.5, "MWp"))

    inside(make)
    answer = client.get("/practices/compare.csv?with=one&with=two")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][4:] == ["'=HYPERLINK(1)", "Notes", "Two", "Notes"]
    assert rows[1][4].endswith("/pages/one")
    assert rows[2] == ["", "Edition", "", "", "", "", "", ""]
    assert [row[4] for row in rows if row[1] == "District"] == ["'=1+1"]
    # Numbers to reckon with, in the unit of their line.
    assert [(row[3], row[4], row[6]) for row in rows if row[1] == "Quantities"] == [("kWp", "850", "1500")]
    assert all(len(row) == 8 for row in rows)
    assert client.get("/practices/compare.csv?with=one").status_code == 422


def test_the_table_reckons_with_what_is_below_zero(inside: Inside, client: FormClient) -> None:
    def make() -> None:
        for title, value in (("One", -12.5), ("Two", 3)):
            saving = {"what": "energy_saving", "value": value, "unit": "percent", "state": "measured"}
            practice(title, facts={"kpis": [saving], "operating_since": "2018-07-06"})

    inside(make)
    answer = client.get("/practices/compare.csv?with=one&with=two")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [(row[4], row[6]) for row in rows if row[1] == "Indicators"] == [("-12.5", "3")]
    assert [(row[4], row[6]) for row in rows if row[1] == "In operation since"] == [("2018-07-06", "2018-07-06")]


def test_choosing_works_without_script_and_stays_while_the_list_is_narrowed(inside: Inside, client: FormClient) -> None:
    def make() -> None:
        for number in range(25):
            practice(f"Practice {number:02}", themes=("data",) if number else ("heating",))

    inside(make)
    tree = html.fromstring(client.get("/practices?sort=title&with=practice-24").text)
    (form,) = tree.xpath("//form[@id='compare']")
    assert form.get("action") == "/practices/compare"
    assert form.xpath("input[@type='hidden' and @name='with']/@value") == ["practice-24"]
    assert len(tree.xpath("//input[@form='compare' and @type='checkbox']")) == 20
    links = tree.xpath("//section[@class='facet']//a/@href | //nav[@class='pagination']//a/@href")
    assert links
    assert all("with=practice-24" in link for link in links)
    second = html.fromstring(client.get("/practices?sort=title&page=2&with=practice-24").text)
    assert second.xpath("//input[@form='compare' and @checked]/@value") == ["practice-24"]
    assert not html.fromstring(client.get("/news?with=practice-24").text).xpath("//form[@id='compare']")


def test_a_practice_leads_to_its_comparison(inside: Inside, client: FormClient) -> None:
    inside(practice, "Roofs", facts=facts(850, "kWp"))
    tree = html.fromstring(client.get("/pages/roofs").text)
    (href,) = tree.xpath("//a[normalize-space()='Compare with…']/@href")
    assert href == "/practices?with=roofs"
    assert "To compare:" in client.get(href).text


@pytest.mark.parametrize("amount", [2, 4])
def test_four_practices_take_as_many_statements_as_two(
    inside: Inside, client: FormClient, query_count: Counting, amount: int
) -> None:
    def make() -> None:
        for number in range(4):
            practice(f"Practice {number}", facts=facts(number + 1, "kWp"), themes=("data",), cities=("munich",))

    inside(make)
    chosen = "&".join(f"with=practice-{number}" for number in range(amount))
    client.get(f"/practices/compare?{chosen}")
    with query_count() as statements:
        client.get(f"/practices/compare?{chosen}")
    assert len(statements) <= 4, statements


def test_what_is_published_next_is_compared_next(inside: Inside, client: FormClient) -> None:
    def make() -> None:
        practice("Roofs", facts=facts(850, "kWp"))
        practice("Fields", facts=facts(900, "kWp"))
        save("fields", facts=facts(950, "kWp"))
        publish("fields", 2)

    inside(make)
    assert "950 kWp" in client.get("/practices/compare?with=roofs&with=fields").text


def test_an_edition_is_named_only_where_its_facts_stand(inside: Inside, client: FormClient, editor: FormClient) -> None:
    def make() -> None:
        lead = member(leads=("refurbishment",))
        ready("hauffgasse", "Hauffgasse")
        disseminated(lead, slug="hauffgasse", number=1)
        practice("Roofs", facts=facts(850, "kWp"))

    def editions(reader: FormClient) -> tuple[bool, list[str]]:
        chosen = "with=hauffgasse&with=roofs"
        told = list(csv.reader(io.StringIO(reader.get(f"/practices/compare.csv?{chosen}").data.decode("utf-8-sig"))))
        return "edition 1" in reader.get(f"/practices/compare?{chosen}").text, told[2]

    inside(make)
    named = True, ["", "Edition", "", "", "1", "", "", ""]
    unnamed = False, ["", "Edition", "", "", "", "", "", ""]
    assert (editions(client), editions(editor)) == (named, named)
    inside(save, "hauffgasse", summary="Told anew.")
    assert (editions(client), editions(editor)) == (named, unnamed)


def test_too_many_chosen_is_told_at_once(inside: Inside, client: FormClient) -> None:
    def make() -> None:
        for number in range(5):
            practice(f"Practice {number}")

    def told(amount: int) -> str:
        chosen = "&".join(f"with=practice-{number}" for number in range(amount))
        tree = html.fromstring(client.get(f"/practices?{chosen}").text)
        return str(tree.xpath("string(//p[@class='compare-count'])"))

    inside(make)
    assert told(4) == ""
    assert told(5) == "At most 4 practices can be compared. Take one away first."
