"""The board: a lane for each stage, below them what was left. A lane begins with its first cards and tells the rest."""

from dataclasses import replace
from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.core.paging import page_number
from wiki.replication import queries
from wiki.replication.types import Exit, Stage
from wiki.web.context import actor
from wiki.web.replication import bp
from wiki.web.replication.showing import chosen_here, here, told

MOST_CARDS = 20


@bp.get("/replications/board")
def board() -> ResponseReturnValue:
    """Show replications by stage; who may move one drags it, or chooses its stage."""
    found = queries.first_of_lanes(actor(), chosen_here(), size=MOST_CARDS)
    going_on = [each for each in found if each.exit is Exit.NONE]
    return render_template(
        "replication/board.html",
        **told(
            columns={stage: tuple(each for each in going_on if each.stage is stage) for stage in Stage},
            left=[each for each in found if each.exit is not Exit.NONE],
            totals=queries.count_replications(actor(), chosen_here()),
            lane_address=_lane_address,
            chosen=chosen_here(),
            here=here,
        ),
    )


@bp.get("/replications/board/<int:stage>")
def lane(stage: int) -> ResponseReturnValue:
    """Show one lane of the board, a page at a time."""
    if stage not in set(Stage):
        raise NotFound
    chosen = replace(chosen_here(), stage=Stage(stage), exit=Exit.NONE)
    number = page_number(request.args.get("page"))
    found = queries.list_replications(actor(), chosen, order="city", number=number, size=MOST_CARDS)
    address = partial(_lane_address, Stage(stage))
    return render_template(
        "replication/lane.html", **told(stage=Stage(stage), found=found, page_address=address, chosen=chosen, here=here)
    )


def _lane_address(stage: Stage, page: int) -> str:
    return here("lane", into={"stage": stage.value}, page=str(page))
