"""How pages are found by name: redirects that hide none, addresses in reach, and titles as the keys of links."""

from collections.abc import Iterator

from sqlalchemy import func, select

from wiki.core.db import db
from wiki.core.slugs import is_reserved, slugify
from wiki.pages.models import PageRow, RedirectRow, RevisionRow
from wiki.pages.queries.texts import page_id_batches
from wiki.upkeep.types import Finding, Severity, Stores, Tell


def shadows(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for redirects from an address at which there is a page."""
    query = select(RedirectRow.slug).join(PageRow, PageRow.slug == RedirectRow.slug)
    for slug in db.session.scalars(query):
        yield Finding(
            code="redirect-shadows",
            subject=f"page {slug}",
            sentence=f"There is a page at {slug}, and a redirect from there to another.",
            severity=Severity.ERROR,
        )


def out_of_reach(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for pages at an address that means a view of another page."""
    for slug in filter(is_reserved, db.session.scalars(select(PageRow.slug))):
        yield Finding(
            code="address-reserved",
            subject=f"page {slug}",
            sentence=f"A part of the address {slug} is the name of a button. Rename it at /pages/{slug}/rename.",
            severity=Severity.ERROR,
        )


def titles(_stores: Stores, tell: Tell) -> Iterator[Finding]:
    """Look for pages that links by their title do not find."""
    shown = func.coalesce(PageRow.published_revision_id, PageRow.current_revision_id)
    query = select(PageRow.id, PageRow.slug, PageRow.title_key, RevisionRow.title)
    for batch in page_id_batches():
        rows = query.join(RevisionRow, RevisionRow.id == shown).where(PageRow.id.in_(batch))
        for page_id, slug, key, title in db.session.execute(rows):
            if key != slugify(title):
                yield Finding(
                    code="title-key-wrong",
                    subject=f"page {slug}",
                    sentence=f"Links to the title of the page {slug} do not find it: {key!r}, not {slugify(title)!r}.",
                    severity=Severity.DISPOSABLE,
                    target=page_id,
                )
        tell(len(batch))
