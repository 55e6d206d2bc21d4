"""What axe finds on a page that is open: light and dark, wide and narrow."""

from itertools import product
from typing import Any, Literal

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

UNFOLD = "for (const folded of document.querySelectorAll('main details')) folded.open = true"
# What is in order is not told, for to tell it takes longer than to look.
_BRIEF = {"resultTypes": ["violations"]}
# The other scheme has other colours, and all else alike.
_RULES: dict[Literal["light", "dark"], dict[str, Any]] = {
    "light": _BRIEF,
    "dark": _BRIEF | {"runOnly": ["color-contrast"]},
}


def faults(page: Page) -> dict[str, str]:
    """Return what is wrong by scheme and width, with everything that folds unfolded; the page is opened only once."""
    page.evaluate(UNFOLD)
    found = {}
    for width, (scheme, rules) in product((1280, 360), _RULES.items()):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options=rules)
        if results.violations_count:
            found[f"{scheme}, {width} px"] = _told(results)
    return found


def width_at(page: Page, pixels: int) -> int:
    """Return the width that a page of a narrow window needs."""
    page.set_viewport_size({"width": pixels, "height": 640})
    return int(page.evaluate("document.documentElement.scrollWidth"))


def _told(results: AxeResults) -> str:
    return "; ".join(
        f"{violation['id']}: {node['target']} {node['html'][:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"][:3]
    )
