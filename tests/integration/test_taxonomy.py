"""Themes and cities are kept in the browser; their addresses stay, and no page loses its tags."""

from typing import Any

import pytest

from tests.factories import actor, city_draft, page, theme_draft
from wiki import jobs
from wiki.accounts.types import VISITOR, Role
from wiki.core.changes import find_changes
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.pages import queries
from wiki.pages.service import reindex_tagged
from wiki.search.null import NullBackend
from wiki.taxonomy import service
from wiki.taxonomy.queries import load_taxonomy
from wiki.taxonomy.types import CityRole

EDITOR = Role.EDITOR


def edit(write: Any, *arguments: Any, role: Role = EDITOR) -> Any:
    with transaction():
        return write(actor(role), *arguments)


def test_the_starter_has_the_five_themes_and_eight_cities_with_their_roles() -> None:
    taxonomy = load_taxonomy()
    assert set(taxonomy.theme_by_slug) == {"engagement", "refurbishment", "heating", "data", "mobility"}
    roles = {city.slug: city.role for city in taxonomy.cities}
    lighthouses = {slug for slug, role in roles.items() if role is CityRole.LIGHTHOUSE}
    assert (len(roles), lighthouses) == (8, {"lyon", "munich", "vienna"})
    assert all(city.population and city.latitude and city.longitude and city.country for city in taxonomy.cities)


def test_loading_the_starter_again_changes_nothing() -> None:
    before = load_taxonomy()
    edit(service.update_theme, "data", theme_draft("Data", aliases=("Open data",)))
    with transaction():
        service.load_starter()
    after = load_taxonomy()
    assert len(after.themes) == len(before.themes)
    assert after.theme_by_slug["data"].aliases == ("Open data",)


def test_other_names_are_kept_in_order() -> None:
    edit(service.update_city, "kyiv", city_draft("Kyiv", country="ua", aliases=("Kiev", "Київ")))
    kyiv = load_taxonomy().city_by_slug["kyiv"]
    assert (kyiv.aliases, kyiv.country) == (("Kiev", "Київ"), "UA")


def test_a_new_theme_and_a_new_city_can_be_tagged() -> None:
    theme = edit(service.create_theme, theme_draft("Urban green"))
    city = edit(service.create_city, city_draft("Saint-Étienne"))
    page("Trees", themes=(theme,), cities=(city,))
    (card,) = queries.list_pages(VISITOR, {"theme": (theme,)}, load_taxonomy()).items
    assert [tag.name for tag in card.cities] == ["Saint-Étienne"]


@pytest.mark.parametrize("name", ["Data", "data", "New", "!?", ""])
def test_a_name_that_is_taken_or_makes_no_address_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        edit(service.create_theme, theme_draft(name, short_name="x"))
    assert "name" in refused.value.errors


def test_renaming_a_theme_keeps_its_address_and_its_pages() -> None:
    page("Pipes", themes=("heating",))
    edit(service.update_theme, "heating", theme_draft("Warmth"))
    (card,) = queries.list_pages(VISITOR, {"theme": ("heating",)}, load_taxonomy()).items
    assert [theme.name for theme in card.themes] == ["Warmth"]


def test_pages_of_a_renamed_city_are_indexed_anew() -> None:
    page("Here", cities=("vienna",))
    page("There", cities=("munich",))
    jobs.drain(NullBackend())
    with transaction():
        reindex_tagged(city_id=load_taxonomy().city_by_slug["vienna"].id)
    db.session.rollback()
    assert [change.subject_id for change in find_changes("index")] == [queries.get_page(VISITOR, "here").id]


@pytest.mark.parametrize("role", [Role.OBSERVER])
def test_only_editors_keep_the_taxonomy(role: Role) -> None:
    for write, arguments in (
        (service.create_theme, (theme_draft("X"),)),
        (service.update_theme, ("data", theme_draft("X"))),
        (service.create_city, (city_draft("X"),)),
        (service.update_city, ("lyon", city_draft("X"))),
    ):
        with pytest.raises(Denied):
            edit(write, *arguments, role=role)


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(NotFound):
        edit(service.update_theme, "none", theme_draft("X"))
    with pytest.raises(NotFound):
        edit(service.update_city, "none", city_draft("X"))
