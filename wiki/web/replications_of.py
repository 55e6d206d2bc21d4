"""Replications on the pages of others: who takes up a practice, what a city takes up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wiki.core.ids import PageId
from wiki.replication import queries
from wiki.replication.stages import EXITS, STAGES, Meaning
from wiki.replication.types import Exit, Replication, Stage
from wiki.taxonomy.types import Taxonomy
from wiki.web.context import actor, taxonomy
from wiki.web.measured_elsewhere import by_replication, measured_elsewhere, ranges


@dataclass(frozen=True, kw_only=True)
class Told:
    """Replications, and the words to tell of them.

    ``measured`` tells what was measured in each that is shared, ``ranges`` from what to what over them, as text.
    """

    found: tuple[Replication, ...]
    taxonomy: Taxonomy
    measured: Mapping[int, Sequence[str]] = field(default_factory=dict)
    ranges: Sequence[str] = ()
    stages: Mapping[Stage, Meaning] = field(default_factory=lambda: STAGES)
    exits: Mapping[Exit, Meaning] = field(default_factory=lambda: EXITS)


def of_practice(page_id: PageId) -> Told:
    found = queries.replications_of_practice(actor(), page_id)
    shared = [each.id for each in found if each.shared]
    figures = measured_elsewhere(shared) if shared else ()
    return Told(found=found, taxonomy=taxonomy(), measured=by_replication(figures), ranges=ranges(figures))


def of_city(slug: str) -> Told:
    return Told(found=queries.replications_of_city(actor(), slug), taxonomy=taxonomy())
