import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wiki.markup import LinkTarget, render
from wiki.pages.rendered_diff import DiffLabels, rendered_diff

LABELS = DiffLabels(
    inserted_start="eingefügt:",
    inserted_end="Ende der Einfügung",
    deleted_start="gelöscht:",
    deleted_end="Ende der Löschung",
    unchanged=lambda count: f"{count} Absätze unverändert",
)
HIDDEN = re.compile(r'<span class="visually-hidden">[^<]*</span>')


def html_of(source, missing=()):
    def resolve(key):
        return LinkTarget(href=f"/pages/{key}", exists=key not in missing, title="gone" * (key in missing))

    return render(source, resolve=resolve).html


def compare(old, new):
    return HIDDEN.sub("", rendered_diff(html_of(old), html_of(new), labels=LABELS))


def test_a_change_is_told_in_words_of_the_reader():
    html = rendered_diff(html_of("The old lamp shines"), html_of("The new lamp shines"), labels=LABELS)

    def hidden(words):
        return f'<span class="visually-hidden">{words}</span>'

    assert html == (
        f"<p>The <del>{hidden('gelöscht: ')}old{hidden(' Ende der Löschung')}</del> "
        f"<ins>{hidden('eingefügt: ')}new{hidden(' Ende der Einfügung')}</ins> lamp shines</p>"
    )


@pytest.mark.parametrize(
    ("old", "new", "html"),
    [
        ("## Cost", "## Costs", "<h3><del>Cost</del> <ins>Costs</ins></h3>"),
        ("Insulate.", "Insulate the walls.", "<p>Insulate <ins>the walls</ins>.</p>"),
        ("Insulate the walls.", "Insulate.", "<p>Insulate <del>the walls</del>.</p>"),
        ("Old lamps shine", "Lamps shine", "<p><del>Old lamps</del><ins>Lamps</ins> shine</p>"),
        (
            "- old\n- six seven",
            "- new\n- six",
            "<ul><li><del>old</del> <ins>new</ins></li><li>six <del>seven</del></li></ul>",
        ),
        ("**all of** it", "**all of** them", "<p><strong>all of</strong> <del>it</del> <ins>them</ins></p>"),
        ("街路灯を交換する", "街路灯を修理する", "<p>街路灯を<del>交換</del><ins>修理</ins>する</p>"),
    ],
)
def test_a_change_stands_in_its_line_the_old_words_before_the_new(old, new, html):
    assert compare(old, new).replace("\n", "") == html


def test_other_paragraphs_stand_below_each_other_the_old_one_first():
    html = compare("# Cost\n\nAbout ten.", "# Price\n\nNobody knows, it is said")
    assert html.split("\n") == [
        "<h2><del>Cost</del> <ins>Price</ins></h2>",
        "<p><del>About ten.</del></p><p><ins>Nobody knows, it is said</ins></p>",
    ]


def test_no_mark_stands_around_a_block():
    pages = ["# a\n\nb\n\n- c\n\n  d\n- e\n\n> f\n\n    g\n\n|h|\n|-|\n|i|\n\nj\n: k\n\n![l](/files/a 'm')", "x y z"]
    for old, new in (pages, pages[::-1]):
        html = compare(old, new)
        assert re.search(r"<(ins|del)>\s*<(?!img|code|/)", html) is None
        assert len(re.findall(r"<(?:ins|del)>", html)) == 14


def test_pages_that_read_the_same_have_no_diff():
    assert compare("a *b*", "a  _b_") == ""
    assert compare("- a\n- b", "* a\n* b") == ""
    assert rendered_diff(html_of("[[P]]"), html_of("[[P]]", missing={"p"}), labels=LABELS) == ""


def test_blocks_far_from_a_change_are_counted_not_shown():
    blocks = [f"Paragraph number {number}" for number in range(10)]
    html = compare("\n\n".join(blocks), "\n\n".join([*blocks, "The end"]))
    assert html == (
        '<p class="diff-gap">9 Absätze unverändert</p>\n<p>Paragraph number 9</p>\n<p><ins>The end</ins></p>'
    )


