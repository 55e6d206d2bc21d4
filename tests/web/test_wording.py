"""Who wrote a sentence, and who took it out: the search in a page's history."""

from collections.abc import Callable
from typing import Any

from lxml import html

from tests.clients import FormClient
from tests.factories import page, practice, publish, save
from wiki.accounts.types import VISITOR, Role
from wiki.pages import queries
from wiki.taxonomy.queries import load_taxonomy

Inside = Callable[..., Any]
SignedIn = Callable[[Role], FormClient]


def told(client: FormClient, slug: str, words: str) -> list[tuple[list[str], list[str]]]:
    """Each stretch that the history tells of: its words and its links."""
    answer = client.get(f"/pages/{slug}/history", query_string={"q": words})
    assert answer.status_code == 200
    found = html.fromstring(answer.text).xpath("//ol[@class='stretches']/li")
    return [
        ([" ".join(p.text_content().split()) for p in each.xpath("./p")], each.xpath(".//a/@href")) for each in found
    ]


def test_a_sentence_is_told_with_who_brought_it_and_who_took_it(client: FormClient, inside: Inside) -> None:
    slug = inside(page, "Story", "One.")
    inside(save, slug, body="One.\n\nThe **heat** comes\nfrom [wood](/x).", comment="Told of wood")
    inside(save, slug, body="One.\n\nMore.", by=Role.REVIEWER, comment="Not so")
    inside(save, slug, body="The heat comes from wood.")
    newest, oldest = told(client, slug, "the HEAT comes from wood")
    assert newest[0][0].startswith("Came with revision 4")
    assert newest[0][1:] == ["Stands there now"]
    assert newest[1][0] == "/pages/story/revisions/4"
    assert "/pages/story/diff/3..4" in newest[1]
    came, went = oldest[0]
    assert came.startswith("Came with revision 2")
    assert "Editor: Told of wood" in came
    assert went.startswith("Went with revision 3")
    assert "Reviewer: Not so" in went
    assert {"/pages/story/diff/1..2", "/pages/story/diff/2..3"} <= set(oldest[1])
    assert told(client, slug, "one")[-1][1][0] == "/pages/story/revisions/1"


def test_titles_and_facts_are_looked_through_too(signed_in: SignedIn, inside: Inside) -> None:
    slug = inside(practice, "Lamp posts", published=False)
    inside(save, slug, facts={"abstract": "Light where it is *needed*."})
    inside(save, slug, title="Lanterns", facts={"abstract": "Light."})
    editor = signed_in(Role.EDITOR)
    ((facts, _),) = told(editor, slug, "it is needed")
    assert [line.split()[3] for line in facts] == ["2", "3"]
    ((title, _),) = told(editor, slug, "lamp posts")
    assert [line.split()[3] for line in title] == ["1", "3"]


def test_visitors_are_told_of_what_was_published_alone(client: FormClient, signed_in: SignedIn, inside: Inside) -> None:
    slug = inside(practice, "Lamp posts", "Public words.")
    inside(save, slug, body="Sesame and public words.", comment="Hush")
    inside(save, slug, body="Other words.")
    inside(publish, slug, 3)
    for reader in (client, signed_in(Role.OBSERVER)):
        assert told(reader, slug, "sesame") == []
        ((lines, links),) = told(reader, slug, "public words")
        assert [line.split()[3] for line in lines] == ["1", "3"]
        assert "/pages/lamp-posts/diff/1..3" in links
        assert "Hush" not in " ".join(lines)
    assert len(told(signed_in(Role.EDITOR), slug, "sesame")) == 1

    def numbers() -> list[int]:
        found = queries.find_revisions(VISITOR, queries.get_page(VISITOR, slug), load_taxonomy(), {1, 2, 3})
        return [revision.number for revision in found]

    assert inside(numbers) == [3, 1]


def test_words_that_stand_nowhere_are_said_to(client: FormClient, inside: Inside) -> None:
    slug = inside(page, "Story", "One.")
    for words in ("nowhere", "?!", "x" * 5_000):
        answer = client.get(f"/pages/{slug}/history", query_string={"q": words})
        assert "No revision you can read has these words" in answer.text
    assert "No revision you can read" not in client.get(f"/pages/{slug}/history?q=").text


def test_a_history_too_long_says_where_it_ended(client: FormClient, inside: Inside, monkeypatch: Any) -> None:
    slug = inside(page, "Story", "One.")
    inside(save, slug, body="Two.")
    monkeypatch.setattr("wiki.pages.queries.wording.MOST_REVISIONS", 1)
    assert told(client, slug, "one") == []
    assert "Older revisions were not looked through" in client.get(f"/pages/{slug}/history?q=one").text
    monkeypatch.setattr("wiki.pages.queries.wording.MOST_REVISIONS", 2)
    assert "Older revisions were not" not in client.get(f"/pages/{slug}/history?q=one").text


def test_a_visitor_looks_through_histories_so_often_and_reads_them_as_often_as_they_like(
    client: FormClient, inside: Inside
) -> None:
    slug = inside(page, "Story", "One.")
    asked = [client.get(f"/pages/{slug}/history?q=one{number}").status_code for number in range(31)]
    assert asked == [200] * 30 + [429]
    assert client.get(f"/pages/{slug}/history?q=").status_code == 200
