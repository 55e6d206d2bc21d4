"""What pages and lists tell a reader: where to go on, what is said once, in which language and in whose time."""

from collections.abc import Callable
from typing import Any

from lxml import html

from tests.clients import FormClient
from tests.factories import A_DAY, archive, page, practice, publish, published_with_draft, save
from tests.web.filled import Filled
from wiki import jobs
from wiki.core.clock import now
from wiki.pages.types import PageKind
from wiki.search.contract import SearchBackend
from wiki.search.null import NullBackend
from wiki.search.types import SearchHit, SearchResults, Span
from wiki.search.whoosh import WhooshBackend
from wiki.taxonomy.queries import load_taxonomy

Inside = Callable[..., Any]


def tree(client: FormClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.text)


def test_where_there_is_no_practice_the_wiki_leads_on(client: FormClient) -> None:
    for address in ("/practices", "/"):
        links = tree(client, address).xpath("//main//*[@class='empty']//a/@href")
        assert links == ["/themes", "/news", "/search"], address


def test_a_card_counts_only_what_there_is(client: FormClient, inside: Inside) -> None:
    inside(page, "Story", kind=PageKind.NEWS, themes=("data",), starts_on=A_DAY)
    inside(page, "What it is", kind=PageKind.THEME, themes=("mobility",))
    cards = {
        card.xpath("string(.//a/@href)"): card.xpath("string(.//*[@class='meta'])").strip()
        for card in tree(client, "/themes").xpath("//li[contains(@class, 'theme-card')]")
    }
    assert cards["/themes/data"] == "1 news item"
    assert cards["/themes/mobility"] == "1 page"
    assert cards["/themes/heating"] == "Nothing yet"


def test_a_city_without_practices_leads_to_the_search_for_it(client: FormClient, inside: Inside) -> None:
    inside(page, "Sofia", "A city.", kind=PageKind.CITY, cities=("sofia",))
    shown = tree(client, "/cities/sofia")
    assert shown.xpath("//*[@class='empty']//a/@href") == ["/search?city=sofia"]
    assert "No practice, news or meeting yet" in shown.text_content()


