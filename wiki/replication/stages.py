"""What each stage and exit means, in a line.

The ten stages are a union of ours: the phases of URBACT's transfer networks, the Smart Cities Guidance Package, the
OECD's work on city-to-city learning and the programme's own replication plans, put into one order. None of
them has all ten.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wiki.core.messages import message as _
from wiki.replication.types import Exit, Stage


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """A name, a line that explains it, and, of a stage, what shows that it was reached."""

    name: str
    line: str
    shown_by: str = ""


STAGES: Mapping[Stage, Meaning] = {
    Stage.WATCHING: Meaning(
        name=_("Watching"),
        line=_("The city follows the practice and has not said more."),
        shown_by=_("Nothing yet."),
    ),
    Stage.INTEREST: Meaning(
        name=_("Expression of interest"),
        line=_("The city has said that it wants to take it up."),
        shown_by=_("A letter, a mail or minutes."),
    ),
    Stage.UNDERSTOOD: Meaning(
        name=_("Understood"),
        line=_("The practice and the city's own context were compared."),
        shown_by=_("A fit assessment."),
    ),
    Stage.EXCHANGE: Meaning(
        name=_("Peer exchange"),
        line=_("People of both cities have met: a visit, a workshop or a mentor."),
        shown_by=_("Date and outcome of the visit or workshop."),
    ),
    Stage.PLAN: Meaning(
        name=_("Replication plan"),
        line=_("There is a plan: what, where, who, when and for how much."),
        shown_by=_("The plan."),
    ),
    Stage.DECIDED: Meaning(
        name=_("Decided and funded"),
        line=_("The city has decided, and the money is there."),
        shown_by=_("The council's decision, or the grant."),
    ),
    Stage.IMPLEMENTATION: Meaning(
        name=_("Implementation"),
        line=_("It is being bought, built or introduced."),
        shown_by=_("The contract, or the first site."),
    ),
    Stage.OPERATION: Meaning(
        name=_("Operation"),
        line=_("It works and people use it."),
        shown_by=_("The opening, or the acceptance of the works."),
    ),
    Stage.MONITORED: Meaning(
        name=_("Monitored"),
        line=_("Twelve months of operation were measured."),
        shown_by=_("The measured values."),
    ),
    Stage.RETURNED: Meaning(
        name=_("Evidence returned"),
        line=_("What came of it has been given back to the city it came from."),
        shown_by=_("The report, or the practice's new edition."),
    ),
}

EXITS: Mapping[Exit, Meaning] = {
    Exit.NONE: Meaning(name=_("Goes on"), line=_("It moves from stage to stage.")),
    Exit.ADAPTED: Meaning(
        name=_("Adapted in part"), line=_("The city took over a part, in its own way, and goes no further.")
    ),
    Exit.PAUSED: Meaning(name=_("Paused"), line=_("It rests, and may be taken up again.")),
    Exit.STOPPED: Meaning(name=_("Stopped"), line=_("The city has given it up.")),
}
