"""History: the revisions of a page, and how two of them differ."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.finding import next_link, page_here
from wiki.api.resources.pages import shown
from wiki.api.resources.presenting import revision_summary
from wiki.api.schemas.history import Diff, DiffQuery, DiffRowOut, FieldChangeOut, HunkOut, RevisionListQuery, SpanOut
from wiki.api.schemas.pages import PageOut, RevisionList, StretchOut
from wiki.http.context import taxonomy
from wiki.pages import queries
from wiki.pages.diff import Cut, DiffRow, Gap, Hunk, Span, diff_lines
from wiki.pages.rules import FieldChange, changed_fields
from wiki.pages.types import Page
from wiki.pages.wording import Stretch

TAG = "History"


@operation(
    "GET",
    "/pages/{slug}/revisions",
    tag=TAG,
    summary="List the revisions of a page",
    query=RevisionListQuery,
    answers={200: RevisionList},
    problems=(NOT_FOUND,),
    moves=True,
)
def list_revisions(slug: str, query: RevisionListQuery) -> Reply:
    """The newest comes first. Without a token: those that were published.

    With “containing” they tell who wrote a sentence and when, whatever its case, accents and Markdown, in all texts and
    facts.
    """
    page = page_here(slug)
    if query.containing:
        return _containing(page, query)
    found = queries.list_revisions(actor(), page, taxonomy(), before=query.cursor, limit=query.limit + 1)
    shown_ones = found[: query.limit]
    cursor = str(shown_ones[-1].number) if len(found) > query.limit else None
    items = tuple(map(revision_summary, shown_ones))
    document = RevisionList(items=items, next_cursor=cursor, stretches=(), complete=True)
    return Reply(document=document, headers=next_link(cursor))


def _containing(page: Page, query: RevisionListQuery) -> Reply:
    told = queries.find_wording(actor(), page, query.containing)
    stretches = told.stretches[: query.limit]
    numbers = {edit.number for each in stretches for edit in (each.came, each.went) if edit}
    found = queries.find_revisions(actor(), page, taxonomy(), numbers)
    return Reply(
        document=RevisionList(
            items=tuple(map(revision_summary, found)),
            next_cursor=None,
            stretches=tuple(map(_stretch, stretches)),
            complete=told.reaches_back and len(stretches) == len(told.stretches),
        )
    )


def _stretch(stretch: Stretch) -> StretchOut:
    removed_in = stretch.went.number if stretch.went else None
    return StretchOut(first=stretch.came.number, last=stretch.last, removed_in=removed_in)


@operation(
    "GET",
    "/pages/{slug}/revisions/{number}",
    tag=TAG,
    summary="Read a revision",
    answers={200: PageOut},
    problems=(NOT_FOUND,),
    moves=True,
)
def get_revision(slug: str, number: int) -> Reply:
    """The page as it was then; the same as “?revision=” on the page."""
    return shown(slug, number)


@operation(
    "GET",
    "/pages/{slug}/diff",
    tag=TAG,
    summary="Compare two revisions",
    query=DiffQuery,
    answers={200: Diff},
    problems=(NOT_FOUND,),
    moves=True,
)
def get_diff(slug: str, query: DiffQuery) -> Reply:
    """Line by line, and by word within a line; the other fields as a whole."""
    page = page_here(slug)
    older, newer = (queries.get_content(actor(), page, number) for number in (query.older, query.newer))
    lines = diff_lines(older.body, newer.body)
    document = Diff(
        older=query.older,
        newer=query.newer,
        added=lines.added,
        removed=lines.removed,
        hunks=tuple(map(_hunk, lines.hunks)),
        fields=tuple(_field(change) for change in changed_fields(older, newer)),
    )
    return Reply(document=document)


def _field(change: FieldChange) -> FieldChangeOut:
    return FieldChangeOut(name=change.name, label=change.label, old=change.old, new=change.new)


def _hunk(hunk: Hunk | Gap | Cut) -> HunkOut:
    rows = hunk.rows if isinstance(hunk, Hunk) else ()
    lines = len(rows) if isinstance(hunk, Hunk) else hunk.lines
    return HunkOut(kind=hunk.kind, lines=lines, rows=tuple(map(_row, rows)))


def _row(row: DiffRow) -> DiffRowOut:
    return DiffRowOut(
        kind=row.kind,
        old_number=row.old_number,
        new_number=row.new_number,
        old=tuple(map(_span, row.old)),
        new=tuple(map(_span, row.new)),
    )


def _span(span: Span) -> SpanOut:
    return SpanOut(text=span.text, changed=span.changed)
