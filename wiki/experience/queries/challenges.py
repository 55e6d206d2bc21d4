"""Barriers of practices and of replications, as far as somebody may know of them; a few statements for them all."""

from typing import Any

from sqlalchemy import Row, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.experience.challenges import Challenge, Challenges, Narrowing, first_of, matched
from wiki.experience.models import ExperienceRow
from wiki.experience.types import ExperienceKind
from wiki.pages.models import BarrierRow, PageRow, RevisionRow
from wiki.pages.queries.revisions import NO_TAGS, Tags, tags_of
from wiki.pages.queries.visibility import listed_for, shown_revision
from wiki.pages.types import PageKind
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import read_rows, replication_select
from wiki.replication.types import Replication
from wiki.taxonomy.queries import load_taxonomy

# Of open ones, and of solved ones, each of practices and of replications; no workshop looks at more.
MOST = 1_000
_EVERYTHING = Narrowing()


def list_challenges(actor: Actor, narrowing: Narrowing = _EVERYTHING, *, most: int | None = None) -> Challenges:
    """Return what is still open, help wanted first, each of the first ``most`` (of all) with who has solved the like.

    Practices tell what lists show of them; replications are those that the actor may know of.
    """
    found = [*_of_practices(actor, is_open=True), *_of_replications(actor, is_open=True)]
    asked = [each for each in found if narrowing.leaves(each)]
    if not asked:
        return Challenges(total=0, items=())
    solved = [*_of_practices(actor, is_open=False), *_of_replications(actor, is_open=False)]
    return Challenges(total=len(asked), items=matched(first_of(asked, most), solved))


def _of_practices(actor: Actor, *, is_open: bool) -> list[Challenge]:
    query = (
        select(
            PageRow.id.label("page_id"),
            PageRow.slug,
            RevisionRow.id.label("revision_id"),
            RevisionRow.title,
            RevisionRow.language,
            *BarrierRow.__table__.c,
        )
        .select_from(PageRow)
        .join(RevisionRow, RevisionRow.id == shown_revision(actor))
        .join(BarrierRow, BarrierRow.revision_id == RevisionRow.id)
        .where(listed_for(actor), PageRow.kind == PageKind.PRACTICE, BarrierRow.is_open.is_(is_open))
        .order_by(PageRow.id, BarrierRow.place)
        .limit(MOST)
    )
    rows = db.session.execute(query).all()
    tags = tags_of({row.revision_id for row in rows}, load_taxonomy()) if rows else {}
    return [_of_practice(row, tags.get(row.revision_id, NO_TAGS)) for row in rows]


def _of_practice(row: Row[Any], tags: Tags) -> Challenge:
    cells = row.cells
    severity = cells.get("severity")
    return Challenge(
        key=f"p{row.page_id}-{row.row_id}",
        text=str(cells.get("text", "")),
        language=row.language,
        category=row.category,
        phase=row.phase,
        severity=severity if isinstance(severity, int) else None,
        help_wanted=bool(cells.get("help_wanted")) and row.is_open,
        solved=str(cells.get("solved", "")),
        themes=tuple(theme.slug for theme in tags.themes),
        cities=tuple(city.slug for city in tags.cities),
        slug=row.slug,
        practice=row.title,
        practice_language=row.language,
    )


def _of_replications(actor: Actor, *, is_open: bool) -> list[Challenge]:
    told = ExperienceRow.__table__.c
    names = ("id", "text", "category", "phase", "severity", "help_wanted", "solved")
    query = (
        replication_select(actor, *(told[name].label(f"told_{name}") for name in names))
        .join(ExperienceRow, ExperienceRow.replication_id == ReplicationRow.id)
        .where(ExperienceRow.kind == ExperienceKind.BARRIER)
        .where(ExperienceRow.solved == "" if is_open else ExperienceRow.solved != "")
        .order_by(ExperienceRow.id)
        .limit(MOST)
    )
    rows = db.session.execute(query).all()
    return [_of_replication(row, each) for row, each in zip(rows, read_rows(actor, rows), strict=True)]


def _of_replication(row: Row[Any], each: Replication) -> Challenge:
    return Challenge(
        key=f"x{row.told_id}",
        text=row.told_text,
        # Nobody says in which language they told it.
        language="",
        category=row.told_category,
        phase=row.told_phase,
        severity=row.told_severity,
        help_wanted=row.told_help_wanted,
        solved=row.told_solved,
        themes=(each.practice.theme,) if each.practice.theme else (),
        cities=(each.city,),
        slug=each.practice.slug,
        practice=each.practice.title,
        practice_language=each.practice.language,
        replication=each.id,
    )
