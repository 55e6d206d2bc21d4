"""Small frozen values for templates: what a card, a change and a choice show."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wiki.pages.facets import PairCounts
from wiki.pages.types import Event, EventAction, PageCard, Picture, Standing
from wiki.practices.types import StepKind
from wiki.taxonomy.types import City, Taxonomy, Theme
from wiki.web.practice_words import Glance
from wiki.web.reviews.words import taken_words

CARD_WIDTH, LEAD_WIDTH = 480, 960
_ACTIONS = {
    EventAction.CREATED: _l("created"),
    EventAction.EDITED: _l("edited"),
    EventAction.REVERTED: _l("restored an earlier revision"),
    EventAction.ARCHIVED: _l("archived"),
    EventAction.RESTORED: _l("restored"),
    EventAction.KIND_CHANGED: _l("changed the kind of page"),
}


@dataclass(frozen=True, kw_only=True)
class Card:
    slug: str
    title: str
    summary: str
    kind: str
    language: str
    themes: tuple[Theme, ...]
    cities: tuple[City, ...]
    date: dt.date
    ends_on: dt.date | None
    place: str
    picture_url: str | None
    picture_alt: str
    standing: Standing
    glances: Sequence[Glance] = ()


@dataclass(frozen=True, kw_only=True)
class Change:
    at: datetime
    title: str
    language: str
    slug: str
    author: str
    author_href: str
    action: str
    comment: str
    size_change: int | None
    minor: bool
    diff_href: str


@dataclass(frozen=True, kw_only=True)
class Counts:
    practice: int
    news: int
    meeting: int
    other: int


@dataclass(frozen=True, kw_only=True)
class CountedTheme:
    slug: str
    name: str
    description: str
    icon: str
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class CountedCity:
    slug: str
    name: str
    country: str
    role: str
    latitude: float | None
    longitude: float | None
    counts: Counts


def thumbnail_url(picture: Picture, width: int) -> str:
    key, name = picture.path.split("/")[2:4]
    return url_for("files.thumbnail", key=key, width=width, name=name)


def card(item: PageCard, glances: Sequence[Glance] = ()) -> Card:
    return Card(
        slug=item.slug,
        title=item.title,
        summary=item.summary,
        kind=item.kind,
        language=item.language,
        themes=item.themes,
        cities=item.cities,
        date=item.date,
        ends_on=item.ends_on,
        place=item.place,
        picture_url=thumbnail_url(item.picture, CARD_WIDTH) if item.picture else None,
        # The title beside it says what the card leads to; the picture's words belong to the page.
        picture_alt="",
        standing=item.standing,
        glances=glances,
    )


def change(event: Event) -> Change:
    return Change(
        at=event.at,
        title=event.title,
        language=event.language,
        slug=event.page_slug,
        author=event.author,
        author_href=url_for("changes.contributions", author=event.author) if event.author else "",
        action=action_words(event),
        comment=event.comment,
        size_change=event.size_change,
        minor=event.minor,
        diff_href=_diff_href(event),
    )


def _diff_href(event: Event) -> str:
    if event.revision_number is None or event.previous_number is None:
        return ""
    return url_for("pages.diff", slug=event.page_slug, old=event.previous_number, new=event.revision_number)


def newest_changes(events: Iterable[Event], limit: int) -> list[Change]:
    """Return the newest event of each run of events of one page, so that an eager author leaves room for others."""
    runs = (next(run) for _, run in groupby(events, key=lambda event: event.page_slug))
    return [change(event) for event in islice(runs, limit)]


def action_words(event: Event) -> str:
    """Return what happened, in the reader's language."""
    if event.action is EventAction.PUBLISHED:
        return str(gettext("published revision %(number)s", number=event.revision_number))
    if event.action is EventAction.RENAMED:
        return str(gettext("renamed %(addresses)s", addresses=event.detail))
    if event.action is EventAction.DISSEMINATED:
        return str(gettext("disseminated edition %(number)s", number=event.detail))
    if event.action is EventAction.SUPERSEDED:
        return str(gettext("said that %(page)s took its place", page=event.detail))
    if event.action in _ACTIONS:
        return str(_ACTIONS[event.action])
    return taken_words(StepKind(event.action))


def _counts(by_kind: Mapping[str, int]) -> Counts:
    practice, news, meeting = (by_kind.get(kind, 0) for kind in ("practice", "news", "meeting"))
    other = sum(by_kind.values()) - practice - news - meeting
    return Counts(practice=practice, news=news, meeting=meeting, other=other)


def counted_themes(taxonomy: Taxonomy, counts: PairCounts) -> list[CountedTheme]:
    return [
        CountedTheme(
            slug=theme.slug,
            name=theme.name,
            description=theme.description,
            icon=theme.icon,
            counts=_counts(counts.get(theme.slug, {})),
        )
        for theme in taxonomy.themes
    ]


def counted_cities(cities: Iterable[City], counts: PairCounts) -> list[CountedCity]:
    return [
        CountedCity(
            slug=city.slug,
            name=city.name,
            country=city.country,
            role=city.role,
            latitude=city.latitude,
            longitude=city.longitude,
            counts=_counts(counts.get(city.slug, {})),
        )
        for city in cities
    ]
