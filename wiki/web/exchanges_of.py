"""Exchanges on the pages of others: about a practice, of a city, of a replication with its mentors."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wiki.core.clock import now
from wiki.core.ids import PageId
from wiki.exchange import queries
from wiki.exchange.formats import FORMATS, Meaning
from wiki.exchange.rules import may_log
from wiki.exchange.types import Exchange, Format
from wiki.replication.types import Replication
from wiki.taxonomy.types import Taxonomy
from wiki.web.context import actor, taxonomy

_MOST_OF_A_CITY = 6


@dataclass(frozen=True, kw_only=True)
class Told:
    """Exchanges, and the words to tell of them; ``counted`` is how many there are of each format."""

    found: Sequence[Exchange]
    taxonomy: Taxonomy
    formats: Mapping[Format, Meaning] = field(default_factory=lambda: FORMATS)

    @property
    def counted(self) -> Sequence[tuple[Format, int]]:
        return Counter(each.format for each in self.found).most_common()


@dataclass(frozen=True, kw_only=True)
class ToldOfReplication(Told):
    """``mentors`` are the mentorings over time that go on, ``met`` all the rest."""

    mentors: Sequence[Exchange]
    met: Sequence[Exchange]
    may_log: bool


def of_practice(page_id: PageId) -> Told:
    return Told(found=queries.exchanges_of_practice(actor(), page_id), taxonomy=taxonomy())


def of_city(slug: str) -> Told:
    return Told(found=queries.exchanges_of_city(actor(), slug, limit=_MOST_OF_A_CITY), taxonomy=taxonomy())


def of_replication(replication: Replication) -> ToldOfReplication:
    found = queries.exchanges_of_replication(actor(), replication.id)
    mentors = [each for each in found if _goes_on(each)]
    return ToldOfReplication(
        found=found,
        taxonomy=taxonomy(),
        mentors=mentors,
        met=[each for each in found if each not in mentors],
        may_log=may_log(actor(), (replication.city,)),
    )


def _goes_on(each: Exchange) -> bool:
    """Tell whether it is a mentoring that has begun and has not ended."""
    today = now().date()
    has_ended = each.ends_on is not None and each.ends_on < today
    return each.format is Format.MENTORING and each.starts_on <= today and not has_ended
