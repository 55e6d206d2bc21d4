"""Profiles of cities and the practices that fit them, over the database."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from tests.factories import A_DAY, actor, archive, new_person, practice, save
from wiki.accounts.queries import actor_of
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.fit import queries, service
from wiki.fit.reading import read_profile
from wiki.fit.rules import conditions_of
from wiki.fit.types import Answer, Outdated, Profile, Told
from wiki.pages.queries import get_page
from wiki.replication.service import start_replication
from wiki.replication.types import Details, MoveDraft, Stage
from wiki.taxonomy.queries import load_taxonomy
from wiki.taxonomy.rules import CityDraft
from wiki.taxonomy.service import update_city


def row(attribute: str, operator: str, value: str = "", weight: str = "core") -> dict[str, str]:
    return {"attribute": attribute, "operator": operator, "value": value, "weight": weight, "reason": "Because."}


def needing(title: str, *conditions: dict[str, str], **more: Any) -> str:
    rows = tuple({"id": str(place), **each} for place, each in enumerate(conditions))
    return practice(title, facts={"conditions": rows}, **{"cities": ("vienna",)} | more)


def say(city: str, who: Actor | None = None, **values: Any) -> Profile | Outdated:
    """Let a city's profile say these values besides the others."""
    before = profile(city)
    told = {
        **before.told,
        **{key: Told(value=value, source="Statistics", as_of="2016") for key, value in values.items()},
    }
    with transaction():
        return service.save_profile(who or actor(Role.REVIEWER), city, told, base=before.updated_at)


def profile(city: str) -> Profile:
    return queries.profile_of(load_taxonomy().city_by_slug[city])


def fitting(who: Actor, city: str) -> list[str]:
    known = load_taxonomy()
    places = {slug: found.place for slug, found in queries.all_profiles(known).items()}
    return [each.title for each in queries.list_fitting(who, known.city_by_slug[city], places, known).items]


def test_a_city_keeps_its_own_profile_and_the_task_force_keeps_all() -> None:
    editor = replace(actor_of(new_person()), city="sofia")
    assert isinstance(say("sofia", editor, heat_supply="district_fossil"), Profile)
    with pytest.raises(Denied):
        say("munich", editor, heat_supply="gas")
    for who in (
        VISITOR,
        actor(Role.EDITOR),
        replace(actor(Role.OBSERVER), city="sofia"),
        replace(editor, read_only=True),
    ):
        with pytest.raises(Denied):
            say("sofia", who, heat_supply="gas")
    told = profile("sofia").told["heat_supply"]
    assert (told.value, told.source, told.as_of, told.updated_by) == (
        "district_fossil",
        "Statistics",
        "2016",
        editor.label,
    )
    assert queries.all_profiles(load_taxonomy())["sofia"] == profile("sofia")


def test_every_type_comes_back_as_it_was_said() -> None:
    values: dict[str, Any] = {
        "density": 1.234,
        "municipal_utility": False,
        "tenure": "mixed",
        "modal_split": 0,
        "climate": 2500.5,
    }
    say("sofia", **values)
    assert {key: profile("sofia").place[key] for key in values} == values


def test_inhabitants_are_one_number_everywhere() -> None:
    say("sofia", population=1_300_000)
    sofia = load_taxonomy().city_by_slug["sofia"]
    assert sofia.population == 1_300_000
    assert profile("sofia").told["population"].source == "Statistics"
    draft = {key: getattr(sofia, key) for key in ("name", "country", "latitude", "longitude", "description", "aliases")}
    with transaction():
        update_city(actor(Role.EDITOR), "sofia", CityDraft(**draft, role=sofia.role, population=1_400_000))
    told = profile("sofia").told["population"]
    assert (told.value, told.source) == (1_400_000, "")


def test_nobody_overwrites_what_somebody_else_said_meanwhile() -> None:
    before = profile("sofia")
    say("sofia", tenure="mixed")
    with transaction():
        outcome = service.save_profile(actor(Role.REVIEWER), "sofia", {}, base=before.updated_at)
    assert isinstance(outcome, Outdated)
    assert outcome.theirs.told["tenure"].value == "mixed"
    with transaction():
        service.save_profile(actor(Role.REVIEWER), "sofia", {}, base=outcome.theirs.updated_at)
    assert "tenure" not in profile("sofia").told
    with pytest.raises(NotFound), transaction():
        service.save_profile(actor(Role.REVIEWER), "atlantis", {}, base=None)


