"""What a writer can never get into a page, whatever the text."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wiki.markup import LinkTarget, build_cleaner, render

LINES = {"a", "br", "code", "em", "img", "input", "label", "s", "strong", "sup"}
BLOCKS = {"blockquote", "div", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "section"}
PARTS = {"dd", "dl", "dt", "li", "ol", "table", "tbody", "td", "th", "thead", "tr", "ul"}
ATTRIBUTES = {"href", "title", "id", "class", "rel", "src", "alt", "loading", "decoding"}
ATTRIBUTES |= {"tabindex", "scope", "start", "type", "checked", "disabled"}
CLASSES = {"external", "missing", "table-scroll", "task", "align-left", "align-center", "align-right"}
CLASSES |= {"footnotes", "footnotes-sep", "footnotes-list", "footnote-item", "footnote-ref", "footnote-backref"}
PIECES = [
    "[[", "]]", "[", "]", "(", ")", "|", "#", "![", "](", "/files/a", "/pages/b", "javascript:", "https://", "<", ">",
    '"', "'", "&", "&lt;", "\n", "\n\n", "- ", "> ", "`", "```", "*", "_", "~~", "[^1]", "[^1]: ", "|-|", ": ", "x",
    "<script>", "<img onerror=x>", 'style="x"', "<svg/onload=x>", "[ ] ", "\\", "\t", "    ", "@", "data:", "\u202e",
]  # fmt: skip
MARKDOWN = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


class _Inventory(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.ids = set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def inventory(html):
    parser = _Inventory()
    parser.feed(html)
    parser.close()
    return parser


def hostile_resolver(key):
    return LinkTarget(href=f'javascript:alert("{key}")', exists=False, title='"><script>x</script>')


@given(MARKDOWN, st.sampled_from(["page", "comment", "summary"]))
@example('[a](/x "\\"onclick=x")', "page")
@example("[^1]\n\n[^1]: x\n\n# fn-note-1", "page")
def test_only_what_is_allowed_comes_out(source, profile):
    html = render(source, profile=profile, resolve=hostile_resolver).html
    found = inventory(html)
    assert found.tags <= LINES | BLOCKS | PARTS
    for name, value in found.attributes:
        assert name in ATTRIBUTES
        if name == "id":
            assert value.startswith(("s-", "fn"))
        elif name == "class":
            assert set(value.split()) <= CLASSES
        elif name in {"href", "src"}:
            assert value.startswith(("https://", "http://", "mailto:", "tel:", "/", "#"))
            assert not value.startswith(("//", "/\\"))
    ids = [value for name, value in found.attributes if name == "id"]
    assert len(ids) == len(set(ids))


@given(MARKDOWN)
def test_rendering_is_stable(source):
    first = render(source, resolve=hostile_resolver)
    assert render(source, resolve=hostile_resolver) == first
    assert build_cleaner().clean(first.html) == first.html


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        '<p style="color:red">x</p>',
        '<p data-x="y">x</p>',
        '<p onclick="x">x</p>',
        '<h2 id="main">x</h2>',
        '<a class="button" href="javascript:x">x</a>',
        '<iframe src="https://example.org"></iframe>',
        '<input type="password">',
        "<svg><a href='x'></a></svg>",
    ],
)
def test_the_gate_holds_alone(html):
    clean = build_cleaner().clean(html)
    for word in ("script", "style", "data-", "onclick", "main", "button", "iframe", "password", "svg"):
        assert word not in clean


def test_without_ids_none_is_left():
    assert build_cleaner(ids=False).clean('<h2 id="s-a">x</h2>') == "<h2>x</h2>"
