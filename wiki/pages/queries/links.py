"""Reads of links: what a link key leads to, what links here, what leads nowhere, what nothing leads to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)

from wiki.accounts.types import Actor
from wiki.core.db import db, run
from wiki.core.ids import PageId
from wiki.markup import LinkTarget
from wiki.pages.models import LinkRow, PageRow, RedirectRow, RevisionRow
from wiki.pages.queries.visibility import listed_for, reads_drafts, shown_revision


@dataclass(frozen=True, kw_only=True)
class LinkingPage:
    slug: str
    title: str


@dataclass(frozen=True, kw_only=True)
class WantedPage:
    """An address that pages link to and nobody has written."""

    slug: str
    links: int


def page_href(slug: str) -> str:
    """Return the address of a page's reading view."""
    return f"/pages/{quote(slug)}"


def find_targets(keys: Iterable[str]) -> dict[str, LinkTarget]:
    """Return what each link key leads to, as anyone may know it: only what is published exists.

    A key is first an address, then a former address, then a title.
    """
    wanted = set(keys)
    if not wanted:
        return {}
    found = {row.key: row.slug for row in run(_targets(), {"keys": list(wanted)})}
    return {key: LinkTarget(href=page_href(found.get(key, key)), exists=key in found) for key in wanted}


@cache
def _targets() -> Select[*tuple[Any, ...]]:
    keys: BindParameter[Sequence[str]] = bindparam("keys", expanding=True)
    public = and_(PageRow.published_revision_id.is_not(None), PageRow.archived_at.is_(None))
    meanings = [
        select(name.label("key"), PageRow.slug.label("slug"), literal(likeliness).label("likeliness"), PageRow.id)
        .where(name.in_(keys), public)
        .select_from(PageRow)
        for likeliness, name in enumerate((PageRow.title_key, RedirectRow.slug, PageRow.slug))
    ]
    meanings[1] = meanings[1].join(RedirectRow, RedirectRow.page_id == PageRow.id)
    found = union_all(*meanings).subquery()
    # The likeliest meaning comes last and stands; of several pages with one title, the oldest.
    return select(found.c.key, found.c.slug).order_by(found.c.likeliness, found.c.id.desc())


def list_named(actor: Actor, keys: Iterable[str]) -> dict[str, LinkingPage]:
    """Return the pages that link keys lead to, as far as lists show them to the actor, with the titles they read."""
    wanted = list(set(keys))
    if not wanted:
        return {}
    ways = [
        select(name.label("key"), PageRow.slug, RevisionRow.title, literal(likeliness).label("likeliness"), PageRow.id)
        .select_from(PageRow)
        .join(RevisionRow, RevisionRow.id == shown_revision(actor))
        .where(name.in_(wanted), listed_for(actor))
        for likeliness, name in enumerate((PageRow.title_key, RedirectRow.slug, PageRow.slug))
    ]
    ways[1] = ways[1].join(RedirectRow, RedirectRow.page_id == PageRow.id)
    found = union_all(*ways).subquery()
    rows = db.session.execute(select(found).order_by(found.c.likeliness, found.c.id.desc()))
    return {row.key: LinkingPage(slug=row.slug, title=row.title) for row in rows}


def keys_of(page_id: PageId) -> frozenset[str]:
    """Return the link keys that lead to a page: its address, its former ones and its title."""
    row = db.session.execute(select(PageRow.slug, PageRow.title_key).where(PageRow.id == page_id)).one()
    return frozenset({row.slug, row.title_key, *former_addresses(page_id)} - {""})


_FORMER = select(RedirectRow.slug).where(RedirectRow.page_id == bindparam("page_id"))
_LINKING = (
    select(LinkRow.page_id)
    .where(LinkRow.target.in_(bindparam("keys", expanding=True)))
    .distinct()
    .order_by(LinkRow.page_id)
)


def former_addresses(page_id: PageId) -> tuple[str, ...]:
    """Return the addresses that lead to a page because it was once there."""
    return tuple(run(_FORMER, {"page_id": page_id}).scalars())


def find_linking_ids(keys: Iterable[str]) -> tuple[PageId, ...]:
    """Return the pages that link to any of the keys, in either pointer, by number."""
    return tuple(PageId(i) for i in db.session.scalars(_LINKING, {"keys": list(set(keys))}))


def list_linking(actor: Actor, page_id: PageId, limit: int = 500) -> tuple[LinkingPage, ...]:
    """Return the pages that link to a page, as far as the actor may see the link."""
    return _linking(actor, LinkRow.target.in_(keys_of(page_id)), limit)


def list_linking_to_key(actor: Actor, key: str, limit: int = 500) -> tuple[LinkingPage, ...]:
    """Return the pages that link to an address where there may be no page."""
    return _linking(actor, LinkRow.target == key, limit)


def _linking(actor: Actor, condition: ColumnElement[bool], limit: int) -> tuple[LinkingPage, ...]:
    query = (
        select(PageRow.slug, RevisionRow.title)
        .join(LinkRow, LinkRow.page_id == PageRow.id)
        .join(RevisionRow, RevisionRow.id == shown_revision(actor))
        .where(condition, listed_for(actor), shown_link(actor))
        .distinct()
        .order_by(RevisionRow.title)
        .limit(limit)
    )
    return tuple(LinkingPage(slug=slug, title=title) for slug, title in db.session.execute(query))


def list_wanted(actor: Actor, limit: int = 200) -> tuple[WantedPage, ...]:
    """Return the addresses that shown pages link to and that lead nowhere, most wanted first."""
    query = (
        select(LinkRow.target, func.count())
        .join(PageRow, PageRow.id == LinkRow.page_id)
        .where(listed_for(actor), shown_link(actor), LinkRow.target.not_in(_keys_of_listed(actor)))
        .group_by(LinkRow.target)
        .order_by(func.count().desc(), LinkRow.target)
        .limit(limit)
    )
    return tuple(WantedPage(slug=slug, links=links) for slug, links in db.session.execute(query))


def _keys_of_listed(actor: Actor) -> CompoundSelect[tuple[str]]:
    keys = (
        select(PageRow.slug),
        select(PageRow.title_key),
        select(RedirectRow.slug).join(PageRow, PageRow.id == RedirectRow.page_id),
    )
    return union_all(*(query.where(listed_for(actor)).correlate(None) for query in keys))


def list_orphans(actor: Actor, limit: int = 500) -> tuple[LinkingPage, ...]:
    """Return the pages that no shown page links to."""
    linker = PageRow.__table__.alias("linker")
    former = select(RedirectRow.slug).where(RedirectRow.page_id == PageRow.id)
    linked = (
        select(LinkRow.page_id)
        .join(linker, linker.c.id == LinkRow.page_id)
        .where(
            LinkRow.page_id != PageRow.id,
            linker.c.archived_at.is_(None),
            shown_link(actor),
            or_(
                LinkRow.target == PageRow.slug,
                LinkRow.target == PageRow.title_key,
                LinkRow.target.in_(former),
            ),
        )
    )
    query = (
        select(PageRow.slug, RevisionRow.title)
        .join(RevisionRow, RevisionRow.id == shown_revision(actor))
        .where(listed_for(actor), ~linked.exists())
        .order_by(RevisionRow.title)
        .limit(limit)
    )
    return tuple(LinkingPage(slug=slug, title=title) for slug, title in db.session.execute(query))


def shown_link(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a link stands in the text the actor reads."""
    return LinkRow.in_current.is_(True) if reads_drafts(actor) else LinkRow.in_published.is_(True)
