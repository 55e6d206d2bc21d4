"""Practices like a page, as its reader may see them.

The index is asked as it is: no page waits until it has the last save. So it says only which practices may be alike.
Whether the reader may see them, and what they are called and tagged, is the database's to say. Words are told only
while the index has every save: others may be gone from the text by now.
"""

from dataclasses import dataclass

from wiki.accounts.types import Actor
from wiki.core.ids import PageId
from wiki.http.context import services, taxonomy
from wiki.http.searching import is_abreast, reader_of
from wiki.pages import queries
from wiki.pages.types import PageCard
from wiki.practices.queries import superseded_among
from wiki.search.types import SimilarPage
from wiki.taxonomy.types import City, Theme

MOST = 5
# Some may be gone meanwhile, and superseded ones give way.
_ASKED = MOST + 3


@dataclass(frozen=True, kw_only=True, slots=True)
class SimilarPractice:
    """A practice like a page, and what they have in common: themes, cities, and words as the page writes them."""

    card: PageCard
    themes: tuple[Theme, ...]
    cities: tuple[City, ...]
    words: tuple[str, ...]
    is_superseded: bool


def similar_practices(actor: Actor, page_id: PageId) -> tuple[SimilarPractice, ...]:
    """Return a few, the likest first and superseded ones last. Raises :class:`SearchUnavailable`."""
    found = {PageId(each.page_id): each for each in services().search.similar(page_id, reader_of(actor), _ASKED)}
    if not found:
        return ()
    cards = queries.list_cards(actor, list(found), taxonomy())
    superseded = superseded_among([card.id for card in cards if card.edition])
    shown = sorted(cards, key=lambda card: card.id in superseded)[:MOST]
    knows_all = is_abreast(0)
    return tuple(
        _told(card, found[card.id], is_superseded=card.id in superseded, tells_words=knows_all) for card in shown
    )


def _told(card: PageCard, common: SimilarPage, *, is_superseded: bool, tells_words: bool) -> SimilarPractice:
    return SimilarPractice(
        card=card,
        themes=tuple(theme for theme in card.themes if theme.slug in common.themes),
        cities=tuple(city for city in card.cities if city.slug in common.cities),
        words=common.words if tells_words else (),
        is_superseded=is_superseded,
    )
