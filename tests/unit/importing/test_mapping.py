"""A file's path tells its kind and its address in the wiki."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.core.slugs import MAX_LENGTH, is_reserved, slugify
from wiki.importing.mapping import free_slug, kind_of_page, slug_of_page
from wiki.importing.names import file_title


@pytest.mark.parametrize(
    ("path", "declared", "layout", "kind"),
    [
        ("_news/2017-01-01-a.md", "", "", "news"),
        ("news/a.md", "", "", "news"),
        ("_events/a.md", "", "", "meeting"),
        ("events/index.md", "", "subpage", "article"),
        ("cities/sofia.md", "", "", "city"),
        ("solutions/smart-data.md", "", "", "theme"),
        ("practices/lamp-posts.md", "", "", "practice"),
        ("team.md", "", "subpage", "article"),
        ("about.md", "", "city-page", "city"),
        ("about.md", "", "news-page", "news"),
        ("about.md", "", "events-page", "meeting"),
        ("cities/sofia.md", "Practice", "city-page", "practice"),
        ("cities.md", "", "", "article"),
    ],
)
def test_the_kind_of_a_page(path, declared, layout, kind):
    assert kind_of_page(path, declared=declared, layout=layout) == kind


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("_news/2017-04-04-Lamp Posts.md", "news/2017-04-04-lamp-posts"),
        ("club-of-cities/about.md", "club-of-cities/about"),
        ("events/index.md", "events"),
        ("index.md", "index"),
        ("README.md", "readme"),
        ("history.md", "history-page"),
        ("edit/a.md", "edit-page/a"),
        ("Новини/Київ.markdown", "новини/київ"),
        ("v1.2/a.b.md", "v1-2/a-b"),
    ],
)
def test_the_address_of_a_page(path, slug):
    assert slug_of_page(path) == slug


def test_an_author_may_choose_the_address():
    assert slug_of_page("a.md", declared="/Our Lamp Posts/") == "our-lamp-posts"


@given(st.text(min_size=1).filter(lambda path: "\x00" not in path and "/" not in path and path not in {".", ".."}))
def test_every_path_has_an_address_of_its_own_making(path):
    slug = slug_of_page(f"{path}.md")
    assert slug
    assert not is_reserved(slug)
    assert slugify(slug) == slug


def test_a_taken_address_gets_a_number():
    assert free_slug("a", frozenset()) == "a"
    assert free_slug("a", frozenset({"a", "a-2"})) == "a-3"
    assert len(free_slug("x" * MAX_LENGTH, frozenset({"x" * MAX_LENGTH}))) == MAX_LENGTH


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("_news/2017-04-04-munich-lamp_posts.md", "Munich lamp posts"),
        ("news/index.md", "News"),
        ("2017-04-04.md", "2017-04-04"),
        ("---.md", "---.md"),
    ],
)
def test_a_file_name_becomes_readable(path, title):
    assert file_title(path) == title
