"""Links and pictures lead where the wiki has them; what is nowhere becomes its words and is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.importing.cleaning.links import rewrite_links

PAGES = {"a.md": "a", "b.html#part": "b#part", "/c/": "c", "http://own.eu/a": "a", "doc.pdf": "/files/1-doc.pdf"}
PICTURES = {"p.png": "/files/1", "/images/a b.jpg": "/files/2", "ä (1).png": "/files/3", "images/a%20b.jpg": "/files/2"}


def rewritten(text):
    return rewrite_links(text, link=PAGES.get, picture=PICTURES.get)


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("[A *page*](a.md).", "[[a|A *page*]]."),
        ("[B](b.html#part)", "[[b#part|B]]"),
        ("[a](a.md)", "[[a]]"),
        ("[](a.md)", "[[a]]"),
        ("[x | y](a.md)", r"[[a|x \| y]]"),
        ("[x [y]](a.md)", "[x [y]](/pages/a)"),
        ("| [A](a.md) | b |", "| [A](/pages/a) | b |"),
        ("[A](http://own.eu/a)", "[[a|A]]"),
        ("[up](#the-top)", "[[#the-top|up]]"),
        ("[doc](doc.pdf)", "[doc](/files/1-doc.pdf)"),
        ("[*a*\nb](a.md)", "[[a|*a* b]]"),
        ('[A](a.md "A title")', "[[a|A]]"),
    ],
)
def test_a_link_to_a_page_or_file_of_the_source(source, result):
    assert rewritten(source) == (result, ())


@pytest.mark.parametrize(
    "source",
    [
        "[x](http://x.eu/a_(b)?c=d#e)",
        '[x](https://x.eu "T")',
        "[x](mailto:a@b.eu)",
        "[x](tel:+4989)",
        "[x][1]\n\n[1]: http://x.eu"[:6] + " no definition",
        "[ ] a task",
        "[^1]: a note",
        r"\[x\](a.md)",
        "an ] odd [ bracket](",
        "[x](",
    ],
)
def test_what_is_fine_or_no_link_stays_as_it_is(source):
    assert rewritten(source) == (source, ())


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("[x](www.x.eu/ä b)", "[x](http://www.x.eu/%C3%A4%20b)"),
        ("[x](foo@bar.eu)", "[x](mailto:foo@bar.eu)"),
        ("[x](smarter-together.eu/news)", "[x](http://smarter-together.eu/news)"),
        ("[x](//x.eu)", "[x](http://x.eu)"),
        ("[ ](http://x.eu)", "[http://x.eu](http://x.eu)"),
        ("[x](http://x.eu and more", "[x](http://x.eu) and more"),
        ("[see [[x]]](http://x.eu)", r"[see \[\[x]]](http://x.eu)"),
        ("[x]()", "x"),
    ],
)
def test_an_address_is_completed(source, result):
    assert rewritten(source) == (result, ())


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("![A lamp](p.png)", "![A lamp](/files/1)"),
        ("![A](/images/a b.jpg)", "![A](/files/2)"),
        ("![A](images/a%20b.jpg)", "![A](/files/2)"),
        ("![A](ä (1).png 'T')", "![A](/files/3 'T')"),
        ("![Lamp-post.jpg](p.png)", "![Lamp post](/files/1)"),
        ("[![A](p.png)](https://x.eu)", "[![A](/files/1)](https://x.eu)"),
        ("[![A](p.png)](a.md)", "[![A](/files/1)](/pages/a)"),
        ("![A](https://x.eu/p.png)", "![A](https://x.eu/p.png)"),
    ],
)
def test_a_picture_the_source_holds(source, result):
    assert rewritten(source) == (result, ())


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("![The street before](x/y z.png)", "*The street before*"),
        ("![y.png](x/y.png)", ""),
        ("![](x/y.png)", ""),
        ("![Alt text](x/y.png)", ""),
        ("[![Alt text](x/y.png)](https://vimeo.com/1)", "[https://vimeo.com/1](https://vimeo.com/1)"),
        ("![A](data:image/png;base64,AAAA)", "*A*"),
    ],
)
def test_a_picture_the_source_lacks_becomes_its_description(source, result):
    text, (problem,) = rewritten(source)
    assert (text, problem.code) == (result, "missing-picture")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("[gone](gone.html)", "missing-page"),
        ("[gone](/old/)", "missing-page"),
        ("[gone](plan.pdf)", "missing-file"),
        ("[gone](javascript:alert(1))", "unsafe-link"),
        ("[gone](file:///etc/passwd)", "unsafe-link"),
    ],
)
def test_a_link_to_nowhere_becomes_its_text_and_is_told(source, code):
    text, (problem,) = rewritten(source)
    assert (text, problem.code) == ("gone", code)


def test_definitions_are_resolved_into_the_links_that_use_them():
    text, problems = rewritten(
        "[A][1], [b][], [C c], ![p][pic], [x][no]\n\n[1]: a.md\n[B]: http://b.eu\n[c C]: gone.md\n[pic]: p.png"
    )
    assert text.rstrip() == "[[a|A]], [b](http://b.eu), C c, ![p](/files/1), [x][no]"
    assert [problem.code for problem in problems] == ["missing-page"]


@given(
    st.lists(
        st.sampled_from(["[", "]", "(", ")", "![", "](", "a", " ", "\n", "\\", "a.md", "p.png", '"', "|", "[[", "]]"])
    )
)
def test_no_brackets_are_too_odd(parts):
    text, _ = rewritten("".join(parts))
    assert isinstance(text, str)
