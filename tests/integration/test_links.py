"""Links know what they lead to: a red one turns blue when its page comes, and the other way round."""

import pytest

from tests.factories import actor, archive, page, practice, publish, rename, restore, save
from wiki import jobs
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import db
from wiki.pages import queries
from wiki.search.null import NullBackend
from wiki.taxonomy.queries import load_taxonomy

EDITOR = Role.EDITOR


def html(slug: str, who: Actor = VISITOR) -> str:
    jobs.drain(NullBackend())
    db.session.rollback()
    return queries.get_view(who, queries.get_page(who, slug), load_taxonomy()).html


def is_red(slug: str) -> bool:
    return 'class="missing"' in html(slug)


def slugs(found: tuple[queries.LinkingPage, ...]) -> list[str]:
    return [link.slug for link in found]


def test_a_link_is_red_until_its_page_is_written() -> None:
    page("Linker", "See [[Target]].")
    assert is_red("linker")
    page("Target")
    assert not is_red("linker")


def test_a_link_to_a_practice_turns_blue_when_the_practice_is_published() -> None:
    page("Linker", "See [[Target]].")
    practice("Target", published=False)
    assert is_red("linker")
    publish("target", 1)
    assert not is_red("linker")


def test_a_link_to_an_archived_page_is_red_and_turns_blue_when_it_is_restored() -> None:
    page("Linker", "See [[Target]].")
    page("Target")
    archive("target")
    assert is_red("linker")
    restore("target")
    assert not is_red("linker")


def test_a_link_to_a_former_address_comes_and_goes_with_the_page() -> None:
    page("Linker", "See [[Old place]].")
    page("Target", slug="old-place")
    rename("old-place", "moved")
    assert not is_red("linker")
    archive("moved")
    assert is_red("linker")
    restore("moved")
    assert not is_red("linker")


def test_a_link_by_title_finds_a_page_at_another_address() -> None:
    page("Linker", "See [[Heat from the river]].")
    page("Heat from the river", slug="projects/river")
    assert '/pages/projects/river"' in html("linker")


def test_a_link_follows_a_page_that_gets_the_title_later_and_loses_it() -> None:
    page("Linker", "See [[New title]].")
    page("Old title", slug="target")
    assert is_red("linker")
    save("target", title="New title")
    assert not is_red("linker")
    save("target", title="Third title")
    assert is_red("linker")


def test_a_link_to_a_renamed_page_leads_to_its_new_address() -> None:
    page("Linker", "See [[Target]].")
    page("Target")
    rename("target", "moved")
    assert '/pages/moved"' in html("linker")


def test_a_link_to_an_address_turns_blue_when_a_page_is_renamed_to_it() -> None:
    page("Linker", "See [[wanted]].")
    page("Other", slug="other")
    assert is_red("linker")
    rename("other", "wanted")
    assert not is_red("linker")


def test_a_link_in_a_draft_is_drawn_anew_too() -> None:
    practice("Advice", "Nothing yet.")
    save("advice", body="See [[Target]].")
    who = actor(EDITOR)
    assert 'class="missing"' in html("advice", who)
    page("Target")
    assert 'class="missing"' not in html("advice", who)


def test_pages_that_link_here_are_listed_whatever_form_the_link_has() -> None:
    page("Target", slug="projects/target")
    page("By address", "[[projects/target]]")
    page("By title", "[[Target|that]]")
    page("By former address", "[[old place]]")
    rename("projects/target", "old-place")
    rename("old-place", "new-place")
    target = queries.get_page(VISITOR, "new-place")
    assert slugs(queries.list_linking(VISITOR, target.id)) == ["by-address", "by-former-address", "by-title"]


def test_a_removed_link_is_no_longer_listed() -> None:
    page("Target")
    page("Linker", "[[Target]]")
    save("linker", body="No link.")
    assert not queries.list_linking(VISITOR, queries.get_page(VISITOR, "target").id)


def test_wanted_pages_are_those_that_pages_link_to_and_nobody_wrote() -> None:
    page("One", "[[Missing]] and [[Also missing]] and [[Two]]")
    page("Two", "[[missing]]")
    assert [(want.slug, want.links) for want in queries.list_wanted(VISITOR)] == [("missing", 2), ("also-missing", 1)]
    page("Missing")
    assert [want.slug for want in queries.list_wanted(VISITOR)] == ["also-missing"]


def test_a_page_nobody_published_is_wanted_by_visitors() -> None:
    page("One", "[[Hidden advice]]")
    practice("Hidden advice", published=False)
    assert [want.slug for want in queries.list_wanted(VISITOR)] == ["hidden-advice"]
    assert not queries.list_wanted(actor(EDITOR))


def test_a_former_address_of_an_archived_page_is_wanted_again() -> None:
    page("One", "[[old]]")
    page("Target", slug="old")
    rename("old", "moved")
    assert not queries.list_wanted(VISITOR)
    archive("moved")
    assert [want.slug for want in queries.list_wanted(VISITOR)] == ["old"]


def test_orphans_are_pages_no_other_page_links_to() -> None:
    page("Linked")
    page("Linker", "[[Linked]] and [[Linker]]")
    assert slugs(queries.list_orphans(VISITOR)) == ["linker"]
    archive("linker")
    assert slugs(queries.list_orphans(VISITOR)) == ["linked"]


def test_the_title_of_a_draft_leads_no_link_to_the_page() -> None:
    practice("Advice", "One.")
    page("Linker", "See [[Secret plan]].")
    save("advice", title="Secret plan")
    assert is_red("linker")
    publish("advice", 2)
    assert not is_red("linker")


def test_a_page_that_many_link_to_is_worked_off_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_BATCH", 3)
    for number in range(8):
        page(f"Linker {number}", "[[Target]]")
    page("Target")
    assert not [number for number in range(8) if is_red(f"linker-{number}")]


def test_an_old_revision_that_is_published_again_shows_links_as_they_are_now() -> None:
    practice("Advice", "See [[Target]].")
    save("advice", body="No link.")
    publish("advice", 2)
    page("Target")
    assert not is_red("advice")
    publish("advice", 1)
    assert not is_red("advice")
