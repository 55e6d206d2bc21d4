"""What is asked of pages, by their kind: the programme's practice template and that of its meetings; and of plans.

Sections and fields of the practice follow the programme's own form and replication strategy (D7.4.2), CAD, PANORAMA,
WOCAT, TIDE, Interreg, SCIS, CITYkeys and OPSI; those of the meeting its assemblies and peer workshops. Labels and hints
are ours.
"""

from collections.abc import Mapping

from wiki.facts.definition.context import ACTORS, CONTEXT, SCALE, STATUS
from wiki.facts.definition.identity import CHALLENGE, IDENTITY, SOLUTION
from wiki.facts.definition.means import BARRIERS, FUNDING, LEGAL, PARTICIPATION
from wiki.facts.definition.meeting import ACTIONS, ATTENDANCE, DECISIONS, MEETING_IDENTITY, PROGRAMME
from wiki.facts.definition.plan import PLAN_SECTIONS
from wiki.facts.definition.results import EVIDENCE, IMPACTS, KPIS, LESSONS
from wiki.facts.definition.themes import SPECIFIC
from wiki.facts.definition.transfer import STEPS, TRANSFER
from wiki.facts.types import Template

# One for all templates: a revision keeps the version, whatever kind its page becomes.
_VERSION = 1

TEMPLATE = Template(
    version=_VERSION,
    sections=(
        *(IDENTITY, CHALLENGE, SOLUTION, CONTEXT, ACTORS, STATUS, SCALE, FUNDING, LEGAL, BARRIERS, PARTICIPATION),
        *(KPIS, IMPACTS, TRANSFER, STEPS, LESSONS, EVIDENCE, SPECIFIC),
    ),
)
"""That of a practice."""

MEETING = Template(version=_VERSION, sections=(MEETING_IDENTITY, PROGRAMME, ATTENDANCE, DECISIONS, ACTIONS))

COMBINED = Template(version=_VERSION, sections=(*TEMPLATE.sections, *MEETING.sections))
"""Every field a page has, for what works on keys: a page that becomes of another kind keeps its facts."""

PLAN = Template(version=_VERSION, sections=PLAN_SECTIONS)
"""That of a replication plan, which is no page."""

_OF_KIND: Mapping[str, Template] = {"practice": TEMPLATE, "meeting": MEETING}


def template_of(kind: str) -> Template | None:
    """Return what is asked of pages of a kind; None where they are text alone."""
    return _OF_KIND.get(kind)
