"""One exchange: who met, when, about what, and what came of it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from wiki.exchange import queries
from wiki.exchange.types import ExchangeId
from wiki.replication.queries import get_replication
from wiki.web.context import actor
from wiki.web.exchange import bp
from wiki.web.exchange.showing import told


@bp.get("/exchanges/<int:number>")
def page(number: int) -> ResponseReturnValue:
    found = queries.get_exchange(actor(), ExchangeId(number))
    return render_template(
        "exchange/page.html",
        **told(
            exchange=found,
            replication=None if found.replication is None else get_replication(actor(), found.replication),
        ),
    )
