"""What series are of, as lists name it: read in three statements, however many there are."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.progress import SubjectCard
from wiki.monitoring.types import Subject
from wiki.pages.models import PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.visibility import listed_for, shown_revision
from wiki.pages.types import PageKind
from wiki.taxonomy.models import CityRow, ThemeRow


def list_subjects(actor: Actor) -> Mapping[Subject, SubjectCard]:
    """Return every subject with series that lists show to the actor: what is not here counts nowhere."""
    themes, cities = _tags(actor, RevisionTheme, ThemeRow), _tags(actor, RevisionCity, CityRow)
    columns = select(PageRow.id, PageRow.slug, RevisionRow.id, RevisionRow.title, RevisionRow.language)
    pages = columns.join(RevisionRow, RevisionRow.id == shown_revision(actor)).where(_measured(actor))
    return {
        Subject(page=PageId(page)): SubjectCard(
            slug=slug, title=title, language=language, theme=themes.get(revision), city=cities.get(revision)
        )
        for page, slug, revision, title, language in db.session.execute(pages)
    }


def _tags(actor: Actor, tag: type[RevisionTheme | RevisionCity], named: type[ThemeRow | CityRow]) -> Mapping[int, str]:
    """Return the address of each shown revision's first tag."""
    number = tag.__table__.c.theme_id if named is ThemeRow else tag.__table__.c.city_id
    query: Select[*tuple[Any, ...]] = select(tag.revision_id, named.slug).join(named, named.id == number)
    query = query.join(PageRow, tag.revision_id == shown_revision(actor)).where(_measured(actor))
    # The last to be told of a revision is its first.
    return dict(tuple(row) for row in db.session.execute(query.order_by(tag.position.desc())))


def _measured(actor: Actor) -> ColumnElement[bool]:
    with_series = PageRow.id.in_(select(SeriesRow.page_id).where(SeriesRow.page_id.is_not(None)))
    return and_(listed_for(actor), PageRow.kind == PageKind.PRACTICE, with_series)
