"""The facts of practices, meetings and plans: the templates they follow, and what can be said of them. Pure."""

from wiki.facts.barriers import Barrier, barriers_of
from wiki.facts.compare import Change, changes
from wiki.facts.completeness import Completeness, Missing, Subject, completeness
from wiki.facts.definition import COMBINED, MEETING, PLAN, TEMPLATE, template_of
from wiki.facts.disagreements import disagreeing
from wiki.facts.gate import Gate, judge
from wiki.facts.meeting_points import Point, PointKind, points_of
from wiki.facts.meeting_problems import meeting_problems
from wiki.facts.merge import merge_facts
from wiki.facts.numbers import write_number
from wiki.facts.page_names import named_pages, page_names
from wiki.facts.plan_problems import plan_problems
from wiki.facts.problems import problems
from wiki.facts.reading import Read, read_facts
from wiki.facts.rows import rows_of, without_cells
from wiki.facts.scalars import takes
from wiki.facts.sources import follow_evidence, known_sources, source_names
from wiki.facts.storing import from_stored, to_stored
from wiki.facts.traits import (
    A_GRADE,
    BEST_EVIDENCE,
    MEASURED,
    NO_RANKS,
    PENDING,
    TRAIT_VALUES,
    Ranks,
    Trait,
    ranks_of,
    traits_of,
)
from wiki.facts.types import ROW_ID, Depth, Facts, Field, Kind, Row, Section, Template
from wiki.facts.vocabularies import VOCABULARIES
from wiki.facts.words import len_of, prose_of, searchable, told, told_value

__all__ = [
    "A_GRADE",
    "BEST_EVIDENCE",
    "COMBINED",
    "MEASURED",
    "MEETING",
    "NO_RANKS",
    "PENDING",
    "PLAN",
    "ROW_ID",
    "TEMPLATE",
    "TRAIT_VALUES",
    "VOCABULARIES",
    "Barrier",
    "Change",
    "Completeness",
    "Depth",
    "Facts",
    "Field",
    "Gate",
    "Kind",
    "Missing",
    "Point",
    "PointKind",
    "Ranks",
    "Read",
    "Row",
    "Section",
    "Subject",
    "Template",
    "Trait",
    "barriers_of",
    "changes",
    "completeness",
    "disagreeing",
    "follow_evidence",
    "from_stored",
    "judge",
    "known_sources",
    "len_of",
    "meeting_problems",
    "merge_facts",
    "named_pages",
    "page_names",
    "plan_problems",
    "points_of",
    "problems",
    "prose_of",
    "ranks_of",
    "read_facts",
    "rows_of",
    "searchable",
    "source_names",
    "takes",
    "template_of",
    "to_stored",
    "told",
    "told_value",
    "traits_of",
    "without_cells",
    "write_number",
]
