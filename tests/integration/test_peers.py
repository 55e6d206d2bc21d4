"""Peers are found in what their reader may see: practices, replications, barriers and profiles."""

from datetime import date
from typing import Any

import pytest

from tests.factories import actor, practice
from tests.integration.reviewing import member
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import transaction
from wiki.exchange import queries
from wiki.exchange.matching import Kind, Peer
from wiki.exchange.service import express_interest
from wiki.exchange.types import InterestDraft
from wiki.experience.service import add_experience
from wiki.experience.types import ExperienceDraft, ExperienceKind
from wiki.replication.queries import get_replication
from wiki.replication.service import move_replication, start_replication
from wiki.replication.types import Details, Exit, MoveDraft, Replication, ReplicationId, Stage
from wiki.taxonomy.queries import load_taxonomy

IN_2018 = date(2018, 6, 5)
BLOCKS = (
    {"name": "Lamp posts", "kind": "technology", "does": "Light"},
    {"name": "Sensors", "kind": "data", "does": "Measure"},
)


def barrier(solved: str = "") -> dict[str, str]:
    told = {"kind": "barrier", "category": "financial", "text": "Too dear"}
    return told | ({"solved": solved} if solved else {})


@pytest.fixture
def lamps() -> str:
    facts = {"blocks": BLOCKS, "phase": "operation", "influences": (barrier(),)}
    return practice("Lamp posts", themes=("data",), cities=("munich",), facts=facts)


def start(slug: str, city: str = "sofia", *, stage: Stage = Stage.PLAN, **details: Any) -> ReplicationId:
    draft = MoveDraft(stage=stage, happened_on=IN_2018, evidence="Roadmap")
    with transaction():
        return start_replication(actor(Role.REVIEWER), slug, Details(city=city, **details), draft)


def read(who: Actor, number: ReplicationId) -> Replication:
    return get_replication(who, number)


def of(who: Actor, number: ReplicationId) -> tuple[Peer, ...]:
    return queries.peers_of_replication(who, read(who, number), load_taxonomy())


def kinds(peer: Peer) -> set[Kind]:
    return {reason.kind for reason in peer.reasons}


def test_the_city_it_comes_from_and_who_solved_its_barrier_could_help(lamps: str) -> None:
    practice("Cheap masts", themes=("data",), cities=("lyon",), facts={"influences": (barrier("Leased them"),)})
    practice("Warm pipes", themes=("heating",), cities=("vienna",), facts={"influences": (barrier("Leased them"),)})
    number = start(lamps, shared=True, blocks=("Sensors",))
    found = {peer.city: peer for peer in of(VISITOR, number)}
    assert set(found) == {"munich", "lyon"}
    assert kinds(found["munich"]) >= {Kind.PRACTICE, Kind.THEME, Kind.STAGE, Kind.BLOCK}
    assert kinds(found["lyon"]) >= {Kind.THEME, Kind.BARRIER}
    solved = next(reason for reason in found["lyon"].reasons if reason.kind is Kind.BARRIER)
    assert (solved.about, solved.where) == (("financial",), ("Cheap masts",))


def test_a_city_that_solved_on_its_way_what_is_open_on_anothers_could_help(lamps: str) -> None:
    other = practice("Charging points", themes=("data",), cities=("munich",))
    ours, theirs = start(lamps, shared=True), start(other, "venice", shared=True)
    for number, solved in ((ours, ""), (theirs, "Two offices share it")):
        told = ExperienceDraft(
            kind=ExperienceKind.BARRIER,
            happened_on=IN_2018,
            text="Nobody decides",
            category="governance",
            solved=solved,
        )
        with transaction():
            add_experience(actor(Role.REVIEWER), number, told)
    venice = next(peer for peer in of(VISITOR, ours) if peer.city == "venice")
    solved_there = next(reason for reason in venice.reasons if reason.kind is Kind.BARRIER)
    assert (solved_there.about, solved_there.where) == (("governance",), ("Charging points",))


def test_another_city_that_takes_it_up_is_a_peer_as_far_as_it_is_known(lamps: str) -> None:
    ours, theirs = start(lamps, shared=True), start(lamps, "venice", stage=Stage.OPERATION)
    assert "venice" not in {peer.city for peer in of(VISITOR, ours)}
    assert "venice" not in {peer.city for peer in of(member(Role.EDITOR, city="sofia"), ours)}
    force = actor(Role.REVIEWER)
    assert "venice" in {peer.city for peer in of(force, ours)}
    with transaction():
        stop = MoveDraft(stage=Stage.OPERATION, exit=Exit.STOPPED, happened_on=IN_2018, note="No masts.")
        move_replication(force, theirs, stop, seen=1)
    assert "venice" not in {peer.city for peer in of(force, ours)}


def test_what_is_not_public_makes_no_peer_for_visitors(lamps: str) -> None:
    practice("Secret masts", published=False, themes=("data",), cities=("lyon",))
    number = start(lamps, shared=True)
    assert "lyon" not in {peer.city for peer in of(VISITOR, number)}
    assert "lyon" in {peer.city for peer in of(actor(Role.EDITOR), number)}


def test_a_city_finds_peers_in_all_it_works_on(lamps: str) -> None:
    start(lamps, shared=True)
    known = load_taxonomy()
    assert [peer.city for peer in queries.peers_of_city(VISITOR, "sofia", known)] == ["munich"]
    assert [peer.city for peer in queries.peers_of_city(VISITOR, "munich", known)] == ["sofia"]
    assert queries.peers_of_city(VISITOR, "kyiv", known) == ()


def test_an_interest_finds_who_has_solved_its_issue(lamps: str) -> None:
    practice("Cheap masts", themes=("data",), cities=("lyon",), facts={"influences": (barrier("Leased them"),)})
    force = actor(Role.REVIEWER)
    answers = InterestDraft(city="sofia", theme="data", does="-", issue="Money", travel="We", category="financial")
    with transaction():
        number = express_interest(force, answers)
    found = queries.peers_of_interest(force, queries.get_interest(force, number), load_taxonomy())
    assert [peer.city for peer in found] == ["lyon", "munich"]
    assert Kind.BARRIER in kinds(found[0])
    assert Kind.BARRIER not in kinds(found[1])
