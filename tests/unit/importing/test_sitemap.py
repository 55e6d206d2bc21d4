"""An address in a page means a file of the source, in any form a site has served it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.importing.sitemap import SiteMap

PATHS = (
    "README.md",
    "_news/2017-04-04-Lamp-Posts.md",
    "cities/munich.md",
    "images/a b.jpg",
    "images/news/Käse.png",
    "index.md",
    "news/index.md",
    "solutions/e-mobility.md",
)
SITE = SiteMap(PATHS, hosts=["smarter-together.eu"])


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/cities/munich", "cities/munich.md"),
        ("/cities/munich/", "cities/munich.md"),
        ("/cities/Munich.html", "cities/munich.md"),
        ("munich.md", "cities/munich.md"),
        ("../solutions/e-mobility.html", "solutions/e-mobility.md"),
        ("solutions/e-mobility", "solutions/e-mobility.md"),
        ("/news/", "news/index.md"),
        ("/news/index.html", "news/index.md"),
        ("/", "index.md"),
        ("/news/2017/04/04/lamp-posts.html", "_news/2017-04-04-Lamp-Posts.md"),
        ("/news/lamp-posts", "_news/2017-04-04-Lamp-Posts.md"),
        ("/news/2017-04-04-lamp-posts/", "_news/2017-04-04-Lamp-Posts.md"),
        ("_news/2017-04-04-Lamp-Posts.md", "_news/2017-04-04-Lamp-Posts.md"),
        ("http://www.smarter-together.eu/cities/munich?x=1", "cities/munich.md"),
    ],
)
def test_a_page_is_found_by_any_of_its_addresses(href, path):
    assert SITE.page(href, seen_in="cities/lyon.md") == (path, "")


def test_the_section_comes_along():
    assert SITE.page("/cities/munich.html#the%20aim", seen_in="a.md") == ("cities/munich.md", "the aim")


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/images/a b.jpg", "images/a b.jpg"),
        ("images/a%20b.jpg", "images/a b.jpg"),
        ("../../images/news/Ka\u0308se.png", "images/news/Käse.png"),
        ("/images/news/K%C3%A4se.PNG", "images/news/Käse.png"),
        ("munich.md", "cities/munich.md"),
    ],
)
def test_a_file_is_found_however_its_name_is_written(href, path):
    assert SITE.file(href, seen_in="cities/deep/lyon.md" if href.startswith("../..") else "cities/lyon.md") == path


@pytest.mark.parametrize(
    "href", ["/cities/rome", "http://x.eu/cities/munich", "../../../etc/passwd", "", "http://[", "#a", "%00"]
)
def test_other_addresses_mean_nothing(href):
    assert SITE.page(href, seen_in="cities/lyon.md") is None
    assert SITE.file(href, seen_in="cities/lyon.md") is None


@given(st.text(max_size=40), st.sampled_from(PATHS))
def test_no_address_leads_out_of_the_source(href, seen_in):
    page, file = SITE.page(href, seen_in=seen_in), SITE.file(href, seen_in=seen_in)
    assert page is None or page[0] in PATHS
    assert file is None or file in PATHS
