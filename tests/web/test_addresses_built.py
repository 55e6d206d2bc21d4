"""An address that a template asks for is the router's own, whatever stands in a slug."""

from typing import Any

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st

SLUGS = st.one_of(st.sampled_from(["", "news/tale", "a b", "~slug~", "ä?#%", "x" * 300]), st.text(max_size=20))


@pytest.mark.parametrize(
    ("endpoint", "more"),
    [
        ("pages.view", {}),
        ("pages.edit", {"section": 2}),
        ("pages.diff", {"old": 1, "new": 2}),
        ("pages.source", {"revision": 3, "raw": "~slug~"}),
        # No part of these paths: what follows the "?" is written in another way.
        ("pages.new", {}),
        ("pages.new", {"title": "~slug~"}),
        ("taxonomy.theme", {"_external": True}),
    ],
)
@given(slug=SLUGS)
def test_an_address_in_a_template_is_the_routers(
    application: Flask, endpoint: str, more: dict[str, Any], slug: str
) -> None:
    build: Any = application.jinja_env.globals["url_for"]
    with application.test_request_context(base_url="http://localhost/under"):
        for _ in range(2):
            assert build(endpoint, slug=slug, **more) == url_for(endpoint, slug=slug, **more)
            assert build(endpoint, **more, slug=slug) == url_for(endpoint, **more, slug=slug)
