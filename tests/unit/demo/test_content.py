"""The demo content is true to its sources, honest about what is made up, and in all the states it is to show."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import resources

import pytest

from wiki.cli.demo import DemoPractice, load_demo, load_demo_meetings
from wiki.cli.demo.reading import shifted
from wiki.core.slugs import slugify
from wiki.facts import TEMPLATE, Gate, Row, Subject, disagreeing, judge, named_pages, rows_of
from wiki.pages.rules import content_errors, kind_errors
from wiki.pages.types import PageKind
from wiki.practices.types import State

TODAY = date(2026, 11, 23)
PRACTICES = {practice.slug: practice for practice in load_demo(TODAY)}
OPEN = (State.QUALITY_CHECK, State.STANDARDISED, State.DISSEMINATED)
every_practice = pytest.mark.parametrize("practice", PRACTICES.values(), ids=PRACTICES)


def gate(practice: DemoPractice, today: date = TODAY) -> Gate:
    page = practice.content
    subject = Subject(title=page.title, summary=page.summary, themes=page.themes, cities=page.cities)
    return judge(subject, page.facts, today)


def figures(practice: DemoPractice) -> Iterator[Row]:
    for key, field in TEMPLATE.fields.items():
        if field.holds_figures:
            yield from rows_of(practice.content.facts, key)


def is_ours(figure: Row) -> bool:
    return "demo figure" in str(figure.get("note", ""))


def test_there_are_enough_of_each_state() -> None:
    standing = Counter(practice.standing for practice in PRACTICES.values())
    assert len(PRACTICES) == 22
    assert standing[State.STANDARDISED] + standing[State.DISSEMINATED] >= 6
    assert (standing[State.PEER_REVIEW], standing[State.QUALITY_CHECK]) == (2, 1)
    assert standing[State.RETURNED] == standing[State.REVIEW_DUE] == 1


def test_what_is_standardised_comes_from_every_theme_and_lighthouse_city() -> None:
    done = [practice.content for practice in PRACTICES.values() if practice.standing in OPEN[1:]]
    assert {page.themes[0] for page in done} == {"engagement", "refurbishment", "heating", "data", "mobility"}
    assert {page.cities[0] for page in done} == {"munich", "vienna", "lyon"}


@every_practice
def test_a_practice_can_be_saved(practice: DemoPractice) -> None:
    starter = json.loads(resources.files("wiki.taxonomy").joinpath("starter.json").read_text(encoding="utf-8"))
    themes, cities = (frozenset(each["slug"] for each in starter[key]) for key in ("themes", "cities"))
    assert content_errors(practice.content, theme_slugs=themes, city_slugs=cities) == {}
    assert slugify(practice.slug) == practice.slug
    assert len(practice.content.title) <= 100
    assert 0 < len(practice.content.summary) <= 140


@pytest.mark.parametrize("day", [TODAY, date(2027, 2, 28), date(2031, 8, 31)])
@every_practice
def test_the_gate_is_open_exactly_where_it_must_be_on_whatever_day_it_is_loaded(
    practice: DemoPractice, day: date
) -> None:
    loaded = next(each for each in load_demo(day) if each.slug == practice.slug)
    assert gate(loaded, day).is_open == (loaded.standing in OPEN), gate(loaded, day).missing


def test_a_disseminated_practice_stays_so_for_months() -> None:
    later = date(2027, 5, 23)
    assert all(gate(practice, later).is_open for practice in PRACTICES.values() if practice.standing in OPEN)


def test_some_are_measured_and_some_await_their_results() -> None:
    done = [gate(practice).is_measured for practice in PRACTICES.values() if practice.standing in OPEN]
    assert set(done) == {True, False}


@every_practice
def test_every_figure_names_a_source_of_the_evidence(practice: DemoPractice) -> None:
    evidence = rows_of(practice.content.facts, "evidence")
    numbers = {str(place) for place, _ in enumerate(evidence, start=1)}
    for figure in figures(practice):
        if is_ours(figure):
            assert figure["source"] == "Demo figures"
        else:
            assert set(str(figure["source"]).split(", ")) <= numbers, figure
    titles = {row["title"] for row in evidence}
    assert ("Demo figures" in titles) == any(map(is_ours, figures(practice)))


@every_practice
def test_what_is_made_up_says_so_and_is_never_a_result(practice: DemoPractice) -> None:
    for figure in figures(practice):
        if is_ours(figure) or figure["source"] == "Demo figures":
            assert is_ours(figure)
            assert figure["grade"] == "d"
            assert figure["state"] in {"baseline", "target"}


@pytest.mark.parametrize(
    ("slug", "key", "values"),
    [
        ("hauffgasse-37-47", "quantities", {485, 486}),
        ("hauffgasse-37-47", "energy_performance", {103.26, 112, 22.08, 23}),
        ("enkplatz-zero-energy-gyms", "quantities", {110, 120, 13, 15, 17, 35, 37}),
        ("eco-refurbishment-confluence", "quantities", {35_000, 50_000}),
    ],
)
def test_sources_that_disagree_stand_side_by_side(slug: str, key: str, values: set[float]) -> None:
    rows = rows_of(PRACTICES[slug].content.facts, key)
    marked = disagreeing(TEMPLATE.fields[key], rows)
    assert {row["value"] for row in rows if row["id"] in marked} == values


def test_remarks_speak_of_fields_and_stand_where_a_review_is() -> None:
    for practice in PRACTICES.values():
        assert {remark.field for remark in practice.remarks} <= TEMPLATE.fields.keys()
        assert bool(practice.remarks) or practice.standing is not State.RETURNED


def test_dates_can_be_counted_from_the_day_of_loading() -> None:
    assert shifted("-3 months", date(2026, 5, 31)) == "2026-02-28"
    assert shifted("+1 months", date(2026, 12, 31)) == "2027-01-31"
    assert shifted("2017-07", TODAY) == "2017-07"


def test_two_wikis_get_the_same_content() -> None:
    assert list(load_demo(TODAY)) == list(load_demo(TODAY))


def test_the_meeting_can_be_saved_and_names_practices_that_are_there() -> None:
    starter = json.loads(resources.files("wiki.taxonomy").joinpath("starter.json").read_text(encoding="utf-8"))
    themes, cities = (frozenset(each["slug"] for each in starter[key]) for key in ("themes", "cities"))
    for _, meeting in load_demo_meetings(TODAY):
        assert content_errors(meeting, theme_slugs=themes, city_slugs=cities) == {}
        assert kind_errors(PageKind.MEETING, meeting) == {}
        assert named_pages(meeting.facts) <= PRACTICES.keys()


def test_the_general_assembly_has_three_days_a_session_a_theme_and_three_announcements() -> None:
    ((_, assembly),) = load_demo_meetings(TODAY)
    second_day = [row for row in rows_of(assembly.facts, "sessions") if row["day"] == "2017-02-16"]
    assert [row["theme"] for row in second_day] == list(assembly.themes)
    assert len(rows_of(assembly.facts, "meeting_days")) == len(rows_of(assembly.facts, "decisions")) == 3
    assert all(str(row["text"]).startswith("Demo: ") for row in rows_of(assembly.facts, "actions"))
