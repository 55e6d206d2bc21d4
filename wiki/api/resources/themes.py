"""Themes: read by everybody, written by editors on top of what they read."""

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.basing import TAG, WRITING, base_of, refuse_outdated, shown
from wiki.api.schemas.site import ThemeConflict
from wiki.api.schemas.taxonomy import ThemeInput, ThemeList, ThemeOut
from wiki.core.db import transaction
from wiki.core.errors import NotFound
from wiki.http.context import after_save, taxonomy
from wiki.pages.service import reindex_tagged
from wiki.taxonomy import service
from wiki.taxonomy.rules import ThemeDraft
from wiki.taxonomy.types import Outdated, Theme


@operation("GET", "/themes", tag=TAG, summary="List themes", answers={200: ThemeList})
def list_themes() -> Reply:
    """In the order in which the wiki shows them."""
    return Reply(document=ThemeList(items=tuple(map(_out, taxonomy().themes))))


@operation(
    "GET", "/themes/{theme}", tag=TAG, summary="Read a theme", answers={200: ThemeOut}, problems=(problems.NOT_FOUND,)
)
def get_theme(theme: str) -> Reply:
    """A thematic area of the programme."""
    found = _here(theme)
    return shown(found, _out(found))


@operation(
    "POST", "/themes", tag=TAG, summary="Make a theme", needs="taxonomy.edit", body=ThemeInput, answers={201: ThemeOut}
)
def create_theme(body: ThemeInput) -> Reply:
    """Its address is made of its name."""
    with transaction():
        slug = service.create_theme(actor(), _draft(body))
    after_save()
    made = _here(slug)
    return shown(made, _out(made), made_at=f"/themes/{slug}")


@operation(
    "PUT",
    "/themes/{theme}",
    tag=TAG,
    summary="Change a theme",
    needs="taxonomy.edit",
    body=ThemeInput,
    answers={200: ThemeOut},
    problems=WRITING,
    problem_models={409: ThemeConflict},
    conditions=("If-Match",),
)
def update_theme(theme: str, body: ThemeInput) -> Reply:
    """Its address stays. Name what yours is based on: “base_updated_at”, or “If-Match” with its tag."""
    before = _here(theme)
    base = base_of(before, body.base_updated_at)
    with transaction():
        outcome = service.update_theme(actor(), theme, _draft(body), base=base)
        if outcome is None:
            reindex_tagged(theme_id=before.id)
    match outcome:
        case Outdated(theirs=Theme() as theirs):
            refuse_outdated(_out(theirs))
    after_save()
    found = _here(theme)
    return shown(found, _out(found))


def _here(slug: str) -> Theme:
    found = taxonomy().theme_by_slug.get(slug)
    if found is None:
        raise NotFound
    return found


def _draft(body: ThemeInput) -> ThemeDraft:
    return ThemeDraft(name=body.name, short_name=body.short_name, description=body.description, aliases=body.aliases)


def _out(theme: Theme) -> ThemeOut:
    return ThemeOut(
        slug=theme.slug,
        name=theme.name,
        short_name=theme.short_name,
        description=theme.description,
        icon=theme.icon,
        aliases=theme.aliases,
        updated_at=theme.updated_at,
    )
