"""What axe finds on a page that is open: light and wide, dark and narrow."""

from typing import Literal

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

UNFOLD = "within => document.querySelectorAll(`${within} details`).forEach(folded => { folded.open = true })"
# What is in order is not told, for to tell it takes longer than to look.
_BRIEF = {"resultTypes": ["violations"]}
# A scheme changes colours alone and a width what is beside what: each is looked at once, not with each of the other.
_SEEN: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1280), ("dark", 360))


def faults(page: Page, *, within: str = "") -> dict[str, str]:
    """Return what is wrong by scheme and width, with everything that folds unfolded; the page is opened only once.

    ``within`` is the selector of a part, of a page that says the same many times over.
    """
    page.evaluate(UNFOLD, within or "main")
    found = {}
    for scheme, width in _SEEN:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, context=within or None, options=_BRIEF)
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
