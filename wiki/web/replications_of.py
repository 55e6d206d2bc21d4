"""Replications on the pages of others: who takes up a practice, what a city takes up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wiki.core.ids import PageId
from wiki.replication import queries
from wiki.replication.stages import EXITS, STAGES, Meaning
from wiki.replication.types import Exit, Replication, Stage
from wiki.taxonomy.types import Taxonomy
from wiki.web.context import actor, taxonomy


@dataclass(frozen=True, kw_only=True)
class Told:
    """Replications, and the words to tell of them."""

    found: tuple[Replication, ...]
    taxonomy: Taxonomy
    stages: Mapping[Stage, Meaning] = field(default_factory=lambda: STAGES)
    exits: Mapping[Exit, Meaning] = field(default_factory=lambda: EXITS)


def of_practice(page_id: PageId) -> Told:
    return Told(found=queries.replications_of_practice(actor(), page_id), taxonomy=taxonomy())


def of_city(slug: str) -> Told:
    return Told(found=queries.replications_of_city(actor(), slug), taxonomy=taxonomy())
