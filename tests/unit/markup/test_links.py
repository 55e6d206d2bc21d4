import pytest

EXTERNAL = 'class="external" rel="nofollow noopener noreferrer"'


def test_links_that_lead_out_are_marked(rendered):
    html = rendered('[a](https://example.org "Title") <http://example.org> https://example.org/x').html
    assert html.count(EXTERNAL) == 3
    assert 'title="Title"' in html


@pytest.mark.parametrize("address", ["mailto:a@example.org", "tel:+4312345", "/themes/mobility", "#s-costs"])
def test_other_allowed_addresses(rendered, address):
    assert rendered(f"[a]({address})").html == f'<p><a href="{address}">a</a></p>\n'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#x0A;script:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "relative.html",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_other_addresses_make_no_link(rendered, address):
    for source in (f"[a]({address})", f"![a]({address})", f"<{address}>", f"[a]\n\n[a]: {address}"):
        assert "href" not in rendered(source).html
        assert "src" not in rendered(source).html


def test_an_address_to_a_page_is_a_wiki_link(rendered):
    result = rendered("[a](/pages/missing-page#s-x) [b](/pages/Kärnten/)")
    assert 'href="/pages/missing-page#s-x" class="missing" title="This page does not exist yet"' in result.html
    assert result.links == ("missing-page", "kärnten")


def test_an_address_to_an_action_or_a_view_is_not(rendered):
    result = rendered("[a](/pages/vienna/history) [b](/pages/vienna?action=raw) [c](/pages/)")
    assert result.links == ()
    assert result.html.count("<a ") == 3


def test_addresses_in_the_text_become_links(rendered):
    html = rendered("*(see https://a.example/x).* Write to a@b.org, or mailto:c@d.org!").html
    assert 'href="https://a.example/x"' in html
    assert '">https://a.example/x</a>).' in html
    assert '<a href="mailto:a@b.org">a@b.org</a>, or <a href="mailto:c@d.org">mailto:c@d.org</a>!' in html
    assert rendered("[see http://a.example](/x)").html.count("<a ") == 1


@pytest.mark.parametrize("text", ["http\\://a.example", "`http://a.example`", "ftp://a.example", "//a.example"])
def test_what_is_not_meant_as_an_address_stays_text(rendered, text):
    assert "<a" not in rendered(text).html


def test_words_with_dots_are_not_addresses(rendered):
    assert "<a" not in rendered("See report.md, e.g.it and example.org.").html


def test_a_link_always_has_words(rendered):
    assert ">https://example.org</a>" in rendered("[](https://example.org)").html


def test_one_address_cannot_blow_up_a_page(rendered):
    source = f"[a]: /{'x' * 1900}\n\n" + "[a] " * 10_000
    assert len(rendered(source).html) < 2_000_000
