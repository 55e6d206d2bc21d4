"""Series of practices: entered, corrected, ruled on, and seen by whoever may see the practice."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.factories import actor, page, practice
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.core.ids import PageId, SeriesValueId
from wiki.indicators.service import delete_indicator
from wiki.monitoring import queries, service
from wiki.monitoring.periods import read_period, write_period
from wiki.monitoring.rules import way_of
from wiki.monitoring.types import Entered, FigureKind, Series, Subject, ValueDraft
from wiki.pages.queries import get_page
from wiki.replication.service import edit_replication, start_replication
from wiki.replication.types import Details, MoveDraft, Stage


def draft(value: float = 22.08, period: str = "2020", **changed: Any) -> ValueDraft:
    told: dict[str, Any] = {"indicator": "specific_heat", "boundary": "", "kind": FigureKind.MEASURED}
    told |= {"unit": "kWh/m2a", "method": "metered", "grade": "b"}
    return ValueDraft(value=value, period=read_period(period), **(told | changed))


def subject_of(slug: str) -> Subject:
    return Subject(page=PageId(get_page(actor(Role.EDITOR), slug).id))


@pytest.fixture
def hauffgasse() -> Subject:
    return subject_of(practice("Hauffgasse"))


def entered(subject: Subject, *drafts: ValueDraft, by: Role = Role.EDITOR) -> Entered:
    with transaction():
        return service.enter(actor(by), subject, drafts)


def only(subject: Subject, role: Role = Role.EDITOR) -> Series:
    (series,) = queries.list_series(actor(role), subject)
    return series


def amounts(subject: Subject) -> Sequence[float]:
    return [value.amount for value in only(subject).values if value.stands]


def test_what_is_entered_is_read_by_everybody(hauffgasse: Subject) -> None:
    entered(hauffgasse, draft(103.26, "2015", kind=FigureKind.BASELINE), draft(source="1", factor=0.2))
    (series,) = queries.list_series(VISITOR, hauffgasse)
    assert (series.indicator.key, series.unit, len(series.values)) == ("specific_heat", "kWh/m2a", 2)
    last = series.last(FigureKind.MEASURED)
    assert last is not None
    assert (last.amount, last.source, last.factor, last.entered_by) == (22.08, "1", 0.2, "Editor")


def test_values_are_kept_as_entered_and_told_in_the_unit_of_the_series(hauffgasse: Subject) -> None:
    entered(hauffgasse, draft(1.5, indicator="installed_renewables", unit="MWp"))
    (value,) = only(hauffgasse).values
    assert (value.value, value.unit, value.amount) == (1.5, "MWp", 1500)


def test_a_wrong_unit_writes_nothing_of_the_table(hauffgasse: Subject) -> None:
    with pytest.raises(Invalid) as refused:
        entered(hauffgasse, draft(), draft(5, "2021", unit="t"))
    assert set(refused.value.errors) == {"1.unit"}
    assert queries.list_series(VISITOR, hauffgasse) == []


def test_a_table_sent_twice_is_there_once(hauffgasse: Subject) -> None:
    table = [draft(20 + month, f"2020-{month:02}", unit="kWh/m2") for month in range(1, 13)]
    assert len(entered(hauffgasse, *table).added) == 12
    again = entered(hauffgasse, *table, table[0])
    assert (again.added, again.unchanged) == ([], 13)
    assert len(only(hauffgasse).values) == 12


def test_boundaries_are_series_of_their_own(hauffgasse: Subject) -> None:
    entered(hauffgasse, draft(boundary="House 1"), draft(boundary="House 2"))
    assert [series.boundary for series in queries.list_series(VISITOR, hauffgasse)] == ["House 1", "House 2"]


def test_a_correction_keeps_the_former_value(hauffgasse: Subject) -> None:
    (first,) = entered(hauffgasse, draft()).added
    with transaction():
        second = service.correct(actor(Role.EDITOR), first, draft(23))
    series = only(hauffgasse)
    assert {value.id: (value.amount, value.stands, value.replaces) for value in series.values} == {
        first: (22.08, False, None),
        second: (23, True, first),
    }
    with pytest.raises(Invalid), transaction():
        service.correct(actor(Role.EDITOR), first, draft(24))


def test_who_sets_a_value_aside_says_why_and_it_can_count_again(hauffgasse: Subject) -> None:
    (one, other) = entered(hauffgasse, draft(22.08), draft(23)).added
    with pytest.raises(Invalid), transaction():
        service.set_aside(actor(Role.EDITOR), one, " ")
    with transaction():
        service.set_aside(actor(Role.EDITOR), one, "The heated area was another.")
    assert amounts(hauffgasse) == [23]
    ruling = next(value.set_aside for value in only(hauffgasse).values if value.id == one)
    assert ruling is not None
    assert (ruling.by, ruling.why) == ("Editor", "The heated area was another.")
    with transaction():
        service.readmit(actor(Role.EDITOR), one)
    assert amounts(hauffgasse) == [22.08, 23]
    with transaction():
        service.readmit(actor(Role.EDITOR), other)
    assert amounts(hauffgasse) == [22.08, 23]


def test_readers_enter_nothing_and_visitors_see_nothing_of_a_draft() -> None:
    secret = subject_of(practice("Secret", published=False))
    with pytest.raises(NotFound):
        entered(secret, draft(), by=Role.OBSERVER)
    (value,) = entered(secret, draft()).added
    for role in (VISITOR, actor(Role.OBSERVER)):
        assert queries.list_series(role, secret) == []
        assert queries.list_standings(role) == []
        with pytest.raises(NotFound):
            queries.find_series(role, secret, value)
        with pytest.raises(NotFound), transaction():
            service.correct(role, value, draft())
    assert len(queries.list_standings(actor(Role.EDITOR))) == 1


def test_observers_of_a_public_practice_are_denied(hauffgasse: Subject) -> None:
    (value,) = entered(hauffgasse, draft()).added
    with pytest.raises(Denied):
        entered(hauffgasse, draft(5), by=Role.OBSERVER)
    writes: Sequence[Callable[[], Any]] = (
        lambda: service.correct(actor(Role.OBSERVER), value, draft(5)),
        lambda: service.set_aside(actor(Role.OBSERVER), value, "No."),
        lambda: service.readmit(actor(Role.OBSERVER), value),
    )
    for write in writes:
        with pytest.raises(Denied), transaction():
            write()


def test_only_practices_have_results() -> None:
    with pytest.raises(NotFound):
        entered(subject_of(page("An article")), draft())
    with pytest.raises(NotFound):
        entered(Subject(replication=1), draft())
    with pytest.raises(NotFound), transaction():
        service.correct(actor(Role.EDITOR), SeriesValueId(1), draft())


def test_an_indicator_with_values_stays(hauffgasse: Subject) -> None:
    entered(hauffgasse, draft())
    with pytest.raises(Invalid), transaction():
        delete_indicator(actor(Role.EDITOR), "specific_heat")
    with transaction():
        delete_indicator(actor(Role.EDITOR), "riders")


def test_a_standing_tells_the_last_figure_of_each_kind(hauffgasse: Subject) -> None:
    entered(hauffgasse, draft(103, "2015", kind=FigureKind.BASELINE), draft(22, "2030", kind=FigureKind.TARGET))
    (_, wrong) = entered(hauffgasse, draft(30, "2020"), draft(10, "2022")).added
    entered(hauffgasse, draft(25, "2021"), draft(26, "2021"))
    with transaction():
        service.set_aside(actor(Role.EDITOR), wrong, "A meter was broken.")
    (standing,) = queries.list_standings(VISITOR)
    assert standing.indicator == "specific_heat"
    assert standing.baseline is not None
    assert standing.target is not None
    assert standing.measured is not None
    assert (standing.baseline.amount, standing.target.amount, standing.measured.amount) == (103, 22, 26)


def test_reading_takes_as_many_statements_for_many_as_for_one(
    hauffgasse: Subject, query_count: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    def statements(read: Callable[[], Any]) -> int:
        db.session.rollback()
        with query_count() as counted:
            read()
        return len(counted)

    entered(hauffgasse, draft())
    reads = (lambda: queries.list_series(VISITOR, hauffgasse), lambda: queries.list_standings(VISITOR))
    before = [statements(read) for read in reads]
    table = [draft(20 + month, f"{2000 + month}", boundary=f"House {month}") for month in range(1, 13)]
    entered(hauffgasse, *table)
    assert [statements(read) for read in reads] == before == [3, 1]


def test_results_of_a_replication_are_its_citys_and_the_task_forces() -> None:
    force, sofia = actor(Role.REVIEWER), replace(actor(Role.EDITOR), city="sofia")
    slug = practice("Lamp posts")
    first = MoveDraft(stage=Stage.INTEREST, happened_on=date(2018, 6, 5))
    with transaction():
        made = start_replication(force, slug, Details(city="sofia"), first)
    subject = Subject(replication=made)
    with transaction():
        service.enter(sofia, subject, [draft()])
    assert [series.values[0].entered_by for series in queries.list_series(sofia, subject)] == [sofia.label]
    for other in (VISITOR, replace(actor(Role.EDITOR), city="venice"), actor(Role.OBSERVER)):
        assert queries.list_series(other, subject) == []
        assert queries.list_standings(other) == []
        with pytest.raises(NotFound), transaction():
            service.enter(other, subject, [draft()])
    with transaction():
        edit_replication(force, made, Details(city="sofia", shared=True), seen=1)
    assert [series.values[0].entered_by for series in queries.list_series(VISITOR, subject)] == [""]
    with pytest.raises(Denied), transaction():
        service.enter(replace(actor(Role.EDITOR), city="venice"), subject, [draft()])


def months(year: int, *numbers: int, value: float = 5) -> list[ValueDraft]:
    return [draft(value, f"{year}-{month:02}", unit="kWh/m2") for month in numbers]


def test_twelve_months_are_compared_with_the_target_and_eleven_are_not(hauffgasse: Subject) -> None:
    entered(hauffgasse, draft(112, "2015", kind=FigureKind.BASELINE), draft(50, "2021", kind=FigureKind.TARGET))
    entered(hauffgasse, *months(2020, *range(1, 12)))
    (standing,) = queries.list_standings(VISITOR)
    assert standing.measured is not None
    assert standing.measured.is_part
    assert way_of(only(hauffgasse)) is None
    (last,) = entered(hauffgasse, *months(2020, 12)).added
    (standing,) = queries.list_standings(VISITOR)
    assert standing.measured is not None
    assert (round(standing.measured.amount, 6), write_period(standing.measured.period)) == (60, "2020")
    way = way_of(only(hauffgasse))
    assert way is not None
    assert not way.is_met
    with transaction():
        service.set_aside(actor(Role.EDITOR), last, "The meter stood still.")
    (standing,) = queries.list_standings(VISITOR)
    assert standing.measured is not None
    assert standing.measured.is_part


def test_a_year_gone_by_is_told_of_its_time(hauffgasse: Subject) -> None:
    entered(hauffgasse, *months(2020, *range(1, 13)), *months(2021, *range(1, 13), value=4))
    for year, total in ((2020, 60), (2021, 48)):
        (standing,) = queries.list_standings(VISITOR, within=read_period(str(year)))
        assert standing.measured is not None
        assert (standing.measured.is_part, round(standing.measured.amount, 6)) == (False, total)
