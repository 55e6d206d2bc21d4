import pytest

from wiki.markup import MAX_SOURCE, outgoing_links, plain_text


def test_html_is_text(rendered):
    assert rendered("<b>x</b> <script>y</script>").html == (
        "<p>&lt;b&gt;x&lt;/b&gt; &lt;script&gt;y&lt;/script&gt;</p>\n"
    )


def test_tables_scroll_and_name_their_columns(rendered):
    html = rendered("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |").html
    assert html.startswith('<div class="table-scroll" tabindex="0">\n<table>')
    assert '<th class="align-left" scope="col">a</th>' in html
    assert '<td class="align-center">2</td>' in html
    assert '<td class="align-right">3</td>' in html
    assert "style" not in html


def test_code_scrolls_and_has_no_class_of_the_writer(rendered):
    assert rendered("```footnotes x\n<a>\n```").html == '<pre tabindex="0"><code>&lt;a&gt;\n</code></pre>\n'


def test_tasks_are_boxes_that_nobody_can_tick_here(rendered):
    html = rendered("- [ ] open\n- [x] **done**\n- [X]\n- \\[ ] text").html
    assert '<li class="task"><label><input type="checkbox" disabled=""> open</label></li>' in html
    assert '<input type="checkbox" disabled="" checked=""> <strong>done</strong></label>' in html
    assert html.count("<input") == 2
    assert "<li>[X]</li>" in html
    assert "<li>[ ] text</li>" in html


def test_footnotes_have_addresses_of_their_own(rendered):
    html = rendered("A[^1] and again[^1].\n\n[^1]: Note").html
    assert '<a href="#fn-note-1" id="fnref-note-1">[1]</a>' in html
    assert '<li id="fn-note-1" class="footnote-item"><p>Note' in html
    assert '<a href="#fnref-note-1:1" class="footnote-backref">' in html


def test_a_footnote_name_has_a_limit(rendered):
    name = "n" * 100
    assert "footnote" not in rendered(f"A[^{name}]\n\n[^{name}]: Note").html


def test_definition_lists_and_strikethrough(rendered):
    assert rendered("Term\n: Meaning").html == "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>\n"
    assert rendered("~~old~~").html == "<p><s>old</s></p>\n"


def test_no_typography_is_invented(rendered):
    assert rendered('(c) "x" -- ...').html == '<p>(c) "x" -- ...</p>\n'


def test_a_summary_is_one_line(rendered):
    html = rendered("# A **b** [[C]]\n\n- d", "summary").html
    assert html == '# A <strong>b</strong> <a href="/pages/c">C</a>\n\n- d'


def test_comments_share_a_page_so_they_have_no_ids(rendered):
    assert "id=" not in rendered("# A\n\nB[^1]\n\n[^1]: C", "comment").html


def test_control_characters_are_left_out(rendered):
    assert rendered("a\x00\x0b\x1f\ud800\ufffeb\tc").html == "<p>ab\tc</p>\n"


def test_an_unknown_profile_is_an_error(rendered):
    with pytest.raises(KeyError):
        rendered("x", "unheard-of")


def test_too_long_a_text_is_refused(rendered):
    for reading in (rendered, plain_text, outgoing_links):
        with pytest.raises(ValueError, match="400001 characters; at most 400000"):
            reading("x" * (MAX_SOURCE + 1))
    assert rendered("x" * MAX_SOURCE).html
