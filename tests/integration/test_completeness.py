"""What practices lack: sorted, kept up to date, and shown to members alone."""

from datetime import timedelta

from tests.factories import actor, archive, page, practice, save
from tests.integration.reviewing import ready
from tests.unit.practices.facts import FACTS
from wiki.accounts.types import VISITOR, Role
from wiki.core.clock import now
from wiki.pages.facets import Choices
from wiki.practices.queries import CompletenessOrder, list_completeness, walk_completeness
from wiki.practices.queries.scores import practice_scores
from wiki.taxonomy.queries import load_taxonomy


def listed(order: CompletenessOrder = "missing", choices: Choices | None = None) -> list[str]:
    found = list_completeness(actor(Role.EDITOR), choices or {}, load_taxonomy(), order=order)
    assert found.total == len(found.items)
    return [each.slug for each in found.items]


def filled() -> None:
    practice("Zeppelins", facts={"phase": "operation"}, published=False)
    practice("Balloons", themes=("data",), cities=("munich",))
    ready("hauffgasse")
    page("A story")
    practice("Gone")
    archive("gone")


def test_those_that_lack_least_come_first() -> None:
    filled()
    assert listed() == ["hauffgasse", "balloons", "zeppelins"]
    assert listed("title") == ["balloons", "hauffgasse", "zeppelins"]
    assert listed("score")[0] == "hauffgasse"
    assert listed(choices={"theme": ("data",)}) == ["balloons"]
    assert listed(choices={"city": ("vienna",)}) == ["hauffgasse"]


def test_each_tells_what_it_lacks_and_of_its_results() -> None:
    filled()
    first, *_, last = list_completeness(actor(Role.EDITOR), {}, load_taxonomy()).items
    assert first.gate.is_open
    assert not first.gate.is_measured
    assert first.gate.pending_until is not None
    assert first.verified_on == FACTS["verified_on"]
    assert {lack.field for lack in last.gate.missing} >= {"themes", "cities", "kpis", "evidence"}
    assert last.problems == 0


def test_a_save_and_a_day_change_the_order_at_once() -> None:
    filled()
    assert listed()[0] == "hauffgasse"
    save("hauffgasse", facts={"latitude": 1})
    assert listed()[0] != "hauffgasse"
    (found,) = list_completeness(actor(Role.EDITOR), {"city": ("vienna",)}, load_taxonomy()).items
    assert found.problems == 1
    save("hauffgasse", facts=FACTS)
    later = now().date() + timedelta(days=800)
    scores = {
        day: practice_scores(actor(Role.EDITOR), {"city": ("vienna",)}, load_taxonomy(), day)[0].missing
        for day in (now().date(), later)
    }
    assert scores[now().date()] == 0
    assert scores[later] > 0


def test_visitors_and_observers_learn_nothing() -> None:
    filled()
    for who in (VISITOR, actor(Role.OBSERVER)):
        assert list_completeness(who, {}, load_taxonomy()).total == 0
        assert walk_completeness(who, {}, load_taxonomy()) == ()


def test_a_walk_goes_on_where_it_stopped() -> None:
    filled()
    found: list[str] = []
    place = None
    for _ in range(3):
        (one,) = walk_completeness(actor(Role.EDITOR), {}, load_taxonomy(), after=place, limit=1)
        found.append(one.slug)
        place = len(one.gate.missing), one.page_id
    assert found == listed()
    assert walk_completeness(actor(Role.EDITOR), {}, load_taxonomy(), after=place) == ()
