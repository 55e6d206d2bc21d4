"""Every page has a file name of its own on every disk."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.core.slugs import slugify
from wiki.dissemination.archive.paths import page_path

SLUGS = st.text(max_size=80).map(slugify).filter(bool)


def test_an_address_is_its_own_file_name():
    assert page_path("news/lamp-posts") == "pages/news/lamp-posts.md"
    assert page_path("бургас") == "pages/бургас.md"


def test_what_a_disk_would_not_take_gets_another_name():
    names = [page_path(slug) for slug in ("con", "a/nul", "ı", "x" * 200, "y/" * 90 + "都" * 20, "都" * 200)]
    assert all("~" in name for name in names)
    assert all(len(part.encode()) < 255 for name in names for part in name.split("/"))
    assert len(set(names)) == len(names)


@given(SLUGS, SLUGS)
def test_no_two_addresses_share_a_file(one, other):
    for folded in (str.casefold, str.upper, str.lower):
        assert (folded(page_path(one)) == folded(page_path(other))) is (one == other)


@given(SLUGS)
def test_no_name_leaves_its_folder(slug):
    parts = page_path(slug).split("/")
    assert parts[0] == "pages"
    assert not {"", ".", ".."} & set(parts)
