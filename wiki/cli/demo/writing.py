"""Bringing the demo content into the wiki, and taking it out again. The caller holds the transaction."""

from datetime import date

from wiki.accounts.types import Actor
from wiki.cli.demo.adopting import enter_demo_series, start_demo_replications, take_away
from wiki.cli.demo.exchanging import log_demo_exchanges
from wiki.cli.demo.reading import load_demo, load_demo_profiles
from wiki.cli.demo.reviewing import AUTHOR, begun_on, noon, review
from wiki.cli.demo.types import DEMO_COMMENT, DemoPractice
from wiki.core.clock import at, now
from wiki.exchange.service import untake_demo_exchanges
from wiki.facts.dates import months_later
from wiki.fit.service import take_demo_profiles, untake_demo_profiles
from wiki.pages.queries import DemoPage, find_page, find_redirect, list_demo_pages
from wiki.pages.service import create_page, mark_as_demo, remove_page, save_page
from wiki.pages.types import PageKind


def create_demo_practices(actor: Actor) -> tuple[str, ...]:
    """Make the practices and take each as far through its review as it got; return the addresses of those made.

    Cities get what the demo content says of them, practices what was measured there and who takes
    them up, and cities their visits and what they want to learn.

    Nothing happens at an address that leads somewhere already.
    """
    take_demo_profiles(load_demo_profiles())
    today = now().date()
    missing = [
        each for each in load_demo(today) if not (find_page(actor, each.slug) or find_redirect(actor, each.slug))
    ]
    for practice in missing:
        _create(practice, begun_on(practice, today))
        mark_as_demo(actor, practice.slug)
    made = tuple(practice.slug for practice in missing)
    enter_demo_series(made)
    start_demo_replications(made)
    log_demo_exchanges(made)
    return made


def _create(practice: DemoPractice, begun: date) -> None:
    slug, first = practice.slug, begun if practice.former is None else months_later(begun, -12)
    with at(noon(first, -1)):
        content = practice.former or practice.content
        create_page(AUTHOR, slug=slug, kind=PageKind.PRACTICE, content=content, comment=DEMO_COMMENT)
    review(practice, 1, first)
    if practice.former:
        with at(noon(begun, -1)):
            save_page(AUTHOR, slug, practice.content, base_number=1, comment=DEMO_COMMENT)
        review(practice, 2, begun)
    if practice.draft:
        number = 2 if practice.former else 1
        save_page(AUTHOR, slug, practice.draft, base_number=number, comment=DEMO_COMMENT)


def remove_demo_practices(actor: Actor, *, edited: bool = False) -> tuple[DemoPage, ...]:
    """Remove the demo content for good, ``edited`` also what people saved since; return what is left of it.

    A page stays, too, where people entered results or took it up; of the demo's own what nobody touched goes.
    """
    untake_demo_profiles()
    untake_demo_exchanges()
    for page in list_demo_pages():
        has_more = take_away(page.slug)
        if edited or not (page.is_edited or has_more):
            remove_page(actor, page.slug)
    return list_demo_pages()
