"""One version of a source file as a revision of its page, on top of whatever the wiki has made of it since."""

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.facts import without_cells
from wiki.importing.models import ImportedVersion
from wiki.importing.prepare import Prepared
from wiki.importing.types import Finding, Version
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.rules import COMMENT_MAX, SUMMARY_MAX, combine, content_errors, normalise, with_facts_read
from wiki.pages.service.writing import (
    Signature,
    add_revision,
    after_change,
    current_content,
    public_names,
    sign,
    stored_content,
)
from wiki.pages.types import Content
from wiki.taxonomy.types import Taxonomy

_KEPT_OURS = Finding(
    code="changed-on-both-sides",
    text="The page was changed here and in the source. The source's text is in the history; the wiki's stays on top.",
)
_AUTHOR_MAX = 120


def signature_of(version: Version) -> Signature:
    """Return who made a version in the source, and when."""
    actor = Actor(label=version.author[:_AUTHOR_MAX])
    return Signature(actor=actor, at=version.at, comment=" ".join(version.message.split())[:COMMENT_MAX])


def content_from(prepared: Prepared, taxonomy: Taxonomy, language: str) -> tuple[Content, tuple[Finding, ...]]:
    """Return a version's content, with what does not fit left out and told."""
    return fitting(
        Content(
            title=prepared.title,
            summary=prepared.summary[:SUMMARY_MAX],
            body=prepared.body,
            language=prepared.language or language,
            themes=tuple(tag.slug for tag in prepared.themes),
            cities=tuple(tag.slug for tag in prepared.cities),
            lead_picture=prepared.lead_image or "",
            starts_on=prepared.starts_on,
            ends_on=prepared.ends_on,
            place=prepared.place,
        ),
        taxonomy,
        title=prepared.slug,
    )


def fitting(content: Content, taxonomy: Taxonomy, *, title: str) -> tuple[Content, tuple[Finding, ...]]:
    """Return content as a page may hold it, with what does not fit left out and told; ``title`` stands in for none."""
    normal, wrong_facts = with_facts_read(normalise(content))
    errors = content_errors(
        normal, theme_slugs=frozenset(taxonomy.theme_by_slug), city_slugs=frozenset(taxonomy.city_by_slug)
    )
    empty: dict[str, Any] = {field.name: field.default for field in fields(Content)} | {"title": title[:200]}
    cells = {name.removeprefix("facts.") for name in errors if name.startswith("facts.")}
    normal = replace(normal, facts=without_cells(normal.facts, cells))
    told = (errors | wrong_facts).items()
    problems = tuple(Finding(code=f"left-out-{name}", text=f"{name}: {text}") for name, text in told)
    return replace(normal, **{name: empty[name] for name in errors if name in empty}), problems


def inferred_in(prepared: Prepared) -> frozenset[str]:
    """Return the tags that nobody gave."""
    return frozenset(tag.slug for tag in (*prepared.themes, *prepared.cities) if not tag.is_given)


def write_version(
    page: PageRow, version: Version, content: Content, prepared: Prepared, taxonomy: Taxonomy
) -> tuple[RevisionRow, tuple[Finding, ...]]:
    """Append a version. What people wrote in the wiki since the last import is merged, never overwritten."""
    if not prepared.published and page.edition is None:
        _withdraw(page)
    return add_on_top(
        page,
        content,
        signature_of(version),
        taxonomy,
        publish=prepared.published,
        inferred=inferred_in(prepared),
        base=last_imported(page),
    )


def add_on_top(
    page: PageRow,
    content: Content,
    signature: Signature,
    taxonomy: Taxonomy,
    *,
    publish: bool,
    inferred: frozenset[str],
    base: RevisionRow | None,
) -> tuple[RevisionRow, tuple[Finding, ...]]:
    """Append what a source has, and on top of it what people wrote here since ``base``, which both have."""
    ours = current_content(page)[1] if base is not None and base.id != page.current_revision_id else None
    theirs = add_revision(page, content, signature, taxonomy, publish=publish, inferred=inferred)
    if ours is None or base is None:
        return theirs, ()
    combined = combine(stored_content(base), ours, content)
    on_top, problems = (ours, (_KEPT_OURS,)) if combined.conflicts else (combined.content, ())
    if on_top != content:
        comment = "Kept what was written here since the last import"
        importer = sign(Actor(label=signature.actor.label), comment, minor=True)
        add_revision(page, on_top, importer, taxonomy, publish=publish)
    return theirs, problems


def _withdraw(page: PageRow) -> None:
    """Take a page from visitors; what links there is told."""
    before = public_names(page)
    page.published_revision_id = None
    db.session.flush()
    after_change(page, before)


def last_imported(page: PageRow) -> RevisionRow | None:
    """Return the newest revision of a page that an import brought."""
    if page.current_revision_id is None:
        return None
    query = (
        select(RevisionRow)
        .join(ImportedVersion, ImportedVersion.revision_id == RevisionRow.id)
        .where(RevisionRow.page_id == page.id)
        .order_by(RevisionRow.number.desc())
    )
    return db.session.scalar(query.limit(1))
