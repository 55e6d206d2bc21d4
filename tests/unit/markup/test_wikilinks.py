import pytest

from wiki.markup import LinkTarget, anchor, outgoing_links, parse, render

CASES = {
    "[[Page]]": '<a href="/pages/page">Page</a>',
    "[[ Vienna / Lamp Posts ]]": '<a href="/pages/vienna/lamp-posts">Vienna / Lamp Posts</a>',
    "[[Page|text]]": '<a href="/pages/page">text</a>',
    "[[Page|some *marked* text]]": '<a href="/pages/page">some <em>marked</em> text</a>',
    "[[Page|]]": '<a href="/pages/page">Page</a>',
    "[[Page\\|text]]": '<a href="/pages/page">text</a>',
    "[[Page#Lessons learnt]]": '<a href="/pages/page#s-lessons-learnt">Page#Lessons learnt</a>',
    "[[Page#Lessons learnt|why]]": '<a href="/pages/page#s-lessons-learnt">why</a>',
    "[[#Lessons learnt]]": '<a href="#s-lessons-learnt">Lessons learnt</a>',
    "[[Überblick]]": '<a href="/pages/überblick">Überblick</a>',
    "[[R&amp;D]]": '<a href="/pages/r-d">R&amp;D</a>',
    "[[missing]]": '<a href="/pages/missing" class="missing" title="This page does not exist yet">missing</a>',
    "[[[Page]]]": '[<a href="/pages/page">Page</a>]',
    "[[a [[Page]]": '[[a <a href="/pages/page">Page</a>',
    "[[A|see [[B]]]]": '[[A|see <a href="/pages/b">B</a>]]',
    "[[A|see [b](/pages/b)]]": '<a href="/pages/a">see b</a>',
}


@pytest.mark.parametrize("source", CASES)
def test_every_form_of_a_wiki_link(rendered, source):
    assert rendered(source).html == f"<p>{CASES[source]}</p>\n"


def test_a_link_within_a_link_is_the_only_link(rendered):
    html = rendered("[see [[Page]]](https://example.org)").html
    assert '[see <a href="/pages/page">Page</a>](' in html


@pytest.mark.parametrize(
    "source",
    ["[[ ]]", "[[|x]]", "[[]]", "[[#]]", "[[!?|x]]", "[[unclosed", "[[a]b]]", "[[a\\]", "[[" + "a" * 1001 + "]]"],
)
def test_what_names_nothing_stays_text(rendered, source):
    result = rendered(source)
    assert "<a" not in result.html
    assert result.links == ()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("\\[[Page]]", "<p>[[Page]]</p>\n"),
        ("`[[Page]]`", "<p><code>[[Page]]</code></p>\n"),
        ("    [[Page]]", '<pre tabindex="0"><code>[[Page]]\n</code></pre>\n'),
        ("```\n[[Page]]\n```", '<pre tabindex="0"><code>[[Page]]\n</code></pre>\n'),
    ],
)
def test_code_and_escapes_are_shown_as_written(rendered, source, html):
    assert rendered(source).html == html


def test_the_bar_is_escaped_in_a_table(rendered):
    html = rendered("| a | b |\n|---|---|\n| [[Page\\|text]] | c |").html
    assert '<td><a href="/pages/page">text</a></td>\n<td>c</td>' in html


def test_double_brackets_may_be_an_ordinary_link(rendered):
    html = rendered("[[1]](https://example.org)").html
    assert ">[1]</a>" in html
    assert 'href="https://example.org"' in html


def test_a_section_link_meets_the_heading(rendered):
    result = rendered("## Größe & Kosten/Nutzen\n\n[[#Größe & Kosten/Nutzen]]")
    assert result.headings[0].anchor == anchor("Größe & Kosten/Nutzen")
    assert f'href="#{result.headings[0].anchor}"' in result.html
    assert f'id="{result.headings[0].anchor}"' in result.html


def test_links_lists_each_page_once_in_order(rendered):
    source = "[[B]] [[A|x]] [b again](/pages/b#s-x) [[#here]] `[[C]]` ![d](/pages/d) [e](/pages/e/history)[^1]"
    source += "\n\n[^1]: [[F]]"
    assert rendered(source).links == ("b", "a", "d", "f")
    assert outgoing_links(source) == ("b", "a", "d", "f")


def test_a_page_is_resolved_once(rendered):
    asked = []

    def resolve(key):
        asked.append(key)
        return LinkTarget(href=f"/pages/{key}", exists=True)

    render("[[A]] [[a|again]] [x](/pages/a)", resolve=resolve)
    assert asked == ["a"]


def test_a_text_once_parsed_follows_where_its_links_lead():
    parsed = parse('[[A]] [a](/pages/a#s-x "Mine") [[#here]]')
    assert parsed.links == ("a",)
    hint = "not written yet"
    missing = parsed.render(lambda key: LinkTarget(href=f"/pages/{key}", exists=False, title=hint)).html
    assert missing.count('class="missing"') == missing.count(f'title="{hint}"') == 2
    there = parsed.render(lambda _key: LinkTarget(href="/pages/vienna", exists=True)).html
    assert "missing" not in there
    assert '<a href="/pages/vienna">A</a> <a href="/pages/vienna#s-x" title="Mine">a</a>' in there
    assert '<a href="#s-here">here</a>' in there
