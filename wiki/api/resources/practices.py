"""How complete practices are."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.finding import next_link
from wiki.api.resources.presenting import slugs, url_of
from wiki.api.schemas.practices import CompletenessList, CompletenessOut, CompletenessQuery, MissingOut
from wiki.facts import Missing
from wiki.http.context import taxonomy
from wiki.http.translating import translated
from wiki.pages.facets import Choices
from wiki.practices.queries import CompletePractice, walk_completeness


@operation(
    "GET",
    "/practices/completeness",
    tag="Practices",
    summary="List what practices lack",
    needs="page.read_drafts",
    query=CompletenessQuery,
    answers={200: CompletenessList},
)
def list_completeness(query: CompletenessQuery) -> Reply:
    """Those that lack least to be standardised come first, as members edit them."""
    chosen: Choices = {"theme": _one(query.theme), "city": _one(query.city)}
    found = walk_completeness(actor(), chosen, taxonomy(), after=query.cursor, limit=query.limit + 1)
    shown = found[: query.limit]
    cursor = f"{len(shown[-1].gate.missing)}-{shown[-1].page_id}" if len(found) > query.limit else None
    document = CompletenessList(items=tuple(map(_out, shown)), next_cursor=cursor)
    return Reply(document=document, headers=next_link(cursor))


def _one(slug: str) -> tuple[str, ...]:
    return (slug,) if slug else ()


def _out(practice: CompletePractice) -> CompletenessOut:
    gate = practice.gate
    return CompletenessOut(
        slug=practice.slug,
        url=url_of(practice.slug),
        title=practice.title,
        language=practice.language,
        themes=slugs(practice.themes),
        cities=slugs(practice.cities),
        filled=gate.completeness.filled,
        needed=gate.completeness.needed,
        percent=gate.completeness.percent,
        missing=tuple(map(_missing, gate.missing)),
        measured=gate.is_measured,
        results_due=gate.pending_until,
        verified_on=practice.verified_on or None,
        problems=practice.problems,
    )


def _missing(lack: Missing) -> MissingOut:
    label, reason = translated(lack.label), translated(lack.reason)
    return MissingOut(section=lack.section, field=lack.field, label=label, reason=reason)
