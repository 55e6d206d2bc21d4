"""What a wiki holds, told without the numbers of its rows, so that two wikis can be compared."""

from typing import Any

from sqlalchemy import select

from wiki.core.db import db
from wiki.demand.models import JoinRow, RequestRow, RequestStepRow
from wiki.exchange.models import ExchangeRow, GuestRow, InterestRow, InterestStepRow
from wiki.experience.models import ExperienceRow
from wiki.files.models import FileRow
from wiki.fit.models import ProfileValueRow
from wiki.pages.models import (
    EventRow,
    LinkRow,
    PageRow,
    RedirectRow,
    RenderingRow,
    RevisionCity,
    RevisionRow,
    RevisionTheme,
)
from wiki.plans.models import PlanRevisionRow, PlanStepRow, TakeOverRow
from wiki.practices.models import EditionRow, RemarkRow, StepRow
from wiki.replication.models import MoveRow, ReplicationRow
from wiki.taxonomy.models import CityRow, ThemeRow

# Numbers of rows, who is meant by a name here, and when an import was made.
_LOCAL = {"id", "page_id", "revision_id", "author_id", "actor_id", "created_by_id", "updated_at", "lead_file_id"} | {
    "updated_by_id",
    *("resolver_id", "city_id", "successor_id", "user_id", "asked_by_id", "request_id", "same_as_id", "theme_id"),
    *("told", "replication_id", "responsible_id", "version"),
    *("host_id", "exchange_id", "interest_id", "partner_id", "made_by_id", "is_demo"),
}


def holdings() -> dict[str, Any]:
    """Return everything a wiki holds, by table, in an order that does not depend on the rows' numbers."""
    db.session.rollback()
    pages = {row.id: row for row in db.session.scalars(select(PageRow))}
    revisions = {row.id: row for row in db.session.scalars(select(RevisionRow))}
    files = {row.id: row.key for row in db.session.scalars(select(FileRow))}
    slugs = {i: page.slug for i, page in pages.items()}
    names = {i: (slugs[row.page_id], row.number) for i, row in revisions.items()} | {None: None}
    pointers = {i for page in pages.values() for i in (page.current_revision_id, page.published_revision_id)}
    return {
        "pages": {
            page.slug: _told(page)
            | {"current_revision_id": names[page.current_revision_id]}
            | {"published_revision_id": names[page.published_revision_id]}
            for page in pages.values()
        },
        "revisions": {
            names[i]: _told(row) | {"lead": files.get(row.lead_file_id or 0)} for i, row in revisions.items()
        },
        "events": {
            slug: [
                _told(row) | {"revision": names[row.revision_id]}
                for row in db.session.scalars(select(EventRow).where(EventRow.page_id == i).order_by(EventRow.id))
            ]
            for i, slug in slugs.items()
        },
        "reviews": _reviews(names, slugs),
        "requests": _requests(slugs),
        "replications": _replications(slugs),
        "exchanges": _exchanges(slugs),
        "interests": _interests(slugs),
        "redirects": {
            row.slug: (slugs[row.page_id], row.created_at) for row in db.session.scalars(select(RedirectRow))
        },
        "links": sorted(
            (slugs[row.page_id], row.target, row.in_current, row.in_published)
            for row in db.session.scalars(select(LinkRow))
        ),
        "renderings": {
            names[row.revision_id]: (row.html, row.headings)
            for row in db.session.scalars(select(RenderingRow))
            if row.revision_id in pointers
        },
        "themes": _tags(names, ThemeRow, RevisionTheme, "theme_id"),
        "profiles": {
            (row.attribute, row.value): _told(row) | {"at": row.updated_at}
            for row in db.session.scalars(select(ProfileValueRow))
        },
        "cities": _tags(names, CityRow, RevisionCity, "city_id"),
        "files": {row.key: _told(row) for row in db.session.scalars(select(FileRow))},
    }


def _requests(slugs: dict[int, str]) -> Any:
    titles = {row.id: row.title for row in db.session.scalars(select(RequestRow))}
    cities = {row.id: row.slug for row in db.session.scalars(select(CityRow))}
    themes = {row.id: row.slug for row in db.session.scalars(select(ThemeRow))}
    return {
        row.title: _told(row)
        | {"theme": themes.get(row.theme_id or 0), "page": slugs.get(row.page_id or 0)}
        | {"same": titles.get(row.same_as_id or 0)}
        | {
            table.__tablename__: [
                _told(each) | {"city": cities.get(getattr(each, "city_id", None) or 0)}
                for each in db.session.scalars(select(table).where(table.request_id == row.id).order_by(table.id))
            ]
            for table in (JoinRow, RequestStepRow)
        }
        for row in db.session.scalars(select(RequestRow))
    }


