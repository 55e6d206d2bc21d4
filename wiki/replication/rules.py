"""Pure rules of replications: who sees and moves one, which moves are possible, and what each needs.

A city moves forward by any number of stages, for some were passed before anybody wrote them down. From the plan on a
step forward needs evidence, a step back needs a note, and every exit needs its reason. One that was left is taken
up again at any stage. These rules are ours.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.messages import message
from wiki.replication.types import Details, Exit, MoveDraft, Stage

FIRST_WITH_EVIDENCE = Stage.PLAN
DISTRICT_MAX, TITLE_MAX, NAME_MAX = 120, 160, 120
EVIDENCE_MAX, LINK_MAX, NOTE_MAX = 1_000, 500, 2_000
MOST_BLOCKS = 50
_SCHEMES = frozenset({"http", "https"})


def may_edit(actor: Actor, city: str) -> bool:
    """Tell whether the actor may start and move replications in a city (a slug): its own people and the task force."""
    return can(actor, "replication.edit_any") or (can(actor, "replication.edit") and actor.city == city)


def may_edit_some(actor: Actor) -> bool:
    """Tell whether there is any city for which the actor may."""
    return can(actor, "replication.edit_any") or (can(actor, "replication.edit") and actor.city is not None)


def reads_whole(actor: Actor, city: str, *, shared: bool) -> bool:
    """Tell whether the actor reads all of a replication in a city; of shared ones everybody else reads a summary."""
    if can(actor, "replication.read_any"):
        return True
    return can(actor, "replication.read_drafts") and (shared or actor.city == city)


def details_errors(details: Details, *, cities: Collection[str], editions: Collection[int]) -> dict[str, str]:
    """Return what is wrong with what is said of a replication, by field."""
    errors: dict[str, str] = {}
    for name, text, limit in (
        ("district", details.district, DISTRICT_MAX),
        ("title", details.title, TITLE_MAX),
        ("responsible", details.responsible, NAME_MAX),
    ):
        if len(text) > limit:
            errors[name] = _too_long(text, limit)
    if details.city not in cities:
        errors["city"] = message("Choose the city it is for.")
    if details.edition is not None and details.edition not in editions:
        errors["edition"] = message("Choose one of the practice's editions.")
    return errors


def move_errors(
    draft: MoveDraft, *, stage: Stage | None, left_by: Exit = Exit.NONE, since: date | None, today: date
) -> dict[str, str]:
    """Return what is wrong with a move, by field, from where it stands; no ``stage`` for the first."""
    errors = dict(_missing(draft, stage=stage, left_by=left_by))
    if draft.happened_on > today:
        errors["happened_on"] = message("That day is still to come. Say when it happened.")
    elif since is not None and draft.happened_on < since:
        errors["happened_on"] = message("The move before it was on {day}. This one cannot be earlier.", day=since)
    for name, text, limit in (
        ("evidence", draft.evidence, EVIDENCE_MAX),
        ("link", draft.link, LINK_MAX),
        ("note", draft.note, NOTE_MAX),
    ):
        if len(text) > limit:
            errors[name] = _too_long(text, limit)
    if draft.link and "link" not in errors and not is_address(draft.link):
        errors["link"] = message("Give a whole address that begins with https://, or leave it empty.")
    return errors


def needs_evidence(stage: Stage | None, target: Stage) -> bool:
    """Tell whether a step to a stage (from none: the first) must name what shows it."""
    return target >= FIRST_WITH_EVIDENCE and (stage is None or target > stage)


def cities_of(actor: Actor, cities: Iterable[str]) -> tuple[str, ...]:
    """Return those of the cities (slugs) in which the actor may start and move replications."""
    return tuple(city for city in cities if may_edit(actor, city))


def next_stage(stage: Stage, left_by: Exit) -> Stage | None:
    """Return the stage that comes next; None at the end, and while it is left."""
    return Stage(stage + 1) if left_by is Exit.NONE and stage < max(Stage) else None


def kept_blocks(chosen: Collection[str], offered: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the chosen blocks as they are stored, of those the practice has: its rows' keys by their names."""
    return [{"name": name, "key": key} for name, key in offered.items() if name in chosen][:MOST_BLOCKS]


def is_address(text: str) -> bool:
    """Tell whether a text is a whole address of the web, which may stand behind a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc) and not any(char.isspace() for char in text)


def _missing(draft: MoveDraft, *, stage: Stage | None, left_by: Exit) -> Mapping[str, str]:
    if stage is not None and (draft.stage, draft.exit) == (stage, left_by):
        return {"stage": message("It stands there already. Choose where it goes.")}
    if draft.exit is not Exit.NONE:
        if stage is not None and draft.stage != stage:
            return {"stage": message("Who leaves it leaves it at the stage it had reached.")}
        return {} if draft.note else {"note": message("Say why; others look for the reason.")}
    if stage is not None and draft.stage < stage and not draft.note:
        return {"note": message("Say why it goes back.")}
    if needs_evidence(stage, draft.stage) and not (draft.evidence or draft.link):
        return {"evidence": message("From the plan on, say what shows it: a document, a decision or a link.")}
    return {}


def _too_long(text: str, limit: int) -> str:
    return message("At most {limit} characters; you have {length}.", limit=limit, length=len(text))
