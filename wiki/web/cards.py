"""The cards of a list of pages."""

from collections.abc import Sequence

from wiki.pages import queries
from wiki.pages.types import PageCard, PageKind
from wiki.web.context import actor
from wiki.web.practice_words import glances
from wiki.web.presenting import Card, card


def cards_of(items: Sequence[PageCard]) -> list[Card]:
    """Return what a list shows of pages, and of practices their facts at a glance."""
    practices = [item.id for item in items if item.kind is PageKind.PRACTICE]
    values = queries.list_values(actor(), practices)
    return [card(item, glances(values.get(item.id, {}))) for item in items]
