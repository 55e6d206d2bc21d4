"""Synonyms: read by everybody, written by editors on top of what they read. A search knows them at once."""

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.basing import TAG, WRITING, base_of, refuse_outdated, shown
from wiki.api.schemas.site import SynonymsConflict
from wiki.api.schemas.taxonomy import SynonymsBase, SynonymsInput, SynonymsList, SynonymsOut
from wiki.core.db import transaction
from wiki.core.errors import NotFound
from wiki.http.context import after_save, taxonomy
from wiki.taxonomy import service
from wiki.taxonomy.types import Outdated, SynonymGroup


@operation("GET", "/synonyms", tag=TAG, summary="List synonyms", answers={200: SynonymsList})
def list_synonyms() -> Reply:
    """Groups of words that mean the same: a search for one looks for the others, too."""
    return _all()


@operation(
    "GET",
    "/synonyms/{group}",
    tag=TAG,
    summary="Read a group of synonyms",
    answers={200: SynonymsOut},
    problems=(problems.NOT_FOUND,),
)
def get_synonyms(group: int) -> Reply:
    """Words and phrases in any languages."""
    found = _here(group)
    return shown(found, _out(found))


@operation(
    "POST",
    "/synonyms",
    tag=TAG,
    summary="Add a group of synonyms",
    needs="taxonomy.edit",
    body=SynonymsInput,
    answers={201: SynonymsOut},
)
def create_synonyms(body: SynonymsInput) -> Reply:
    """Nothing is indexed anew: the next search knows it."""
    with transaction():
        number = service.create_synonyms(actor(), body.words)
    after_save()
    made = _here(number)
    return shown(made, _out(made), made_at=f"/synonyms/{number}")


@operation(
    "PUT",
    "/synonyms/{group}",
    tag=TAG,
    summary="Change a group of synonyms",
    needs="taxonomy.edit",
    body=SynonymsInput,
    answers={200: SynonymsOut},
    problems=WRITING,
    problem_models={409: SynonymsConflict},
    conditions=("If-Match",),
)
def update_synonyms(group: int, body: SynonymsInput) -> Reply:
    """Name what yours is based on: “base_updated_at”, or “If-Match” with its tag."""
    before = _here(group)
    base = base_of(before, body.base_updated_at)
    with transaction():
        outcome = service.update_synonyms(actor(), before.id, body.words, base=base)
    _refuse(outcome)
    found = _here(group)
    return shown(found, _out(found))


@operation(
    "POST",
    "/synonyms/{group}/delete",
    tag=TAG,
    summary="Delete a group of synonyms",
    needs="taxonomy.edit",
    body=SynonymsBase,
    body_optional=True,
    answers={200: SynonymsList},
    problems=WRITING,
    problem_models={409: SynonymsConflict},
    conditions=("If-Match",),
)
def delete_synonyms(group: int, body: SynonymsBase) -> Reply:
    """Name which state you mean, as for a change. The groups that are left are the answer."""
    before = _here(group)
    base = base_of(before, body.base_updated_at)
    with transaction():
        outcome = service.delete_synonyms(actor(), before.id, base=base)
    _refuse(outcome)
    return _all()


def _refuse(outcome: Outdated | None) -> None:
    match outcome:
        case Outdated(theirs=SynonymGroup() as theirs):
            refuse_outdated(_out(theirs))
    after_save()


def _all() -> Reply:
    return Reply(document=SynonymsList(items=tuple(map(_out, taxonomy().synonyms))))


def _here(number: int) -> SynonymGroup:
    found = next((group for group in taxonomy().synonyms if group.id == number), None)
    if found is None:
        raise NotFound
    return found


def _out(group: SynonymGroup) -> SynonymsOut:
    return SynonymsOut(id=group.id, words=group.words, updated_at=group.updated_at)
