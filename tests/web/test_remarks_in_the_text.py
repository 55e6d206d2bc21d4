"""Who reviews remarks on a paragraph, and finds the remark again at it; visitors read the text alone."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import practice, publish, save

Inside = Callable[..., Any]
READ = "/pages/lamp-posts"
TEXT = """Before all headings.

## Results

Half of the *light* is saved.

- Poles
  - painted
- Lamps

| City | Lamps |
| --- | --- |
| Lyon | 12 |

## Costs

Half of the *light* is saved.
"""


@pytest.fixture
def made(inside: Inside) -> None:
    inside(practice, "Lamp posts", TEXT, facts={"abstract": "First words.\n\nSecond words."}, published=False)


def tree(client: FormClient, address: str = READ) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def offers(client: FormClient) -> dict[str, list[str]]:
    """Return the links that offer a remark, by the words they are named with."""
    found: dict[str, list[str]] = {}
    for link in tree(client, f"{READ}?depth=implementer").xpath("//a[contains(@class, 'remark-offer')]"):
        found.setdefault(link.text_content().removeprefix("Remark: "), []).append(link.get("href"))
    return found


def remark(client: FormClient, words: str, *, which: int = 0) -> None:
    answer = client.submit(offers(client)[words][which], text="Who says so?")
    assert answer.status_code == 303


@pytest.mark.usefixtures("made")
def test_each_paragraph_offers_a_remark_that_quotes_it(editor: FormClient) -> None:
    found = offers(editor)
    half = "Half of the light is saved."
    assert list(found) == [
        *("First words.", "Second words.", "Before all headings."),
        *(half, "Poles", "painted", "Lamps", "City Lamps Lyon 12"),
    ]
    assert len(found[half]) == 2
    form = tree(editor, found[half][1])
    assert form.xpath("//option[@selected]/@value") == ["#s-costs"]
    assert form.xpath("normalize-space(//textarea[@name='quote'])") == half
    form = tree(editor, found["Second words."][0])
    assert form.xpath("//option[@selected]/@value") == ["facts.abstract"]
    assert form.xpath("normalize-space(//textarea[@name='quote'])") == "Second words."


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("words", "which"),
    [("Half of the light is saved.", 1), ("Poles", 0), ("City Lamps Lyon 12", 0), ("Second words.", 0)],
)
def test_a_remark_stands_at_its_paragraph(editor: FormClient, words: str, which: int) -> None:
    remark(editor, words, which=which)
    (read,) = tree(editor, f"{READ}/review").xpath("//li[contains(@class, 'remark')]/h3/a/@href")
    address, _, name = read.partition("#")
    shown = tree(editor, address)
    (paragraph,) = shown.xpath(f"//*[@id='{name}']")
    assert paragraph.get("class") == "remarked"
    (mark,) = shown.xpath("//a[contains(@class, 'remark-mark')]")
    assert "Who says so?" in mark.text_content()
    assert mark.get("href").startswith(f"{READ}/review#remark-")
    if which:
        assert shown.xpath("//*[@id='s-costs']/following-sibling::p[1]/@id") == [name]


@pytest.mark.usefixtures("made")
def test_a_remark_on_words_that_were_rewritten_stays_at_its_heading(editor: FormClient, inside: Inside) -> None:
    remark(editor, "Half of the light is saved.")
    inside(save, "lamp-posts", body=TEXT.replace("Half of the", "A third of the"))
    (note,) = tree(editor).xpath("//*[@id='s-results']/following-sibling::*[1]")
    assert note.get("class").startswith("remark-note")
    assert "the text has changed since" in note.text_content()
    assert note.xpath("string(q)") == "Half of the light is saved."
    told = tree(editor, f"{READ}/review").xpath("//li[contains(@class, 'remark')]/h3")[0]
    assert "the text has changed since" in told.text_content()
    assert told.xpath("a/@href") == [f"{READ}#s-results"]


@pytest.mark.usefixtures("made")
def test_visitors_read_the_text_alone(client: FormClient, editor: FormClient, inside: Inside) -> None:
    inside(publish, "lamp-posts", 1)
    before = client.get(READ).data
    remark(editor, "Poles")
    assert client.get(READ).data == before
    assert b"remark" not in before
