"""What practices need, each in the newest edition its reader may see, kept as long as its revision lasts.

What a revision says never changes, so its conditions are read once in each process: a thousand practices are laid
beside a city in some milliseconds then.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import Row, func, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.core.paging import Page
from wiki.fit.likeness import likeness, place_of
from wiki.fit.rules import conditions_of, fit_of
from wiki.fit.types import Condition, Fit, Likeness, Place
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.revisions import NO_TAGS, tags_of
from wiki.pages.queries.visibility import listed_for, shown_revision, visible_to
from wiki.pages.types import PageKind
from wiki.taxonomy.types import City, Taxonomy

_BATCH, _MOST_KEPT = 500, 20_000
# SQLite gives the number of a revision that was removed to another; the time tells them apart.
_Key = tuple[int, datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Needs:
    """What a revision of a practice needs, and where it worked as far as it says so itself; cities by address."""

    conditions: tuple[Condition, ...]
    place: Place
    cities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FittingPractice:
    """A practice beside a city; ``like`` is how alike the city is to where it worked."""

    slug: str
    title: str
    language: str
    cities: Sequence[str]
    fit: Fit
    like: Likeness


_kept: OrderedDict[_Key, Needs] = OrderedDict()
_lock = Lock()


def needs_of(actor: Actor, page_id: PageId, taxonomy: Taxonomy) -> Needs | None:
    """Return what a practice needs; None for one that the actor may not see."""
    row = _row(actor, page_id)
    return _needs([row], taxonomy)[_key(row)] if row is not None else None


def find_fitting(
    actor: Actor, page_id: PageId, city: City, profiles: Mapping[str, Place], taxonomy: Taxonomy
) -> FittingPractice | None:
    """Return one practice beside a city; None for one that the actor may not see."""
    row = _row(actor, page_id)
    return _beside(row, _needs([row], taxonomy)[_key(row)], city, profiles) if row is not None else None


def list_fitting(
    actor: Actor, city: City, profiles: Mapping[str, Place], taxonomy: Taxonomy, *, number: int = 1, size: int = 20
) -> Page[FittingPractice]:
    """Return the practices of other cities that say what they need, those that fit best first.

    Where two fit the same, the one whose place is more like the city comes first, then by title.
    """
    rows = db.session.execute(_shown(actor).where(listed_for(actor))).all()
    needs = _needs(rows, taxonomy)
    found = [_beside(row, needs[_key(row)], city, profiles) for row in rows if _is_for(city, needs[_key(row)])]
    found.sort(key=_order)
    return Page(items=found[(number - 1) * size : number * size], total=len(found), number=number, size=size)


def _row(actor: Actor, page_id: PageId) -> Row[Any] | None:
    return db.session.execute(_shown(actor).where(PageRow.id == page_id, visible_to(actor))).one_or_none()


def _is_for(city: City, needs: Needs) -> bool:
    return bool(needs.conditions) and city.slug not in needs.cities


def _beside(row: Row[Any], needs: Needs, city: City, profiles: Mapping[str, Place]) -> FittingPractice:
    here = profiles[city.slug]
    return FittingPractice(
        slug=row.slug,
        title=row.title,
        language=row.language,
        cities=needs.cities,
        fit=fit_of(needs.conditions, here),
        like=likeness(here, worked_in(needs, profiles)),
    )


def worked_in(needs: Needs, profiles: Mapping[str, Place]) -> Place:
    """Return where a practice worked: as it says itself, and else as the profile of its first city does."""
    source = profiles.get(needs.cities[0], {}) if needs.cities else {}
    return {**source, **needs.place}


def _order(found: FittingPractice) -> tuple[bool, float, int, str]:
    return bool(found.fit.knock_outs), -found.fit.rank, -(found.like.percent or 0), found.title


def _shown(actor: Actor) -> Any:
    """Return a select of practices, each in its newest edition, or for members without one in their working copy."""
    newest = func.coalesce(PageRow.published_revision_id, shown_revision(actor))
    columns = PageRow.slug, RevisionRow.id, RevisionRow.created_at, RevisionRow.title, RevisionRow.language
    query = select(*columns).join(RevisionRow, RevisionRow.id == newest)
    return query.where(PageRow.kind == PageKind.PRACTICE)


def _key(row: Row[Any]) -> _Key:
    return row.id, row.created_at


def _needs(rows: Sequence[Row[Any]], taxonomy: Taxonomy) -> dict[_Key, Needs]:
    keys = [_key(row) for row in rows]
    with _lock:
        needs = {key: _kept[key] for key in keys if key in _kept}
    unknown = [key for key in keys if key not in needs]
    read: dict[_Key, Needs] = {}
    for begin in range(0, len(unknown), _BATCH):
        read |= _read(unknown[begin : begin + _BATCH], taxonomy)
    with _lock:
        _kept.update(read)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return needs | read


def _read(keys: Sequence[_Key], taxonomy: Taxonomy) -> dict[_Key, Needs]:
    ids = [revision_id for revision_id, _ in keys]
    columns = RevisionRow.id, RevisionRow.facts, RevisionRow.template_version
    facts = {row.id: facts_of(row) for row in db.session.execute(select(*columns).where(RevisionRow.id.in_(ids)))}
    tags = tags_of(ids, taxonomy)
    return {
        (i, at): Needs(
            conditions=conditions_of(facts[i]),
            place=place_of(facts[i]),
            cities=tuple(city.slug for city in tags.get(i, NO_TAGS).cities),
        )
        for i, at in keys
    }
