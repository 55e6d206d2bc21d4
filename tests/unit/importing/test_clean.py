"""What a reader gets of a page written for another system: its words, no trace of the system."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from wiki.importing.clean import clean


def cleaned(body, **files):
    return clean(body, link=files.get, picture=files.get)


def body(text):
    return cleaned(text).body.rstrip("\n")


def codes(findings):
    return [finding.code for finding in findings]


PLAIN = """\
Über *Käse* & “Löcher”: 5 < 6, a > b, x <3, `code`, {braces}, 50 % {of} it.

* one  \n  with a break
* two | pipe

| a | b |
|---|---|
| 1 | 2 |

[link](https://example.org/a_(b)) and <https://example.org> and <a@example.org> &lt;b&gt;
"""


def test_markdown_that_needs_nothing_stays_byte_for_byte():
    assert cleaned(PLAIN).body == PLAIN
    assert (cleaned(PLAIN).notes, cleaned(PLAIN).problems) == ((), ())


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("a <b>bold</b> and <em>thin</em> word", "a **bold** and *thin* word"),
        ("one<br>two<br/>\nthree", "one  \ntwo  \nthree"),
        ('<a href="http://x.eu/a b" class="btn" target="_blank">Go</a>.', "[Go](http://x.eu/a%20b)."),
        ("<h2><span class='o'>MUNICH  STRIVES</span> TO:</h2>\n\n* x", "## MUNICH STRIVES TO:\n\n* x"),
        ("<h2>CREATE:</h2> Focus", "## CREATE:\n\nFocus"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<ul><li>a</li><li>b <b>c</b></li></ul>", "* a\n* b **c**"),
        ("text <unknown-tag x=1>kept</unknown-tag>", "text kept"),
        ("<span>open", "open"),
        ("close</div>", "close"),
        ("<u>a</u><font color='red'>b</font>", "ab"),
        ("m<sup>2</sup>, CO<sub>2</sub>, x<sup>n</sup>", "m², CO₂, xn"),
        ("<code>a &lt;b&gt;</code>", "`a <b>`"),
        ("<pre><code>a\n  &lt;b&gt;</code></pre>", "```\na\n  <b>\n```"),
        ("<hr>", "---"),
        ("<iframe src='https://vimeo.com/1'></iframe>", "[https://vimeo.com/1](https://vimeo.com/1)"),
        ("&lt;b&gt; stays", "&lt;b&gt; stays"),
        ("<b>a <![ b <3</b>", "**a &lt;![ b &lt;3**"),
        ("<b>&lt;i&gt; &amp; R&D</b>", "**&lt;i&gt; &amp; R&D**"),
        (r"\<b> shown", "&lt;b> shown"),
        ("a <b\n\nc", "a \n\nc"),
        ("x <y and <yes", "x &lt;y and &lt;yes"),
        ('<a href="http://x.eu">Lyon Metropolis', "[Lyon Metropolis](http://x.eu)"),
        ("<div>\n        Deep *text*\n\n        more\n</div>", "Deep *text*\n\nmore"),
    ],
)
def test_html_becomes_markdown(source, result):
    assert body(source) == result


def test_headings_stacked_in_a_box_are_one_heading():
    source = '<div class="multiline"><h2><span class="ornament-news">A</span></h2>\n<h2>B</span></h2></div>\n\nText'
    assert body(source) == "## A B\n\nText"


def test_an_html_table_becomes_a_table():
    source = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert body(source) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ("a<script>alert(1)</script>b", "script-removed"),
        ("a<style>p {}</style>b", "style-removed"),
        ("a<!-- secret -->b", "comment-removed"),
        ("a{::comment}secret{:/comment}b", "comment-removed"),
    ],
)
def test_scripts_styles_and_comments_go_as_a_whole_and_are_told(source, note):
    assert body(source) == "ab"
    assert note in codes(cleaned(source).notes)


@pytest.mark.parametrize(
    "code",
    [
        "```html\n<div>{{ site.url }}</div>\n{: .x}\n```",
        "~~~\n<b>\n~~~",
        "    <div>\n    {% if %}",
        "`<b>{{x}}{:y}`",
        "``a ` <i>``",
        "* a\n\n  ```\n  <b>\n  ```",
        "> ```\n> <b>\n> ```",
    ],
)
def test_code_is_not_touched(code):
    source = f"Before\n\n{code}\n\nAfter"
    assert body(source) == source


def test_an_unpaired_backtick_does_not_hide_a_tag():
    assert body("a ` b <b>c</b>") == "a ` b **c**"


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ('[x](http://x.eu/){:target="_blank"}.', "[x](http://x.eu/)."),
        ('[x](http://x.eu/){:target="_blank"', "[x](http://x.eu/)"),
        ("Text\n{: .lead #id}\nmore", "Text\nmore"),
        ("## Head {#top}\n\n{::nomarkdown}a{:/nomarkdown}", "## Head\n\na"),
        ("* toc\n{:toc}\n\nText", "Text"),
        ("{:/} a {:.b}", " a "),
    ],
)
def test_attributes_of_kramdown_go(source, result):
    assert body(source).strip() == result.strip()


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("{{site.baseurl}}/a, {{ site.url }}{{ site.baseurl }}b", "/a, /b"),
        ("a {{ page.title | upcase }}b{% include x.html %}c", "a bc"),
        ("{% if a %}yes{% else %}no{% endif %}", "yesno"),
        ("{% comment %}secret{% endcomment %}a", "a"),
        ("{% raw %}a{% endraw %}", "a"),
        ("{% highlight ruby %}\n<b>{{x}}\n{% endhighlight %}", "```ruby\n<b>{{x}}\n```"),
        ("{% for x in site.news reversed %}<li>{{ x.title }}</li>{% endfor %}", "[All news](/news)"),
        ("{% for x in site.events %}\n\n        <b>\n{% endfor %}", "[All meetings](/meetings)"),
        ("a{% for x in site.team %}{{ x }}{% for y in x %}{% endfor %}{% endfor %}b", "ab"),
        ("a\n\n{% if paginator.total_pages > 1 %}<div>1 2 3</div>{% endif %}", "a"),
        ("a {{ unclosed and {% too", "a { unclosed and % too"),
    ],
)
def test_liquid_is_resolved_or_removed(source, result):
    assert body(source) == result


def test_removed_placeholders_are_told():
    (note,) = cleaned("a {{ page.title }}").notes
    assert note.text == "Template placeholders were removed: {{ page.title }}."


def test_a_listing_page_becomes_one_link():
    source = """<div class="listing2">
  {% for news in site.news reversed %}
    <article>
      {% if news.imageurl %}
          <a href="{{ news.url }}"><img src="{{ news.imageurl | prepend: site.baseurl }}" /></a>
      {% endif %}

            <h2><a href="{{ news.url }}">{{ news.title }}</a></h2>
    </article>
  {% endfor %}
</div>

{% if paginator.total_pages > 1 %}
<div class="pagination__wrapper">
      {% if paginator.page_trail %}

        {% for trail in paginator.page_trail %}<li>{{trail.num}}</li>{% endfor %}
      {% endif %}
</div>
{% endif %}
"""
    assert cleaned(source).body == "[All news](/news)\n"


# As the wiki renders: HTML is text. Unjoined, what an entity or a backslash made is no plain "text".
STRICT = MarkdownIt("commonmark", {"html": False}).enable("table").disable("text_join")
FOREIGN = re.compile(r"<[A-Za-z/!?]|\{[:{%]")
FRAGMENTS = st.sampled_from(
    r"""<b>·</b>·<div>·</div>·<h2>·</h2>·<br>·<a href='x'>·</a>·<img src="y">·<p ·<pre>·</pre>·<code>·</code>·<!--·-->
</·<·<script>·</script>·<style>·<p a="b·<x:y>·<ul>·<li>·</ul>·<ol start='²'>·</ol>·<table>·<tr>·<td colspan='²'>·<![
<![CDATA[·]]>·<?php ?>·<!DOCTYPE a>·{{·}}·{{site.url}}·{%·%}·{% for x in site.news %}·{% endfor %}·{% raw %}·{·:·{:·}
{% if a %}·{% highlight a %}·{% endhighlight %}·{:target="_blank"}·{::nomarkdown}·{:/}·`·``·```·~~~·\·\<·>·&·&lt;·[
]·](·)·![·[a](b)·[a]: b·|·<http://x.eu>·<a@b.eu>·*·-·#·1.·a·ä·字·"·'·/·!·?""".replace("\n", "·").split("·")
) | st.sampled_from(["\n", "\n\n", "\n    ", "\t", " ", "  \n", "\n> ", "\n- "])


def leftovers(markdown):
    """Give the text outside code that a reader would see as a tag or as foreign braces."""
    found = []
    waiting = list(STRICT.parse(markdown))
    while waiting:
        token = waiting.pop()
        waiting += token.children or []
        if token.type == "text" and FOREIGN.search(token.content):
            found.append(token.content)
    return found


@settings(max_examples=400)
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_whatever_the_page_no_tag_and_no_placeholder_remains(text):
    result = cleaned(text).body
    assert leftovers(result) == []
    assert cleaned(result).body == result or leftovers(cleaned(result).body) == []


@given(
    st.text(alphabet=st.characters(exclude_characters="<{\\`[]\r\x00", exclude_categories=["Cs", "Cn"]), max_size=200)
)
def test_text_without_foreign_syntax_is_only_trimmed(text):
    lines = [line for line in text.split("\n") if line.strip()]
    assert [line for line in cleaned(text).body.split("\n") if line.strip()] == lines


@pytest.mark.parametrize(
    "piece", ["<a ", "<div>", "<b>x", "</b>", "<!--", "{{", "{% for x in site.a %}", "[a](", "`" * 2 + " ", "[", "{:"]
)
def test_a_hostile_page_comes_to_an_end(piece):
    assert leftovers(cleaned(piece * 3000).body) == []
