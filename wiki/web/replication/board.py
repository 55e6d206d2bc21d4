"""The board: a column for each stage, below it what was left."""

from flask import render_template
from flask.typing import ResponseReturnValue

from wiki.replication import queries
from wiki.replication.types import Exit, Stage
from wiki.web.context import actor
from wiki.web.replication import bp
from wiki.web.replication.showing import chosen_here, here, told


@bp.get("/replications/board")
def board() -> ResponseReturnValue:
    """Show replications by stage; who may move one drags it, or chooses its stage."""
    found = queries.list_replications(actor(), chosen_here(), order="city", size=queries.MOST_DRAWN)
    columns = {stage: [each for each in found.items if _is_in(each.stage, each.exit, stage)] for stage in Stage}
    left = [each for each in found.items if each.exit is not Exit.NONE]
    return render_template(
        "replication/board.html", **told(columns=columns, left=left, total=found.total, chosen=chosen_here(), here=here)
    )


def _is_in(stands_at: Stage, left_by: Exit, stage: Stage) -> bool:
    return stands_at is stage and left_by is Exit.NONE
