from hypothesis import given
from hypothesis import strategies as st

from wiki.markup import Heading, LinkTarget, anchor, outline, render
from wiki.markup.anchors import unique_anchors


def test_headings_stand_below_the_title_of_the_page(rendered):
    html = rendered("# A\n\n## B\n\n##### E\n\n###### F").html
    assert html == '<h2 id="s-a">A</h2>\n<h3 id="s-b">B</h3>\n<h6 id="s-e">E</h6>\n<h6 id="s-f">F</h6>\n'


def test_headings_tell_their_text_and_section(rendered):
    headings = rendered("# *A* [[B|b]]\n\n> # Quoted\n\n- # Listed\n\nC\n-").headings
    assert headings == (
        Heading(level=2, text="A b", anchor="s-a-b", section=1),
        Heading(level=2, text="Quoted", anchor="s-quoted", section=None),
        Heading(level=2, text="Listed", anchor="s-listed", section=None),
        Heading(level=3, text="C", anchor="s-c", section=2),
    )


def test_equal_headings_have_different_anchors(rendered):
    headings = rendered("# A\n\n# A 2\n\n# A\n\n# A").headings
    assert [heading.anchor for heading in headings] == ["s-a", "s-a-2", "s-a-3", "s-a-4"]


def test_a_heading_without_letters_has_an_anchor():
    assert anchor("!!!") == "s-section"
    assert anchor("") == "s-section"


def test_anchors_keep_every_script():
    assert anchor("Електромобилност") == "s-електромобилност"


def test_comments_have_no_headings(rendered):
    assert rendered("# A\n\nB\n===", "comment").headings == ()


@given(st.lists(st.sampled_from(["a", "A", "a 2", "a-2", "!", "section", "a/2"])))
def test_anchors_are_unique(texts):
    anchors = unique_anchors(texts)
    assert len(set(anchors)) == len(texts)


@given(
    st.lists(
        st.sampled_from(["# a", "b\n--", "> # c", "- # d", "```\n# e\n```", "text", "### f", "", "1. g\n\n   # h"])
    )
)
def test_outline_and_rendered_page_number_sections_alike(blocks):
    source = "\n\n".join(blocks)
    page = render(source, resolve=lambda _key: LinkTarget(href="", exists=True))
    numbered = [heading.text for heading in page.headings if heading.section is not None]
    assert [entry.text for entry in outline(source)] == numbered
