"""Replications on the pages of others: who takes up a practice and what came back, what a city takes up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext, ngettext

from wiki.experience.gist import Adoption, Gist, adoption, gist
from wiki.experience.queries import experiences_of
from wiki.experience.types import Experience
from wiki.http.translating import translated
from wiki.pages.queries import find_returned
from wiki.pages.types import PageView
from wiki.replication import queries
from wiki.replication.stages import EXITS, STAGES, Meaning
from wiki.replication.types import Exit, Replication, Stage
from wiki.taxonomy.types import Taxonomy
from wiki.web.context import actor, taxonomy
from wiki.web.experience_words import MEASURES, signed_share
from wiki.web.measured_elsewhere import by_replication, measured_elsewhere, ranges

MOST_SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Told:
    """Replications, and the words to tell of them.

    ``measured`` tells what was measured in each that is shared, ``ranges`` from what to what over them, as text.
    ``experiences`` are those of the first few, ``gists`` the same in a line; ``adoption`` is nothing before anybody's.
    """

    found: tuple[Replication, ...]
    taxonomy: Taxonomy
    measured: Mapping[int, Sequence[str]] = field(default_factory=dict)
    ranges: Sequence[str] = ()
    experiences: Mapping[int, Sequence[Experience]] = field(default_factory=dict)
    gists: Mapping[int, str] = field(default_factory=dict)
    whole_gist: str = ""
    adoption: Adoption | None = None
    stages: Mapping[Stage, Meaning] = field(default_factory=lambda: STAGES)
    exits: Mapping[Exit, Meaning] = field(default_factory=lambda: EXITS)


def of_practice(view: PageView) -> Told:
    """Return who takes up a practice and what came back, by the text that is read."""
    found = queries.replications_of_practice(actor(), view.page.id)
    shared = [each.id for each in found if each.shared]
    figures = measured_elsewhere(shared) if shared else ()
    learnt = {int(number): these for number, these in experiences_of(found[:MOST_SHOWN]).items()}
    own = [city.slug for city in view.revision.cities]
    confirmed = find_returned(view.page, view.facts, own).confirmed if shared else ()
    return Told(
        found=found,
        taxonomy=taxonomy(),
        measured=by_replication(figures),
        ranges=ranges(figures),
        experiences=learnt,
        gists={number: gist_words(gist(these)) for number, these in learnt.items()},
        whole_gist=gist_words(gist(each for these in learnt.values() for each in these)) if len(learnt) > 1 else "",
        adoption=adoption(found, confirmed) if shared else None,
    )


def of_city(slug: str) -> Told:
    return Told(found=queries.replications_of_city(actor(), slug), taxonomy=taxonomy())


def gist_words(told: Gist) -> str:
    """Return experiences in a line: how many of each kind there are, and by how much plans were missed."""
    counts = (
        (told.adaptations, ngettext("%(num)s adaptation", "%(num)s adaptations", told.adaptations)),
        (told.barriers, ngettext("%(num)s barrier", "%(num)s barriers", told.barriers)),
        (told.solved, gettext("%(number)s of them solved", number=told.solved)),
        (told.lessons, ngettext("%(num)s lesson", "%(num)s lessons", told.lessons)),
    )
    missed = (f"{translated(MEASURES[measure])} {_spread(shares)}" for measure, shares in told.overruns.items())
    return " · ".join([*(str(text) for number, text in counts if number), *missed])


def _spread(shares: Sequence[float]) -> str:
    least, most = (signed_share(each) for each in (shares[0], shares[-1]))
    return least if least == most else str(gettext("%(least)s to %(most)s", least=least, most=most))
