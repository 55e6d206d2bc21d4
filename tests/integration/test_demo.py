"""Demo content is brought once, marked, and removed without a trace; what people wrote stays."""

import pytest
from sqlalchemy import select

from tests.factories import A_DAY, actor, page, rename, save
from wiki.accounts.types import VISITOR, Role
from wiki.cli.demo import create_demo_practices, load_demo, remove_demo_practices
from wiki.core.changes import find_changes, finish_changes
from wiki.core.clock import now
from wiki.core.db import db, transaction
from wiki.core.errors import Denied
from wiki.exchange.queries import list_exchanges, list_interests
from wiki.exchange.service import edit_exchange
from wiki.exchange.types import ExchangeDraft
from wiki.experience.queries import experiences_of
from wiki.experience.types import ExperienceKind
from wiki.facts import rows_of
from wiki.monitoring.queries import list_series, list_standings
from wiki.monitoring.rules import conflicts
from wiki.monitoring.service import set_aside
from wiki.monitoring.types import Subject
from wiki.pages import queries
from wiki.pages.queries import find_page, get_page, list_demo_pages
from wiki.pages.service import remove_page
from wiki.pages.types import Content, Page, PageKind
from wiki.plans.queries import get_plan, standing_of_plan, summary_of
from wiki.plans.service import save_plan
from wiki.practices.queries import editions_of, list_remarks, standing_of
from wiki.practices.types import State
from wiki.replication.queries import list_replications, replications_of_practice
from wiki.replication.service import move_replication, start_replication
from wiki.replication.types import Details, Exit, MoveDraft, Stage

ADMINISTRATOR = Role.ADMINISTRATOR


def load() -> tuple[str, ...]:
    with transaction():
        return create_demo_practices(actor(ADMINISTRATOR))


def remove(*, edited: bool = False) -> tuple[str, ...]:
    with transaction():
        return tuple(left.slug for left in remove_demo_practices(actor(ADMINISTRATOR), edited=edited))


def rows() -> dict[str, int]:
    """Count the rows of every table but the outbox, whose rows are for the index."""
    return {
        name: len(db.session.execute(select(table)).all())
        for name, table in db.metadata.tables.items()
        if name != "pending_changes"
    }


def test_every_practice_is_made_and_visitors_read_the_disseminated_ones() -> None:
    made = load()
    wanted = list(load_demo(now().date()))
    assert list(made) == [practice.slug for practice in wanted]
    for practice in wanted:
        found = get_page(actor(Role.EDITOR), practice.slug)
        assert found.kind is PageKind.PRACTICE
        assert found.is_demo
        is_public = practice.standing in {State.DISSEMINATED, State.REVIEW_DUE}
        assert (find_page(VISITOR, practice.slug) is not None) == is_public
        assert said(found, found.published_number or found.current_number).facts == practice.content.facts


def said(found: Page, number: int) -> Content:
    return queries.get_content(actor(Role.EDITOR), found, number)


def test_each_practice_stands_where_its_review_got_to() -> None:
    load()
    today = now().date()
    for practice in load_demo(today):
        found = get_page(actor(Role.EDITOR), practice.slug)
        standing = standing_of(actor(Role.EDITOR), found)
        assert standing is not None
        # What is written since an edition is a draft again, whatever visitors read.
        assert standing.state == (State.DRAFT if practice.draft else practice.standing)
        remarks = list_remarks(actor(Role.EDITOR), found)
        assert {remark.place for remark in remarks} == {f"facts.{remark.field}" for remark in practice.remarks}
        log = [step.at for step in (standing.submitted, standing.passed, standing.edition) if step]
        assert log == sorted(log)
        assert all(moment <= now() for moment in log)


def test_one_practice_has_an_edition_before_and_one_is_being_written_on() -> None:
    load()
    lamps, school = (get_page(actor(Role.EDITOR), slug) for slug in ("smart-lamp-posts", "enkplatz-zero-energy-gyms"))
    assert (lamps.edition, lamps.current_number, lamps.published_number) == (1, 2, 1)
    newest, first = editions_of(VISITOR, school)
    assert (newest.is_measured, first.is_measured) == (True, False)
    assert {change.name for change in newest.changes} >= {"facts.trl", "facts.impacts"}
    assert first.disseminated_at < newest.disseminated_at


def test_loading_again_makes_only_what_is_missing() -> None:
    page("Ours", slug="navly-shuttle")
    made = load()
    assert "navly-shuttle" not in made
    assert load() == ()
    rename("bluely-charging", "shared-cars-of-lyon")
    assert load() == ()
    ours = get_page(actor(Role.EDITOR), "navly-shuttle")
    assert not ours.is_demo


def test_removing_leaves_nothing_and_tells_the_index() -> None:
    page("Shared cars", "See [[navly-shuttle]].", slug="ours")
    before = rows()
    load()
    rename("bluely-charging", "shared-cars-of-lyon")
    numbers = {get_page(actor(Role.EDITOR), found.slug).id for found in list_demo_pages()}
    with transaction():
        finish_changes(find_changes("index"))
        finish_changes(find_changes("render"))
    assert remove() == ()
    assert rows() == before
    assert {change.subject_id for change in find_changes("index")} == numbers
    linking = get_page(actor(Role.EDITOR), "ours").id
    assert {change.subject_id for change in find_changes("render")} == {linking}
    assert len(load()) == 22


def test_what_people_edited_stays_and_is_told_unless_it_is_to_go_too() -> None:
    load()
    save("navly-shuttle", title="Navly, as we know it")
    assert remove() == ("navly-shuttle",)
    kept = get_page(actor(Role.EDITOR), "navly-shuttle")
    assert kept.is_demo
    assert kept.current_number == 2
    assert remove(edited=True) == ()
    assert find_page(actor(Role.EDITOR), "navly-shuttle") is None


