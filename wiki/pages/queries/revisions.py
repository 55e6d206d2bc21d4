"""Revisions as values: the columns one needs without its text, and the tags of many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, literal, select, union_all

from wiki.core.db import run
from wiki.core.ids import RevisionId, UserId
from wiki.facts import Subject
from wiki.files.models import FileRow
from wiki.pages.models import RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.types import Picture, Revision
from wiki.taxonomy.types import City, Taxonomy, Theme

PICTURE_COLUMNS = (
    FileRow.key.label("picture_key"),
    FileRow.name.label("picture_name"),
    FileRow.alt.label("picture_alt"),
    FileRow.width.label("picture_width"),
    FileRow.height.label("picture_height"),
)
REVISION_COLUMNS = (
    RevisionRow.id.label("revision_id"),
    RevisionRow.number,
    RevisionRow.title,
    RevisionRow.summary,
    RevisionRow.language,
    RevisionRow.starts_on,
    RevisionRow.ends_on,
    RevisionRow.place,
    RevisionRow.comment,
    RevisionRow.minor,
    RevisionRow.author_id,
    RevisionRow.author,
    RevisionRow.created_at.label("saved_at"),
    RevisionRow.published_at,
    RevisionRow.size,
    *PICTURE_COLUMNS,
)


@dataclass(frozen=True)
class Tags:
    themes: tuple[Theme, ...] = ()
    cities: tuple[City, ...] = ()
    inferred: bool = False


NO_TAGS = Tags()
_REVISIONS: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)
_TAGS = union_all(
    *(
        select(
            tag.revision_id.label("revision_id"),
            literal(kind).label("kind"),
            tag_id.label("tag_id"),
            tag.inferred.label("inferred"),
            tag.position.label("position"),
        ).where(tag.revision_id.in_(_REVISIONS))
        for kind, tag, tag_id in (
            ("theme", RevisionTheme, RevisionTheme.theme_id),
            ("city", RevisionCity, RevisionCity.city_id),
        )
    )
).order_by("position")


def revision_select(*more: Any) -> Select[*tuple[Any, ...]]:
    """Return a select of a revision's columns (and others), joined with its lead picture."""
    return (
        select(*REVISION_COLUMNS, *more)
        .select_from(RevisionRow)
        .outerjoin(FileRow, FileRow.id == RevisionRow.lead_file_id)
    )


def tags_of(revision_ids: Iterable[int], taxonomy: Taxonomy) -> dict[int, Tags]:
    """Return the themes and cities of many revisions, in one query."""
    themes: dict[int, list[Theme]] = defaultdict(list)
    cities: dict[int, list[City]] = defaultdict(list)
    inferred: set[int] = set()
    for row in run(_TAGS, {"ids": list(revision_ids)}):
        if row.kind == "theme":
            themes[row.revision_id].append(taxonomy.theme_by_id[row.tag_id])
        else:
            cities[row.revision_id].append(taxonomy.city_by_id[row.tag_id])
        if row.inferred:
            inferred.add(row.revision_id)
    return {i: Tags(tuple(themes[i]), tuple(cities[i]), i in inferred) for i in themes.keys() | cities.keys()}


def subject_of_row(row: Any, tags: Tags) -> Subject:
    """Return what a row with ``title`` and ``summary`` says of its practice."""
    return Subject(
        title=row.title,
        summary=row.summary,
        themes=[theme.slug for theme in tags.themes],
        cities=[city.slug for city in tags.cities],
    )


def revision_of(row: Row[Any], tags: Tags) -> Revision:
    return Revision(
        id=RevisionId(row.revision_id),
        number=row.number,
        title=row.title,
        summary=row.summary,
        language=row.language,
        themes=tags.themes,
        cities=tags.cities,
        tags_inferred=tags.inferred,
        picture=picture_of(row),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        place=row.place,
        comment=row.comment,
        minor=row.minor,
        author_id=UserId(row.author_id) if row.author_id else None,
        author=row.author,
        created_at=row.saved_at,
        published_at=row.published_at,
        size=row.size,
    )


def picture_of(row: Row[Any]) -> Picture | None:
    if row.picture_key is None:
        return None
    return Picture(
        path=f"/files/{row.picture_key}/{row.picture_name}",
        alt=row.picture_alt,
        width=row.picture_width,
        height=row.picture_height,
    )
