"""From pages to search documents."""

from collections.abc import Iterable, Iterator, Mapping

from wiki.core.ids import PageId
from wiki.experience.queries import said_of
from wiki.facts import Depth, Kind, searchable
from wiki.markup import plain_text
from wiki.pages.facets import WAITING, Choices
from wiki.pages.queries.texts import PageText, page_id_batches, page_texts
from wiki.replication.queries import reasons_of
from wiki.search.types import Part, SearchDocument
from wiki.taxonomy.queries import load_taxonomy

REPLICATIONS = "replications"
"""The part that holds why cities left a practice and what they learnt; no field of the template is called so."""
NO_WORDS: Mapping[int, str] = {}


def documents_of(page_ids: Iterable[PageId], words: Mapping[int, str] = NO_WORDS) -> tuple[SearchDocument, ...]:
    """Return the documents of pages, read from the database as it is now.

    ``words`` holds the plain words of revisions, where somebody knows them already.
    """
    texts = tuple(page_texts(page_ids, load_taxonomy()))
    told = _told_elsewhere({text.page_id for text in texts})
    return tuple(
        _document(text, words.get(text.revision_id) or plain_text(text.body), told.get(text.page_id, ""))
        for text in texts
    )


def all_documents() -> Iterator[SearchDocument]:
    """Yield the documents of every page, batch by batch."""
    for batch in page_id_batches():
        yield from documents_of(batch)


def _aliases(text: PageText) -> tuple[str, ...]:
    """Return the names of the city or theme a page is about, so that "Wien" leads to the page of Vienna.

    Most other names of a theme are topics within it: who types "lamp post" does not mean the page of all data.
    """
    if text.kind == "city":
        return tuple(name for city in text.cities[:1] for name in city.names)
    if text.kind == "theme":
        return tuple(name for theme in text.themes[:1] for name in (theme.name, theme.short_name))
    return ()


def _facets(text: PageText) -> Choices:
    return {
        "theme": tuple(theme.slug for theme in text.themes),
        "city": tuple(city.slug for city in text.cities),
        "kind": (text.kind,),
        "language": (text.language,),
        "year": (str(text.listed_on.year),),
        # A text of their own is what members read of a page whose newest text is not published.
        "state": (WAITING,) if text.audience == "members" else (),
        **text.marks.values,
    }


def _told_elsewhere(page_ids: set[PageId]) -> Mapping[int, str]:
    """Return why cities left the practices, and what they learnt with them."""
    reasons, learnt = reasons_of(page_ids), said_of(page_ids)
    return {each: "\n".join(filter(None, (reasons.get(each), learnt.get(each)))) for each in {*reasons, *learnt}}


def _parts(text: PageText, reasons: str) -> tuple[Part, ...]:
    """Return what the practice's fields say, prose without its marks, and what cities tell that took it up."""
    parts = (
        Part(field=field.key, text=plain_text(said) if field.kind == Kind.PROSE else said, depth=field.depth)
        for field, said in searchable(text.facts)
    )
    left = (Part(field=REPLICATIONS, text=reasons, depth=Depth.IMPLEMENTER),) if reasons else ()
    return (*parts, *left)


def _document(text: PageText, body: str, reasons: str) -> SearchDocument:
    # A summary that is only the text's own opening must not count those words twice.
    is_opening = body.replace("\n", " ").startswith(text.summary.rstrip("…"))
    return SearchDocument(
        key=f"{text.page_id}:{text.audience}",
        page_id=text.page_id,
        slug=text.slug,
        title=text.title,
        summary="" if is_opening else text.summary,
        body=body,
        parts=_parts(text, reasons),
        language=text.language,
        facets=_facets(text),
        listed_on=text.listed_on,
        ranks=text.marks.ranks,
        aliases=_aliases(text),
        names=tuple(name for city in text.cities for name in city.names),
        audience=text.audience,
        updated_at=text.updated_at,
    )