def test_only_an_administrator_removes() -> None:
    load()
    for role in (Role.OBSERVER, Role.EDITOR, Role.REVIEWER):
        with pytest.raises(Denied), transaction():
            remove_page(actor(role), "navly-shuttle")
    assert len(list_demo_pages()) == 22


def test_visits_and_interests_come_once_and_go_but_for_what_people_changed() -> None:
    force = actor(Role.REVIEWER)
    load()
    remove()
    load()
    found = list_exchanges(force).items
    assert [(each.host, each.starts_on.isoformat()) for each in found] == [
        ("santiago-de-compostela", "2018-06-05"),
        ("santiago-de-compostela", "2017-10-25"),
        ("sofia", "2017-07-11"),
        ("venice", "2017-05-04"),
    ]
    assert all(each.is_demo and "Source: " in each.outcome for each in found)
    assert found[0].replication is not None
    interests = list_interests(force).items
    assert [(each.city, each.is_demo, "(demo)" in each.issue) for each in interests] == [
        ("sofia", True, True),
        ("venice", True, True),
    ]
    kept = found[-1]
    draft = ExchangeDraft(
        format=kept.format, title=kept.title, starts_on=kept.starts_on, host=kept.host, guests=kept.guests
    )
    with transaction():
        edit_exchange(force, kept.id, draft, seen=1)
    remove()
    assert [each.id for each in list_exchanges(force).items] == [kept.id]
    assert list_interests(force).total == 0


def test_practices_come_with_what_was_measured_and_who_takes_them_up() -> None:
    load()
    measured = {standing.subject.page for standing in list_standings(actor(Role.EDITOR)) if standing.measured}
    assert len(measured) >= 8
    taken = list_replications(actor(Role.EDITOR)).items
    assert {each.city for each in taken} == {"munich", "sofia", "santiago-de-compostela", "venice"}
    assert all("(demo)" in each.title for each in taken)
    learnt = [each for many in experiences_of(taken).values() for each in many]
    assert {each.said.kind for each in learnt} == set(ExperienceKind)
    assert all("Demo content." in each.said.text for each in learnt)
    heat = list_series(actor(Role.EDITOR), Subject(page=get_page(actor(Role.EDITOR), "hauffgasse-37-47").id))
    assert all(value.source for series in heat for value in series.values)
    assert [len(group) for series in heat for group in conflicts(series)] == [2, 2]


def test_two_cities_have_plans_one_agreed_and_one_to_be_judged() -> None:
    load()
    force = actor(Role.REVIEWER)
    planned = [each for each in list_replications(force).items if summary_of(each).is_there]
    states = {each.city: standing_of_plan(each) for each in planned}
    assert {city: standing.state for city, standing in states.items() if standing} == {
        "sofia": "agreed",
        "santiago-de-compostela": "submitted",
    }
    for each in planned:
        plan = get_plan(each)
        assert "(demo)" in each.title
        assert str(plan.facts["goals"]).startswith("Demo content.")
        assert plan.mark.comment == "Demo content"
    sofia = next(get_plan(each) for each in planned if each.city == "sofia")
    [cost] = rows_of(sofia.facts, "plan_costs")
    assert (cost["quantity"], cost["low"], cost["high"], cost["price_year"]) == (120, 7_300_000, 11_900_000, 2017)


def test_of_an_edited_practice_the_demos_own_results_and_replications_go_and_what_people_touched_stays() -> None:
    load()
    force = actor(Role.REVIEWER)
    told = {each.practice.slug: each for each in list_replications(force, size=500).items}
    slug = next(slug for slug in told if list_series(force, Subject(page=get_page(force, slug).id)))
    page_id = get_page(force, slug).id
    values = [value for series in list_series(force, Subject(page=page_id)) for value in series.values]
    save(slug, summary="Told anew.")
    with transaction():
        set_aside(force, values[0].id, "Another house.")
        own = start_replication(force, slug, Details(city="kyiv"), MoveDraft(stage=Stage.INTEREST, happened_on=A_DAY))
    assert slug in remove()
    assert [each.id for each in replications_of_practice(force, page_id)] == [own]
    left = [value.id for series in list_series(force, Subject(page=page_id)) for value in series.values]
    assert left == [values[0].id]


def test_a_demo_practice_that_a_city_took_up_stays_unless_all_is_to_go() -> None:
    load()
    force = actor(Role.REVIEWER)
    with transaction():
        begun = MoveDraft(stage=Stage.INTEREST, happened_on=A_DAY)
        start_replication(force, "navly-shuttle", Details(city="kyiv"), begun)
    assert remove() == ("navly-shuttle",)
    assert remove(edited=True) == ()


def test_a_demo_replication_that_a_person_moved_stays() -> None:
    load()
    force = actor(Role.REVIEWER)
    touched = list_replications(force, size=500).items[0]
    draft = MoveDraft(stage=touched.stage, exit=Exit.PAUSED, happened_on=now().date(), note="It rests.")
    with transaction():
        move_replication(force, touched.id, draft, seen=touched.version)
    assert remove() == (touched.practice.slug,)
    assert [each.id for each in list_replications(force, size=500).items] == [touched.id]


def test_a_demo_replication_whose_plan_a_person_wrote_on_stays() -> None:
    load()
    force = actor(Role.REVIEWER)
    planned = {each.city: each for each in list_replications(force, size=500).items if summary_of(each).is_there}
    sofia, facts = planned["sofia"], get_plan(planned["sofia"]).facts
    with transaction():
        save_plan(force, sofia.id, {**facts, "needs": "Warm homes."}, base_number=2)
    assert remove() == (sofia.practice.slug,)
    assert [each.id for each in list_replications(force, size=500).items] == [sofia.id]
