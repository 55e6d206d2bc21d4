"""Where programs begin: the entry, the OpenAPI document, and what each problem means."""

from wiki.api.addresses import PREFIX, type_of
from wiki.api.openapi import TITLE, VERSION, document
from wiki.api.operations import operation
from wiki.api.problems import problem_kinds
from wiki.api.replies import Reply
from wiki.api.schemas.site import Document, Entry, ProblemKindOut, ProblemKinds

TAG = "About"
_LISTS = ("pages", "search", "themes", "cities", "synonyms", "indicators", "changes", "reviews", "files", "problems")


@operation("GET", "/", tag=TAG, summary="Begin here", answers={200: Entry})
def entry() -> Reply:
    """The addresses of everything else."""
    links = {name: f"{PREFIX}/{name}" for name in _LISTS} | {
        "openapi": f"{PREFIX}/openapi.json",
        "docs": f"{PREFIX}/docs",
    }
    return Reply(document=Entry(name=TITLE, version=VERSION, links=links))


@operation("GET", "/openapi.json", tag=TAG, summary="The OpenAPI document", answers={200: Document})
def openapi() -> Reply:
    """All of this, for programs that write programs."""
    return Reply(document=Document.model_validate(document()))


@operation("GET", "/problems", tag=TAG, summary="List what may go wrong", answers={200: ProblemKinds})
def list_problems() -> Reply:
    """The “type” of a problem names one of these."""
    items = tuple(
        ProblemKindOut(type=type_of(kind), status=kind.status, title=kind.title, explanation=kind.explanation)
        for kind in problem_kinds()
    )
    return Reply(document=ProblemKinds(items=items))
