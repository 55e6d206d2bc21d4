"""What was disseminated stays as it was; readers keep it while the next edition is written."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text, update

from tests.factories import actor, archive, practice, publish, rename, save
from tests.integration.reviewing import SLUG, disseminated, member, ready, standing, take
from tests.unit.practices.facts import FACTS
from wiki import jobs
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.clock import now
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.http import listing
from wiki.pages import queries as pages
from wiki.pages import service as page_service
from wiki.pages.models import PageRow
from wiki.pages.queries.marks import all_marks
from wiki.pages.types import PageKind
from wiki.practices import queries, service
from wiki.practices.types import State
from wiki.search.whoosh import WhooshBackend
from wiki.services import Services
from wiki.taxonomy.queries import load_taxonomy
from wiki.upkeep.service.checking import CHECKS, look
from wiki.upkeep.types import Stores


@pytest.fixture
def lead() -> Actor:
    """A lead whose theme has one disseminated practice."""
    ready(SLUG)
    made = member(leads=("refurbishment",))
    disseminated(made)
    return made


def titles() -> tuple[str, str]:
    view = pages.get_view(VISITOR, pages.get_page(VISITOR, SLUG), load_taxonomy())
    return view.revision.title, view.html


def test_readers_keep_an_edition_while_the_next_is_written(lead: Actor) -> None:
    save(SLUG, title="Hauffgasse anew", body="Secret words.")
    assert titles() == ("Hauffgasse", "<p>Words.</p>\n")
    assert (standing(SLUG).state, standing(SLUG).version) == (State.DRAFT, 2)
    disseminated(lead, number=2)
    assert titles()[0] == "Hauffgasse anew"
    assert [mark.number for mark in queries.editions_of(VISITOR, pages.get_page(VISITOR, SLUG))] == [2, 1]


def test_an_edition_is_frozen_with_all_it_says(lead: Actor) -> None:
    page = pages.get_page(VISITOR, SLUG)
    first = queries.get_edition(VISITOR, page, 1)
    save(SLUG, title="Hauffgasse anew", body="Words.\n\nMore words.\n")
    disseminated(lead, number=2)
    rename(SLUG, "elsewhere")
    page = pages.get_page(VISITOR, "elsewhere")
    assert queries.get_edition(VISITOR, page, 1) == first
    assert (first.html, first.document["title"], first.document["facts"]["trl"]) == ("<p>Words.</p>\n", "Hauffgasse", 8)
    assert first.mark.changes == ()
    assert not first.mark.is_measured
    assert first.mark.citation.startswith("Words. (")
    second = queries.get_edition(VISITOR, page, 2)
    assert [(each.name, each.old, each.new) for each in second.mark.changes] == [
        ("title", "Hauffgasse", "Hauffgasse anew"),
        ("body", "0", "2"),
    ]
    with pytest.raises(NotFound):
        queries.get_edition(VISITOR, page, 3)


def test_what_has_editions_is_neither_published_nor_made_another_kind(lead: Actor) -> None:
    save(SLUG, title="Secret")
    with pytest.raises(Invalid, match="The next one takes a review"):
        publish(SLUG, 2)
    with pytest.raises(Invalid, match="stays a practice"), transaction():
        page_service.change_kind(actor(Role.REVIEWER), SLUG, PageKind.ARTICLE)
    assert titles()[0] == "Hauffgasse"


def test_a_practice_is_followed_by_another_until_it_is_reconfirmed(lead: Actor) -> None:
    ready("lory", "Lorystraße")
    with pytest.raises(Invalid, match="Name another practice"):
        take(service.supersede, lead, "lory")
    disseminated(lead, slug="lory")
    take(service.supersede, lead, "lory", "Newer figures")
    page = pages.get_page(VISITOR, SLUG)
    validity = queries.validity_of(VISITOR, page)
    assert validity is not None
    assert (validity.is_superseded, validity.superseded_by) == (True, ("lory", "Lorystraße"))
    assert queries.stale(VISITOR, now().date() + timedelta(days=3000)) != ()
    assert SLUG not in {each.slug for each in queries.stale(VISITOR, now().date() + timedelta(days=3000))}
    archive("lory")
    validity = queries.validity_of(VISITOR, page)
    assert validity is not None
    assert validity.superseded_by is None
    take(service.reconfirm, lead)
    assert standing(SLUG).state is State.DISSEMINATED


def test_what_visitors_are_told_names_no_draft(lead: Actor) -> None:
    save(SLUG, title="Secret")
    take(service.reconfirm, lead)
    told = pages.list_events(VISITOR, pages.EventFilter())
    assert [(str(event.action), event.title, event.revision_number) for event in told] == [
        ("reconfirmed", "Hauffgasse", 1),
        ("disseminated", "Hauffgasse", 1),
    ]


def test_what_reviewers_say_to_each_other_stays_in_the_log(lead: Actor) -> None:
    save(SLUG, title="Hauffgasse anew")
    take(service.submit, actor(Role.EDITOR), 2)
    take(service.approve, member(city="vienna"), 2)
    take(service.approve, member(city="munich"), 2)
    take(service.pass_check, lead, 2)
    take(service.disseminate, lead, 2, "zirconium")
    take(service.reconfirm, lead, "osmium")
    ready("lory", "Lorystraße")
    disseminated(lead, slug="lory")
    take(service.supersede, lead, "lory", "iridium")
    told = pages.list_events(VISITOR, pages.EventFilter())
    assert {str(event.action) for event in told} == {"disseminated", "reconfirmed", "superseded"}
    assert {event.comment for event in told} == {""}
    log = queries.log_of(lead, pages.get_page(lead, SLUG))
    assert [step.comment for step in log if step.comment] == ["zirconium", "osmium", "iridium"]


def test_a_practice_is_followed_by_one_at_a_former_address(lead: Actor) -> None:
    ready("lory", "Lorystraße")
    disseminated(lead, slug="lory")
    rename("lory", "lorystrasse")
    take(service.supersede, lead, "lory")
    validity = queries.validity_of(VISITOR, pages.get_page(VISITOR, SLUG))
    assert validity is not None
    assert validity.superseded_by == ("lorystrasse", "Lorystraße")


def test_how_fresh_an_edition_is_is_told_by_its_review(lead: Actor) -> None:
    long_ago = now().date() - timedelta(days=100)
    save(SLUG, facts={**FACTS, "verified_on": long_ago.isoformat()})
    disseminated(lead, number=2)
    with transaction():
        db.session.execute(text("DELETE FROM events"))
    marks = all_marks(VISITOR)[pages.get_page(VISITOR, SLUG).id]
    assert marks.ranks.freshness == now().date().toordinal()


def test_lists_know_the_day_of_the_newest_edition(lead: Actor, whoosh: WhooshBackend) -> None:
    practice("Event of last year", starts_on=now().date() - timedelta(days=365))
    save(SLUG, starts_on=date(2016, 5, 4))
    with transaction():
        db.session.execute(update(PageRow).values(created_at=now() - timedelta(days=400)))
    disseminated(lead, number=2)
    jobs.drain(whoosh)
    for who in (VISITOR, actor(Role.EDITOR)):
        by_index = listing.list_pages(who, {}).items
        by_database = pages.list_pages(who, {}, load_taxonomy()).items
        assert by_index == by_database
        assert (by_index[0].slug, by_index[0].date) == (SLUG, now().date())


DAMAGES = {
    "edition-gap": ["UPDATE editions SET number = 3", "UPDATE pages SET edition = NULL", "DELETE FROM editions"],
    "edition-not-read": ["UPDATE pages SET published_revision_id = NULL"],
    "edition-day": ["UPDATE pages SET edition_on = NULL", "UPDATE pages SET edition_on = '2017-01-01'"],
    "edition-confirmed": ["UPDATE pages SET confirmed_on = NULL", "DELETE FROM review_steps"],
    "edition-kind": ["UPDATE pages SET kind = 'news'"],
    "value-unreadable": ["UPDATE review_steps SET kind = 'liked'"],
}


@pytest.mark.parametrize(("code", "damage"), [(code, each) for code, all_ in DAMAGES.items() for each in all_])
def test_damage_to_editions_is_found(
    lead: Actor, whoosh: WhooshBackend, services: Services, code: str, damage: str
) -> None:
    stores = Stores(search=whoosh, files=services.files)
    looked_at = [check for check in CHECKS if "edition" in check.name or check.name in {"values", "references"}]
    assert [finding for check in looked_at for finding in look(check, stores, lambda _: None)] == []
    with transaction():
        db.session.execute(text(damage))
    assert code in {finding.code for check in looked_at for finding in look(check, stores, lambda _: None)}


def test_a_practice_without_edition_has_none(lead: Actor) -> None:
    page = pages.get_page(VISITOR, practice("Other"))
    assert queries.validity_of(VISITOR, page) is None
    assert queries.editions_of(VISITOR, page) == ()


def test_what_others_cite_is_archived_by_a_reviewer(lead: Actor) -> None:
    with pytest.raises(Denied):
        archive(SLUG, by=Role.EDITOR)
    archive(SLUG)
    assert standing().state is State.ARCHIVED
