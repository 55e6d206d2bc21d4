"""The programme's practice template, version 1.

Its sections and fields follow the programme's own form and replication strategy (D7.4.2), CAD, PANORAMA, WOCAT, TIDE,
Interreg, SCIS, CITYkeys and OPSI. Labels and hints are ours.
"""

from wiki.facts.definition.context import ACTORS, CONTEXT, SCALE, STATUS
from wiki.facts.definition.identity import CHALLENGE, IDENTITY, SOLUTION
from wiki.facts.definition.means import BARRIERS, FUNDING, LEGAL, PARTICIPATION
from wiki.facts.definition.results import EVIDENCE, IMPACTS, KPIS, LESSONS
from wiki.facts.definition.themes import SPECIFIC
from wiki.facts.definition.transfer import STEPS, TRANSFER
from wiki.facts.types import Template

TEMPLATE = Template(
    version=1,
    sections=(
        *(IDENTITY, CHALLENGE, SOLUTION, CONTEXT, ACTORS, STATUS, SCALE, FUNDING, LEGAL, BARRIERS, PARTICIPATION),
        *(KPIS, IMPACTS, TRANSFER, STEPS, LESSONS, EVIDENCE, SPECIFIC),
    ),
)