def test_a_change_leads_to_its_author_its_comparison_and_its_history(client: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    inside(save, "story", body="Two.")
    edited, created = tree(client, "/recent").xpath("//li[@class='change']")
    assert {"/contributions/Editor", "/pages/story/diff/1..2", "/pages/story/history"} <= set(
        edited.xpath(".//a/@href")
    )
    assert not created.xpath(".//a[contains(@href, '/diff/')]")


def test_a_visitor_is_led_to_comparisons_of_what_was_public(
    client: FormClient, editor: FormClient, inside: Inside
) -> None:
    slug = inside(published_with_draft, "Lamp posts", "zirconium")
    inside(save, slug, body="Third.")
    inside(publish, slug, 3)
    links = tree(client, "/recent").xpath("//a[contains(@href, '/diff/')]/@href")
    assert links == [f"/pages/{slug}/diff/1..3"]
    assert client.get(links[0]).status_code == 200
    for link in tree(editor, "/recent").xpath("//a[contains(@href, '/diff/')]/@href"):
        assert editor.get(link).status_code == 200, link


def test_home_tells_of_a_page_once_however_often_it_was_saved(client: FormClient, inside: Inside) -> None:
    inside(page, "Calm", "Text.", themes=("data",))
    inside(page, "Busy", "0", themes=("data",))
    for number in range(1, 12):
        inside(save, "busy", body=str(number))
    for address in ("/", "/themes/data"):
        titles = tree(client, address).xpath("//a[@class='change-title']/text()")
        assert titles == ["Busy", "Calm"], address


def test_times_say_that_they_are_utc_and_days_carry_no_time(client: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    times = tree(client, "/pages/story").xpath("//time")
    assert {("T" in time.get("datetime"), time.text_content().endswith(" UTC")) for time in times} == {
        (True, True),
        (False, False),
    }


def test_that_a_page_is_old_or_archived_stands_before_its_title(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    inside(save, "story", body="Two.")
    inside(archive, "story")
    for address, variant in (("/pages/story/revisions/1", "old"), ("/pages/story", "archived")):
        text = editor.get(address).text
        assert 0 < text.index(f"notice--{variant}") < text.index("<h1"), variant


def test_a_summary_is_not_said_twice(client: FormClient, inside: Inside) -> None:
    inside(page, "Repeated", "## Headline\n\nThe city began *early*. Then more.", summary="The city began early…")
    inside(page, "Told", "The city began early.", summary="What it is worth.")
    assert not tree(client, "/pages/repeated").xpath("//*[@class='lede']")
    assert tree(client, "/pages/told").xpath("string(//*[@class='lede'])") == "What it is worth."


def test_the_article_of_a_theme_does_not_repeat_its_description(client: FormClient, inside: Inside) -> None:
    description = inside(load_taxonomy).theme_by_slug["data"].description
    assert tree(client, "/themes/data").xpath("//*[@class='lede']")
    inside(page, "Data", description, kind=PageKind.THEME, themes=("data",))
    assert not tree(client, "/themes/data").xpath("//*[@class='lede']")


def test_each_title_is_marked_with_its_own_language(client: FormClient, inside: Inside, whoosh: WhooshBackend) -> None:
    inside(practice, "Wärmepumpen", "Text.", summary="Warm.", language="de", themes=("heating",))
    inside(page, "Welcome", "Willkommen.", slug="welcome", language="de")
    inside(jobs.drain, whoosh)
    for address in ("/practices", "/", "/recent", "/search?q=wärmepumpen", "/themes/heating"):
        links = tree(client, address).xpath("//main//a[.//text()[contains(., 'Wärmepumpen')] and @lang]")
        assert links, address
        assert {link.get("lang") for link in links} == {"de"}, address
    assert tree(client, "/").xpath("//section[@aria-label='Welcome']/@lang") == ["de"]


def test_headings_follow_each_other_in_lists(client: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", themes=("data",))
    for address, level in (("/practices", "h2"), ("/pages", "h2"), ("/", "h3"), ("/themes/data", "h3")):
        assert tree(client, address).xpath(f"//{level}[@class='card-title']"), address


def test_the_header_jumps_to_an_exact_title_and_the_page_offers_the_search(
    client: FormClient, inside: Inside, whoosh: WhooshBackend
) -> None:
    inside(page, "Lamp posts", "Text.")
    inside(jobs.drain, whoosh)
    for address, jumps in (("/", True), ("/practices", True), ("/search?q=lamp", False), ("/nowhere", True)):
        form: Any = html.fromstring(client.get(address).text).xpath("//*[@role='search'][.//*[@id='site-search']]")
        assert dict(form[0].form_values()).get("go", "") == ("1" if jumps else ""), address
    found = client.get("/search?q=lamp+posts&go=1")
    assert found.location == "/pages/lamp-posts?q=lamp+posts"
    assert "/search?q=lamp+posts" in tree(client, found.location).xpath("//*[contains(@class, 'notice')]//a/@href")
    assert client.get("/search?q=lamp+posts").status_code == 200


def test_no_search_jumps_to_a_page_that_only_the_index_still_holds(
    client: FormClient, use_search: Callable[[SearchBackend], None]
) -> None:
    gone = SearchHit(
        page_id=1,
        slug="gone",
        title="Gone",
        kind="article",
        language="en",
        themes=(),
        cities=(),
        year=None,
        updated_at=now(),
        score=1.0,
        exact_title=True,
        title_spans=(Span(text="Gone"),),
        snippet=(),
    )

    class Behind(NullBackend):
        def search(self, *_: object) -> SearchResults:
            return SearchResults(total=1, hits=(gone,))

    use_search(Behind())
    assert client.get("/search?q=gone&go=1").status_code == 200


def test_browsers_learn_how_to_search(client: FormClient) -> None:
    assert tree(client, "/").xpath("//link[@rel='search']/@href") == ["/opensearch.xml"]
    answer = client.get("/opensearch.xml", headers={"Host": "evil.example"})
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert 'template="https://wiki.example.org/search?q={searchTerms}&amp;go=1"' in answer.text
    assert "evil.example" not in answer.text


def test_each_section_can_be_edited_from_the_contents_list(
    client: FormClient, editor: FormClient, inside: Inside
) -> None:
    inside(page, "Story", "## One\n\nText.\n\n### Two\n\nText.")
    links = tree(editor, "/pages/story").xpath("//nav[@class='toc']//a[@class='section-edit']/@href")
    assert links == ["/pages/story/edit?section=1", "/pages/story/edit?section=2"]
    assert "section-edit" not in client.get("/pages/story").text
    inside(save, "story", body="## One")
    assert "section-edit" not in editor.get("/pages/story/revisions/1").text


def test_only_a_save_lets_go_of_a_draft(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    assert "saved-draft" not in editor.get("/pages/story?saved=7%230%401").text
    answer = editor.submit("/pages/story/edit", body="Two.", action="save")
    assert answer.location == "/pages/story"
    shown = tree(editor, answer.location)
    assert shown.xpath("//meta[@name='saved-draft']/@content") == ["1#0@1"]
    assert "1#0@1" not in shown.xpath("string(//main)")
    assert "saved-draft" not in editor.get("/pages/story").text


def test_guessed_tags_are_confirmed_where_they_are_read(filled: Filled, editor: FormClient) -> None:
    address = tree(editor, "/imports/tags").xpath("string(//tbody//th/a/@href)")
    answer = editor.submit(address, to="/imports/tags")
    assert answer.location == address
    assert "notice--inferred" not in editor.get(address).text
    for elsewhere in ("https://evil.example/", "//evil.example"):
        answer = editor.push("/imports/tags", token_from="/account", next=elsewhere)
        assert answer.location == "/imports/tags"
