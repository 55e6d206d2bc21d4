"""Revisions as documents, many at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.ids import PageId, RevisionId
from wiki.dissemination.archive.types import Document
from wiki.facts import TEMPLATE, to_stored
from wiki.files.models import FileRow
from wiki.pages.models import PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.visibility import listed_for, revision_visible_to, shown_revision, visible_to
from wiki.pages.types import PageKind
from wiki.practices.models import EditionRow
from wiki.practices.tokens import permanent_path
from wiki.taxonomy.models import CityRow, ThemeRow

_AT_ONCE = 100
_COLUMNS = (
    RevisionRow.id,
    RevisionRow.number,
    RevisionRow.title,
    RevisionRow.summary,
    RevisionRow.language,
    RevisionRow.body,
    RevisionRow.starts_on,
    RevisionRow.ends_on,
    RevisionRow.place,
    RevisionRow.comment,
    RevisionRow.minor,
    RevisionRow.author,
    RevisionRow.created_at,
    RevisionRow.published_at,
    RevisionRow.facts,
    RevisionRow.template_version,
    PageRow.slug,
    PageRow.kind,
    FileRow.key,
    FileRow.name,
    EditionRow.number.label("edition"),
    EditionRow.token,
    EditionRow.disseminated_at,
    EditionRow.citation,
)
_TAGS = (
    select(RevisionTheme.revision_id, ThemeRow.slug, RevisionTheme.inferred)
    .join(ThemeRow, ThemeRow.id == RevisionTheme.theme_id)
    .order_by(RevisionTheme.position),
    select(RevisionCity.revision_id, CityRow.slug, RevisionCity.inferred)
    .join(CityRow, CityRow.id == RevisionCity.city_id)
    .order_by(RevisionCity.position),
)


def revision_ids_in_time(actor: Actor) -> Sequence[RevisionId]:
    """Return every revision the actor may see, of all pages, the earliest first."""
    query = select(RevisionRow.id).join(PageRow, PageRow.id == RevisionRow.page_id)
    visible = query.where(visible_to(actor), revision_visible_to(actor))
    return [RevisionId(i) for i in db.session.scalars(visible.order_by(RevisionRow.created_at, RevisionRow.id))]


def shown_revision_ids(actor: Actor, page_ids: Sequence[PageId]) -> Sequence[RevisionId]:
    """Return the revisions the actor reads of those of the pages that lists show, in the order of the pages."""
    query = select(PageRow.id, shown_revision(actor).label("shown_id")).where(
        PageRow.id.in_(page_ids), listed_for(actor)
    )
    shown = {row.id: row.shown_id for row in db.session.execute(query)}
    return [RevisionId(shown[page_id]) for page_id in page_ids if page_id in shown]


def get_document(actor: Actor, page_id: PageId, number: int) -> Document:
    """Return a revision of a page. Raises :class:`NotFound` when there is none for the actor."""
    query = select(RevisionRow.id).where(RevisionRow.page_id == page_id, RevisionRow.number == number)
    found = db.session.scalar(query)
    document = next((document for _, document in documents(actor, [RevisionId(found)])), None) if found else None
    if document is None:
        raise NotFound
    return document


def documents(actor: Actor, revision_ids: Sequence[RevisionId]) -> Iterator[tuple[RevisionId, Document]]:
    """Yield revisions in the order asked for, without those the actor may not see; few are in memory at once."""
    for start in range(0, len(revision_ids), _AT_ONCE):
        ids = revision_ids[start : start + _AT_ONCE]
        query = (
            select(*_COLUMNS)
            .join(PageRow, PageRow.id == RevisionRow.page_id)
            .outerjoin(FileRow, FileRow.id == RevisionRow.lead_file_id)
            .outerjoin(EditionRow, EditionRow.revision_id == RevisionRow.id)
            .where(RevisionRow.id.in_(ids), visible_to(actor), revision_visible_to(actor))
        )
        rows = {row.id: row for row in db.session.execute(query)}
        themes, cities = (_tags(tags.where(tags.selected_columns[0].in_(ids))) for tags in _TAGS)
        yield from ((i, _document(rows[i], themes[i], cities[i])) for i in ids if i in rows)


def _tags(query: Any) -> dict[int, list[tuple[str, bool]]]:
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for revision_id, slug, inferred in db.session.execute(query):
        found[revision_id].append((slug, inferred))
    return found


def _document(
    row: Row[*tuple[Any, ...]], themes: Sequence[tuple[str, bool]], cities: Sequence[tuple[str, bool]]
) -> Document:
    return Document(
        title=row.title,
        slug=row.slug,
        kind=PageKind(row.kind),
        summary=row.summary,
        language=row.language,
        themes=tuple(slug for slug, _ in themes),
        cities=tuple(slug for slug, _ in cities),
        inferred=tuple(slug for slug, inferred in (*themes, *cities) if inferred),
        lead_picture=f"/files/{row.key}/{row.name}" if row.key else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        place=row.place,
        revision=row.number,
        author=row.author,
        saved_at=row.created_at,
        comment=row.comment,
        minor=row.minor,
        published_at=row.published_at,
        edition=row.edition,
        disseminated_on=row.disseminated_at.date() if row.disseminated_at else None,
        citation=row.citation or "",
        address=permanent_path(row.token) if row.token else "",
        template=TEMPLATE.version if row.facts else None,
        facts=to_stored(facts_of(row)),
        body=row.body,
    )
