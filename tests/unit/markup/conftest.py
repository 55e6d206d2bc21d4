from collections.abc import Callable

import pytest

from wiki.markup import LinkTarget, Rendered, render


def resolve(key: str) -> LinkTarget:
    if key.startswith("missing"):
        return LinkTarget(href=f"/pages/{key}", exists=False, title="This page does not exist yet")
    return LinkTarget(href=f"/pages/{key}", exists=True)


@pytest.fixture(scope="session")
def rendered() -> Callable[..., Rendered]:
    def render_known(source: str, profile: str = "page") -> Rendered:
        return render(source, profile=profile, resolve=resolve)

    return render_known
