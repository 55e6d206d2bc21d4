"""What was measured in the demo content's practices, who takes them up and learns. The caller holds the transaction.

All go with their practices; of a practice that stays, what people touched stays, too.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from importlib import resources
from typing import Any

import yaml

from wiki.cli.demo.planning import load_demo_plans, plan_demo
from wiki.cli.demo.reviewing import AUTHOR, LEAD
from wiki.experience.service import add_experience
from wiki.experience.types import ExperienceDraft, ExperienceKind, Measure
from wiki.indicators.queries import list_indicators
from wiki.monitoring.entries import Reading, read_row
from wiki.monitoring.service import enter
from wiki.monitoring.types import Subject, ValueDraft
from wiki.pages.queries import get_page
from wiki.replication.service import move_replication, start_replication
from wiki.replication.types import Details, MoveDraft, ReplicationId, Stage
from wiki.upkeep.service.demo import untake_demo_results


def load_demo_series() -> Mapping[str, Sequence[ValueDraft]]:
    """Return the values of each practice, by address. Raises ``ValueError`` for what cannot be read."""
    reading = Reading(indicators=list_indicators())
    return {slug: [_draft(row, reading) for row in rows] for slug, rows in _told("series.yaml").items()}


def enter_demo_series(slugs: Collection[str]) -> None:
    """Enter what was measured in those of the practices that were made."""
    for slug, drafts in load_demo_series().items():
        if slug in slugs:
            enter(AUTHOR, Subject(page=get_page(AUTHOR, slug).id), drafts)


def start_demo_replications(slugs: Collection[str]) -> None:
    """Let cities take up those of the practices that were made, plan, and move as far as they got."""
    plans = load_demo_plans()
    for told in _told("replications.yaml"):
        if told["practice"] in slugs:
            made = _take_up(told)
            if plan := plans.get((told["practice"], told["city"])):
                plan_demo(made, plan)


def take_away(slug: str) -> bool:
    """Remove what the functions above made of a practice, but for what people touched; tell whether any is left."""
    page = get_page(LEAD, slug)
    return untake_demo_results(page.id, entered_by=AUTHOR.label, taken_up_by=LEAD.label)


def _take_up(told: Mapping[str, Any]) -> ReplicationId:
    edition = get_page(LEAD, told["practice"]).edition
    details = Details(city=told["city"], title=told["title"], edition=edition, shared=True)
    first, *others = map(_move, told["moves"])
    made = start_replication(LEAD, told["practice"], details, first)
    for seen, move in enumerate(others, start=1):
        move_replication(LEAD, made, move, seen=seen)
    for learnt in told.get("experience", ()):
        add_experience(LEAD, made, _experience(learnt))
    return made


def _move(told: Mapping[str, Any]) -> MoveDraft:
    happened: date = told["happened_on"]
    return MoveDraft(stage=Stage(told["stage"]), happened_on=happened, evidence=told["evidence"])


def _experience(told: Mapping[str, Any]) -> ExperienceDraft:
    measure = Measure(told["measure"]) if "measure" in told else None
    return ExperienceDraft(**{**told, "kind": ExperienceKind(told["kind"]), "measure": measure})


def _draft(row: Mapping[str, str], reading: Reading) -> ValueDraft:
    read = read_row(row, reading)
    if read.draft is None:
        raise ValueError(f"{row}: {dict(read.errors)}")
    return read.draft


def _told(name: str) -> Any:
    return yaml.safe_load(resources.files("wiki.cli.demo").joinpath(name).read_text(encoding="utf-8"))
