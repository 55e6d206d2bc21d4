"""Pages as documents."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from wiki.accounts.types import Actor
from wiki.api.schemas.facets import Facets, FacetValue
from wiki.api.schemas.facts import Facts
from wiki.api.schemas.pages import (
    ContentOut,
    HeadingOut,
    PageOut,
    PageSummary,
    PictureOut,
    RevisionSummary,
)
from wiki.core.errors import NotFound
from wiki.facts import to_stored
from wiki.http.addresses import absolute
from wiki.http.context import taxonomy
from wiki.markup import Heading
from wiki.pages import queries
from wiki.pages.facets import FACETS, FacetCounts
from wiki.pages.types import Content, Page, PageCard, Picture, Revision, Standing
from wiki.taxonomy.types import City, Theme


def slugs(tags: Iterable[Theme | City]) -> tuple[str, ...]:
    return tuple(tag.slug for tag in tags)


def url_of(slug: str) -> str:
    """Return where people read a page."""
    return absolute(queries.page_href(slug))


def edition_url_of(slug: str, number: int) -> str:
    """Return where people read an edition."""
    return f"{url_of(slug)}/editions/{number}"


def summary_of(card: PageCard, changed_at: datetime) -> PageSummary:
    return PageSummary(
        id=card.id,
        slug=card.slug,
        url=url_of(card.slug),
        kind=card.kind,
        status=card.standing,
        title=card.title,
        summary=card.summary,
        language=card.language,
        themes=slugs(card.themes),
        cities=slugs(card.cities),
        picture=picture_of(card.picture),
        date=card.date,
        ends_on=card.ends_on,
        place=card.place,
        updated_at=changed_at,
        edition=card.edition,
    )


def facets_of(counts: FacetCounts) -> Facets:
    """Return the counts of the facets that programs may choose in."""
    named = {name: tuple(FacetValue(**asdict(each)) for each in counts.get(name, ())) for name in FACETS}
    return Facets(**{name: values for name, values in named.items() if name in Facets.model_fields})


def picture_of(picture: Picture | None) -> PictureOut | None:
    return PictureOut(**vars(picture)) if picture else None


def content_of(content: Content) -> ContentOut:
    return ContentOut(**vars(content) | {"facts": Facts(to_stored(content.facts))})


def headings_of(headings: Iterable[Heading]) -> tuple[HeadingOut, ...]:
    return tuple(HeadingOut(level=found.level, text=found.text, anchor=found.anchor) for found in headings)


def revision_summary(revision: Revision) -> RevisionSummary:
    return RevisionSummary(
        number=revision.number,
        title=revision.title,
        language=revision.language,
        themes=slugs(revision.themes),
        cities=slugs(revision.cities),
        comment=revision.comment,
        minor=revision.minor,
        author=revision.author,
        created_at=revision.created_at,
        published_at=revision.published_at,
        size=revision.size,
    )


def page_out(actor: Actor, page: Page, number: int | None = None) -> PageOut:
    """Return a page with a revision, the one the actor reads by default unless told. Raises :class:`NotFound`."""
    latest = page.current_number if queries.reads_drafts(actor) else page.published_number
    if latest is None:
        raise NotFound
    view = queries.get_view(actor, page, taxonomy(), number)
    revision = view.revision
    return PageOut(
        id=page.id,
        slug=page.slug,
        url=url_of(page.slug),
        kind=page.kind,
        status=_standing(page, latest),
        archived=page.is_archived,
        revision=revision.number,
        latest_revision=latest,
        published_revision=page.published_number,
        edition=page.edition,
        title=revision.title,
        summary=revision.summary,
        body=queries.get_body(actor, revision.id),
        html=view.html,
        headings=headings_of(view.headings),
        language=revision.language,
        themes=slugs(revision.themes),
        cities=slugs(revision.cities),
        lead_picture=revision.picture.path if revision.picture else "",
        picture=picture_of(revision.picture),
        tags_inferred=revision.tags_inferred,
        starts_on=revision.starts_on,
        ends_on=revision.ends_on,
        place=revision.place,
        facts=Facts(to_stored(view.facts)),
        comment=revision.comment,
        minor=revision.minor,
        author=revision.author,
        created_at=revision.created_at,
        published_at=revision.published_at,
        size=revision.size,
    )


def _standing(page: Page, latest: int) -> Standing:
    if page.published_number is None:
        return Standing.UNPUBLISHED
    return Standing.PUBLIC if page.published_number == latest else Standing.CHANGED