def test_a_number_in_a_table_changes_in_its_cell():
    table = "| City | kWh |\n|---|---|\n| Lyon | {} |\n| Vienna | 7 |"
    html = compare(table.format(3), table.format(5))
    assert re.search(r"<td>Lyon</td><td><del>3</del> <ins>5</ins></td></tr>", html)
    assert html.count("<tr>") == 3


def test_a_new_row_and_a_new_item_stay_in_their_place():
    html = compare("| a |\n|---|\n| b |", "| a |\n|---|\n| b |\n| c |")
    assert "<tr><td><ins>c</ins></td></tr></tbody>" in html
    assert "<li><del>b</del></li></ul>" in compare("- a\n- b", "- a")


def test_a_task_that_was_done_is_shown():
    html = compare("- [ ] write the plan", "- [x] write the plan")
    assert "<del>☐</del><ins>☑</ins> write the plan" in html


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        (
            "see [it here](/pages/a)",
            "see [it here](/pages/ü)",
            ">it here</a> <del>(/pages/a)</del> <ins>(/pages/ü)</ins>",
        ),
        ("a ![lamp](/files/a.jpg)", "a ![lamp](/files/b.jpg)", '<ins><img src="/files/b.jpg"'),
        ("see it", "see [it](/pages/a)", '<del>it</del> <ins><a href="/pages/a">it</a></ins></p>'),
        ("![lamp](/files/a.jpg)\n\nx", "x", '<p><del><img src="/files/a.jpg" alt="lamp"'),
        ("a ![lamp](/files/a.jpg)", "a ![post](/files/a.jpg)", '<ins><img src="/files/a.jpg" alt="post"'),
        ("# a b c", "## a b c", "<h2><del>a b c</del></h2><h3><ins>a b c</ins></h3>"),
        ("a **b** c", "a b c", "<p>a <del><strong>b</strong></del> <ins>b</ins> c</p>"),
        ("3. a", "4. a", '<ol start="4"><li><ins>a</ins></li></ol>'),
        ("|x y z|**a**|\n|-|-|", "|x y z|a|\n|-|-|", "<del><strong>a</strong></del> <ins>a</ins></th>"),
    ],
)
def test_changes_beside_the_words_are_shown(old, new, marked):
    assert marked in compare(old, new)


def test_no_address_is_left_twice_or_altered():
    html = compare("# A b c\n\n[x](/pages/a) y[^1]\n\n[^1]: n", "# A b d\n\n[x](/pages/a) z[^1]\n\n[^1]: m")
    assert "id=" not in html
    assert 'href="/pages/a"' in html
    assert "to:" not in html


def test_a_very_long_paragraph_is_shown_as_a_whole():
    words = "word " * 2001
    html = compare(words, words + "new")
    assert html.count("<del>") == html.count("<ins>") == 1


def words_of(html, without="none"):
    text = re.sub(rf"<{without}>.*?</{without}>", "", html, flags=re.DOTALL)
    return "".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


BLOCKS = ["one two three", "one *two* four", "# five", "- six\n- seven", "- six\n- [x] eight", "> nine", "`ten`"]
BLOCKS += ["|a|b|\n|-|-|\n|c|d|", "|a|b|\n|-|-|\n|c|e|", "![](/files/a)", "<script> & <ins>", "    code\n      more"]
BLOCKS += ["- a\n\n  b\n- c\n  - d", "k\n: v\n\n  w", "- ## h\n- x", "a  \nb `c` ~~d~~", "![l](/files/a 'cap')", "***"]
PAGES = st.lists(st.sampled_from(BLOCKS), max_size=6).map("\n\n".join)


@given(PAGES, PAGES)
def test_both_texts_can_be_read_in_it(old, new):
    html = compare(old, new).translate(str.maketrans("", "", "☐☑"))
    if html and "diff-gap" not in html:
        assert words_of(html, without="ins") == words_of(html_of(old))
        assert words_of(html, without="del") == words_of(html_of(new))


@given(st.text(), st.text())
@example("see [here](/pages/a)", "see [here](/pages/%01%80)")
@example("0", "0\x1f")
def test_any_two_texts_can_be_compared(old, new):
    html = compare(old, new)
    assert html == "" if old == new else "<script" not in html
