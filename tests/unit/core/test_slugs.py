import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.core.slugs import MAX_LENGTH, is_reserved, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Lamp posts", "lamp-posts"),
        ("  Heat -- from the_river! ", "heat-from-the-river"),
        ("Енергийно обновяване", "енергийно-обновяване"),
        ("スマートシティ", "スマートシティ"),
        ("Straße", "strasse"),
        ("projects/Lamp posts", "projects/lamp-posts"),
        ("//a///b//", "a/b"),
        ("../../etc/passwd", "etc/passwd"),
        ("ﬁne", "fine"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_an_address(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=300))
def test_a_slug_is_its_own_slug_and_never_too_long(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert len(slug) <= MAX_LENGTH


@given(st.text(max_size=100))
def test_a_slug_is_a_path_without_surprises(text: str) -> None:
    for segment in filter(None, slugify(text).split("/")):
        assert segment not in {".", ".."}
        assert not segment.startswith("-")
        assert not set(segment) & set(" %?#&<>\"'\\\x00")


@pytest.mark.parametrize(
    ("slug", "reserved"), [("edit", True), ("a/history", True), ("editing", False), ("a/b", False)]
)
def test_a_slug_that_names_an_action_anywhere_is_reserved(slug: str, reserved: bool) -> None:
    assert is_reserved(slug) is reserved
