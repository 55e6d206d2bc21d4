"""Bringing the demo content into the wiki, and taking it out again. The caller holds the transaction."""

from wiki.accounts.types import Actor
from wiki.cli.demo.reading import load_demo
from wiki.cli.demo.types import DEMO_COMMENT, DemoPractice
from wiki.core.clock import now
from wiki.pages.queries import DemoPage, find_page, find_redirect, list_demo_pages
from wiki.pages.service import create_page, mark_as_demo, publish_page, remove_page
from wiki.pages.types import PageKind


def create_demo_practices(actor: Actor) -> tuple[str, ...]:
    """Make the practices as drafts and publish the disseminated ones; return the addresses of those made.

    Nothing happens at an address that leads somewhere already.
    """
    wanted = load_demo(now().date())
    missing = [each for each in wanted if not (find_page(actor, each.slug) or find_redirect(actor, each.slug))]
    for practice in missing:
        _create(actor, practice)
    return tuple(practice.slug for practice in missing)


def _create(actor: Actor, practice: DemoPractice) -> None:
    create_page(actor, slug=practice.slug, kind=PageKind.PRACTICE, content=practice.content, comment=DEMO_COMMENT)
    if practice.standing.is_public:
        publish_page(actor, practice.slug, 1, DEMO_COMMENT)
    mark_as_demo(actor, practice.slug)


def remove_demo_practices(actor: Actor, *, edited: bool = False) -> tuple[DemoPage, ...]:
    """Remove the demo content for good, ``edited`` also what people saved since; return what is left of it."""
    for page in list_demo_pages():
        if edited or not page.is_edited:
            remove_page(actor, page.slug)
    return list_demo_pages()