def test_no_free_text_lands_in_a_typed_slot() -> None:
    given = {
        "population": {"value": "around a million"},
        "heat_supply": {"value": "gas, mostly"},
        "density": {"source": "Statistics"},
        "tenure": {"value": "mixed", "as_of": "last year"},
        "soul": {"value": "1"},
    }
    assert set(read_profile(given).errors) == {
        "population.value",
        "heat_supply.value",
        "density.value",
        "tenure.as_of",
        "soul",
    }


def test_what_fits_best_comes_first_and_what_is_ruled_out_last() -> None:
    say("sofia", heat_supply="gas", municipal_utility=True)
    needing("Unknown", row("funding", "exists", "A subsidy"))
    needing("Ruled out", row("heat_supply", "is", "coal"), row("municipal_utility", "exists"))
    needing("Fits", row("municipal_utility", "exists"))
    needing("Fits in part", row("municipal_utility", "exists"), row("skills", "exists", "Advisers"))
    needing("At home", row("municipal_utility", "exists"), cities=("sofia",))
    practice("Says nothing")
    assert fitting(VISITOR, "sofia") == ["Fits", "Fits in part", "Unknown", "Ruled out"]


def test_nothing_is_told_of_what_the_reader_may_not_see() -> None:
    edition = needing("Public", row("municipal_utility", "exists"))
    draft = needing("Hidden", row("municipal_utility", "exists"), published=False)
    archived = needing("Gone", row("municipal_utility", "exists"))
    archive(archived)
    save(edition, title="Secret title", facts={"conditions": ({"id": "1", **row("tenure", "is", "mixed")},)})
    editor, known = actor(Role.EDITOR), load_taxonomy()
    assert fitting(VISITOR, "sofia") == ["Public"]
    # Members, too, see the newest edition, and the working copy only of what has none.
    assert fitting(editor, "sofia") == ["Hidden", "Public"]
    for who in (VISITOR, editor):
        needs = queries.needs_of(who, get_page(editor, edition).id, known)
        assert needs is not None
        assert [each.attribute for each in needs.conditions] == ["municipal_utility"]
    for slug in (draft, archived):
        assert queries.needs_of(VISITOR, get_page(editor, slug).id, known) is None


def test_a_list_of_many_asks_no_more_than_a_list_of_one() -> None:
    def statements() -> int:
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        event.listen(db.engine, "before_cursor_execute", counted)
        fitting(VISITOR, "sofia")
        event.remove(db.engine, "before_cursor_execute", counted)
        return count

    needing("One", row("municipal_utility", "exists"))
    first, again = statements(), statements()
    for number in range(5):
        needing(f"Another {number}", row("municipal_utility", "exists"))
    assert statements() <= first
    assert statements() == again


def test_answers_are_kept_and_the_newest_counts() -> None:
    (asked,) = conditions_of({"conditions": ({"id": "1", **row("funding", "exists", "A subsidy")},)})
    known, sofia = frozenset({asked.fingerprint}), replace(actor(Role.EDITOR), city="sofia")

    begun = MoveDraft(stage=Stage.WATCHING, happened_on=A_DAY)
    with transaction():
        taken = start_replication(actor(Role.REVIEWER), practice("Boreholes"), Details(city="sofia"), begun)

    def answer(who: Actor, **said: Any) -> bool:
        with transaction():
            return service.save_answer(who, taken, "sofia", known, asked.fingerprint, Answer(**said))

    assert answer(sofia, score=-2, note="None yet.")
    assert not answer(sofia, score=-2, note="None yet.")
    assert answer(actor(Role.REVIEWER), score=1, mitigation="A programme begins in 2027.")
    found = queries.answers_of(taken)[asked.fingerprint]
    assert (found.score, found.mitigation) == (1, "A programme begins in 2027.")
    assert [each.score for _, each in queries.log_of_answers(taken)] == [-2, 1]
    assert queries.answers_of(taken + 1) == {}
    assert answer(sofia)
    assert queries.answers_of(taken) == {}
    assert not answer(sofia)
    with pytest.raises(Denied):
        answer(actor(Role.EDITOR), score=0)
    with pytest.raises(Invalid, match="score"):
        answer(sofia, score=5)
    with pytest.raises(Invalid, match="condition"), transaction():
        service.save_answer(sofia, taken, "sofia", frozenset(), asked.fingerprint, Answer(score=1))
