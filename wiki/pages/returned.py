"""What came back of a practice from where it was taken up: the cities, and where its results were confirmed.

A city has replicated a practice once a replication of its that is shared is decided and funded, or further, and was
not stopped. There the results are confirmed if it is in operation, the city is none of the practice's own, and a value
that stands was measured with grade A or B, by metering or calculated from meters, of an indicator for which the
practice has a result or a series of its own. These rules are ours.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wiki.facts import Facts, rows_of

NOT_COMPARABLE = "other"
"""The indicator that is told by its boundary alone, which is another thing in each place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Returned:
    """Cities (slugs), in alphabetical order."""

    replicated: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()


NOTHING = Returned()


def returned(
    replicated: Mapping[str, Sequence[str]] | None,
    measures: Collection[str] | None,
    facts: Facts,
    own: Collection[str],
) -> Returned:
    """Return what came back of a text of a practice.

    ``replicated`` and ``measures`` are what its page holds, ``own`` the slugs of the text's cities.
    """
    if not replicated:
        return NOTHING
    comparable = {*(measures or ()), *(str(row.get("what", "")) for row in rows_of(facts, "kpis"))} - {NOT_COMPARABLE}
    confirmed = (city for city, keys in replicated.items() if city not in own and not comparable.isdisjoint(keys))
    return Returned(replicated=tuple(sorted(replicated)), confirmed=tuple(sorted(confirmed)))
