"""Cities as peers of each other, from what their reader may see: practices, replications and profiles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.exchange.languages import languages_of
from wiki.exchange.matching import Barrier, Issue, Peer, Side, Wish, Work, rank, wish_of_city
from wiki.exchange.queries.practices import Said, by_folded, practices_said
from wiki.exchange.types import Interest
from wiki.experience.models import ExperienceRow
from wiki.experience.types import ExperienceKind
from wiki.fit.queries import all_profiles
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import joined
from wiki.replication.types import Exit, Replication, Stage
from wiki.taxonomy.models import CityRow
from wiki.taxonomy.types import Taxonomy


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the reader may see: practices by their page, and every city's side."""

    said: Mapping[PageId, Said]
    sides: Mapping[str, Side]


def peers_of_city(actor: Actor, city: str, taxonomy: Taxonomy) -> tuple[Peer, ...]:
    """Return from whom a city (a slug) could learn in all it works on."""
    known = _known(actor, taxonomy)
    return rank(wish_of_city(known.sides[city]), known.sides.values())


def peers_of_replication(actor: Actor, replication: Replication, taxonomy: Taxonomy) -> tuple[Peer, ...]:
    """Return who could help with a replication: what the practice leaves open is open in it, too."""
    known = _known(actor, taxonomy)
    side, said = known.sides[replication.city], known.said.get(replication.practice.id)
    themes = said.themes if said else ()
    left_open = [each.issue for each in said.in_themes() if not each.is_solved] if said else []
    chosen = by_folded(block.name for block in replication.blocks)
    wish = Wish(
        side=side,
        stages=dict.fromkeys(themes, replication.stage),
        practices=frozenset({replication.practice.id}),
        blocks=frozenset(chosen or (said.blocks if said else ())),
        issues=side.open_in(themes) | frozenset(left_open),
    )
    return rank(wish, known.sides.values())


def peers_of_interest(actor: Actor, interest: Interest, taxonomy: Taxonomy) -> tuple[Peer, ...]:
    """Return who could give a city what it wants to learn."""
    known = _known(actor, taxonomy)
    side = known.sides[interest.city]
    said = known.said.get(interest.practice.id) if interest.practice else None
    named: frozenset[Issue] = frozenset({(interest.category, interest.theme)} if interest.category else ())
    wish = Wish(
        side=side,
        stages={interest.theme: side.stages.get(interest.theme, Stage.WATCHING)},
        practices=frozenset({interest.practice.id} if interest.practice else ()),
        blocks=frozenset(said.blocks if said else ()),
        issues=named or side.open_in([interest.theme]),
    )
    return rank(wish, known.sides.values())


def _known(actor: Actor, taxonomy: Taxonomy) -> _Known:
    said = practices_said(actor, taxonomy)
    works: dict[str, list[Work]] = defaultdict(list)
    barriers: dict[str, list[Barrier]] = defaultdict(list)
    for page_id, each in said.items():
        for city in each.cities:
            works[city].append(_work(page_id, each, each.stage, each.blocks))
            barriers[city] += each.in_themes()
    for row in _replications(actor):
        adopted = said.get(PageId(row.page_id))
        if adopted is not None:
            blocks = by_folded(block["name"] for block in row.blocks) or adopted.blocks
            works[row.city].append(_work(PageId(row.page_id), adopted, Stage(row.stage), blocks))
    for row in _met(actor):
        adopted = said.get(PageId(row.page_id))
        if adopted is not None:
            told = replace(adopted, barriers=((row.category, bool(row.solved)),))
            barriers[row.city] += told.in_themes()
    profiles = all_profiles(taxonomy)
    sides = {
        city.slug: Side(
            city=city.slug,
            works=works[city.slug],
            barriers=barriers[city.slug],
            place=profiles[city.slug].place,
            languages=languages_of(city.country),
        )
        for city in taxonomy.cities
    }
    return _Known(said=said, sides=sides)


def _work(page_id: PageId, said: Said, stage: Stage | None, blocks: Mapping[str, str]) -> Work:
    return Work(practice=page_id, title=said.title, themes=said.themes, blocks=blocks, stage=stage)


def _replications(actor: Actor) -> Sequence[Row[Any]]:
    """Return who takes up what; a city that stopped has nothing to show, one that paused has."""
    columns = ReplicationRow.page_id, ReplicationRow.stage, ReplicationRow.blocks, CityRow.slug.label("city")
    return db.session.execute(joined(select(*columns), actor).where(ReplicationRow.exit != Exit.STOPPED)).all()


def _met(actor: Actor) -> Sequence[Row[Any]]:
    """Return the barriers that cities met where they took a practice up."""
    columns = ReplicationRow.page_id, ExperienceRow.category, ExperienceRow.solved, CityRow.slug.label("city")
    query = joined(select(*columns), actor).join(ExperienceRow, ExperienceRow.replication_id == ReplicationRow.id)
    return db.session.execute(query.where(ExperienceRow.kind == ExperienceKind.BARRIER)).all()
