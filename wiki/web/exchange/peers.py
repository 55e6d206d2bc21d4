"""From whom a city could learn: in all it works on, and for one replication."""

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.exchange import queries
from wiki.exchange.matching import WEIGHTS, Peer
from wiki.exchange.rules import may_log
from wiki.http.peers import because
from wiki.replication.queries import get_replication
from wiki.replication.types import Replication, ReplicationId
from wiki.taxonomy.types import City
from wiki.web.context import actor, taxonomy
from wiki.web.exchange import bp
from wiki.web.exchange.showing import told


@bp.get("/cities/<slug>/peers")
def peers_of_city(slug: str) -> ResponseReturnValue:
    city = taxonomy().city_by_slug.get(slug)
    if city is None:
        raise NotFound
    found = queries.peers_of_city(actor(), slug, taxonomy())
    return _show(city, None, found)


@bp.get("/replications/<int:number>/peers")
def peers_of_replication(number: int) -> ResponseReturnValue:
    replication = get_replication(actor(), ReplicationId(number))
    found = queries.peers_of_replication(actor(), replication, taxonomy())
    return _show(taxonomy().city_by_slug[replication.city], replication, found)


def _show(city: City, replication: Replication | None, peers: Sequence[Peer]) -> ResponseReturnValue:
    return render_template(
        "exchange/peers.html",
        **told(
            city=city,
            replication=replication,
            peers=peers,
            because=because,
            weights=WEIGHTS,
            may_invite=may_log(actor(), [city.slug]),
        ),
    )
