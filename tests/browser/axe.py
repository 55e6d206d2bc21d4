"""What axe finds on a page that is open: light and wide, dark and narrow."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

UNFOLD = "within => document.querySelectorAll(`${within} details`).forEach(folded => { folded.open = true })"
# Over a gradient axe cannot tell a contrast; the shade at the side of a table lies under no text that stays there.
_UNSHADED = "document.querySelectorAll('.table-scroll').forEach(table => { table.style.background = 'none' })"
# What is in order is not told, for to tell it takes longer than to look.
_LOOK = """within => axe.run(within || document, {resultTypes: ["violations"]}).then(results => results.violations)"""
# A scheme changes colours alone and a width what is beside what: each is looked at once, not with each of the other.
_SEEN: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1280), ("dark", 360))


def faults(page: Page, *, within: str = "") -> dict[str, str]:
    """Return what is wrong by scheme and width, with everything that folds unfolded; the page is opened only once.

    ``within`` is the selector of a part, of a page that says the same many times over.
    """
    page.evaluate(UNFOLD, within or "main")
    page.evaluate(_UNSHADED)
    page.evaluate(Axe().axe_script)
    found = {}
    for scheme, width in _SEEN:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        if violations := page.evaluate(_LOOK, within):
            found[f"{scheme}, {width} px"] = _told(violations)
    return found


def width_at(page: Page, pixels: int) -> int:
    """Return the width that a page of a narrow window needs."""
    page.set_viewport_size({"width": pixels, "height": 640})
    return int(page.evaluate("document.documentElement.scrollWidth"))


def _told(violations: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{violation['id']}: {node['target']} {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"][:3]
    )