def _replications(slugs: dict[int, str]) -> Any:
    cities = {row.id: row.slug for row in db.session.scalars(select(CityRow))}
    return [
        _told(row)
        # The keys of rows are the practice's own, here as there.
        | {"page": slugs[row.page_id], "city": cities[row.city_id], "blocks": [each["name"] for each in row.blocks]}
        | {
            "moves": [
                _told(move)
                for move in db.session.scalars(
                    select(MoveRow).where(MoveRow.replication_id == row.id).order_by(MoveRow.id)
                )
            ],
            "experiences": [
                _told(each)
                for each in db.session.scalars(
                    select(ExperienceRow).where(ExperienceRow.replication_id == row.id).order_by(ExperienceRow.id)
                )
            ],
        }
        | {
            table.__tablename__: [
                _told(each) | {"city": cities.get(getattr(each, "city_id", None) or 0)}
                for each in db.session.scalars(select(table).where(table.replication_id == row.id).order_by(table.id))
            ]
            for table in (PlanRevisionRow, PlanStepRow, TakeOverRow)
        }
        for row in sorted(db.session.scalars(select(ReplicationRow)), key=lambda row: (slugs[row.page_id], row.id))
    ]


def _exchanges(slugs: dict[int, str]) -> Any:
    cities = {row.id: row.slug for row in db.session.scalars(select(CityRow))}
    themes = {row.id: row.slug for row in db.session.scalars(select(ThemeRow))}
    taken_up = {row.id: (cities[row.city_id], row.created_at) for row in db.session.scalars(select(ReplicationRow))}
    return [
        _told(row)
        | {"page": slugs.get(row.page_id or 0), "theme": themes.get(row.theme_id or 0), "host": cities[row.host_id]}
        | {"replication": taken_up.get(row.replication_id or 0)}
        | {
            "guests": sorted(
                cities[guest.city_id]
                for guest in db.session.scalars(select(GuestRow).where(GuestRow.exchange_id == row.id))
            )
        }
        for row in sorted(db.session.scalars(select(ExchangeRow)), key=lambda row: row.created_at)
    ]


def _interests(slugs: dict[int, str]) -> Any:
    cities = {row.id: row.slug for row in db.session.scalars(select(CityRow))}
    themes = {row.id: row.slug for row in db.session.scalars(select(ThemeRow))}
    titles = {row.id: row.title for row in db.session.scalars(select(ExchangeRow))}
    return [
        _told(row)
        | {"page": slugs.get(row.page_id or 0), "theme": themes[row.theme_id], "city": cities[row.city_id]}
        | {"exchange": titles.get(row.exchange_id or 0), "partner": cities.get(row.partner_id or 0)}
        | {
            "steps": [
                _told(step)
                for step in db.session.scalars(
                    select(InterestStepRow).where(InterestStepRow.interest_id == row.id).order_by(InterestStepRow.id)
                )
            ]
        }
        for row in sorted(db.session.scalars(select(InterestRow)), key=lambda row: row.made_at)
    ]


def _reviews(names: dict[Any, Any], slugs: dict[int, str]) -> Any:
    cities = {row.id: row.slug for row in db.session.scalars(select(CityRow))}
    return {
        table.__tablename__: [
            _told(row)
            | {"page": slugs[row.page_id], "revision": names[row.revision_id]}
            | {"city": cities.get(getattr(row, "city_id", None) or 0)}
            | {"successor": slugs.get(getattr(row, "successor_id", None) or 0)}
            for row in sorted(db.session.scalars(select(table)), key=lambda row: (slugs[row.page_id], row.id))
        ]
        for table in (StepRow, RemarkRow, EditionRow)
    }


def _tags(names: dict[Any, Any], table: Any, tagged: Any, column: str) -> Any:
    rows = {row.id: row for row in db.session.scalars(select(table))}
    return {
        "all": {row.slug: _told(row) | {"aliases": [alias.name for alias in row.aliases]} for row in rows.values()},
        "of": sorted(
            (*names[row.revision_id], row.position, rows[getattr(row, column)].slug, row.inferred)
            for row in db.session.scalars(select(tagged))
        ),
    }


def _told(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in _LOCAL}
