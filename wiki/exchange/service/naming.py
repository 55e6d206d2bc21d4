"""Practices that people name by their address, found as they may see them."""

from wiki.accounts.types import Actor
from wiki.pages.queries import find_page, find_redirect
from wiki.pages.types import Page, PageKind


def named_practice(actor: Actor, slug: str) -> Page | None:
    """Return the practice at an address, or at a former one; None for anything else."""
    page = find_page(actor, find_redirect(actor, slug) or slug)
    return page if page is not None and page.kind is PageKind.PRACTICE else None
