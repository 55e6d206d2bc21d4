"""From whom a city could learn: in all it works on, for a replication, and for what it wants to learn."""

from collections.abc import Sequence

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.exchanges import TAG
from wiki.api.schemas.interest import PeerList, PeerOut, ReasonOut
from wiki.core.errors import NotFound
from wiki.exchange import queries
from wiki.exchange.matching import Peer
from wiki.exchange.types import InterestId
from wiki.http.context import taxonomy
from wiki.http.peers import because
from wiki.replication.queries import get_replication
from wiki.replication.types import ReplicationId


@operation(
    "GET",
    "/cities/{city}/peers",
    tag=TAG,
    summary="Tell from whom a city could learn",
    answers={200: PeerList},
    problems=(NOT_FOUND,),
)
def list_peers_of_city(city: str) -> Reply:
    """By theme, practice, blocks, stage, barriers, likeness and language."""
    if city not in taxonomy().city_by_slug:
        raise NotFound
    return _listed(queries.peers_of_city(actor(), city, taxonomy()))


@operation(
    "GET",
    "/replications/{replication}/peers",
    tag=TAG,
    summary="Tell who could help with a replication",
    answers={200: PeerList},
    problems=(NOT_FOUND,),
)
def list_peers_of_replication(replication: int) -> Reply:
    """Mentors and other adopters, each with reasons."""
    found = get_replication(actor(), ReplicationId(replication))
    return _listed(queries.peers_of_replication(actor(), found, taxonomy()))


@operation(
    "GET",
    "/interests/{interest}/peers",
    tag=TAG,
    summary="Tell who could meet an interest",
    needs="interest.read",
    answers={200: PeerList},
    problems=(NOT_FOUND,),
)
def list_peers_of_interest(interest: int) -> Reply:
    """For the task force to ask, and for the city itself."""
    found = queries.get_interest(actor(), InterestId(interest))
    return _listed(queries.peers_of_interest(actor(), found, taxonomy()))


def _listed(peers: Sequence[Peer]) -> Reply:
    return Reply(document=PeerList(items=tuple(map(_out, peers))))


def _out(peer: Peer) -> PeerOut:
    return PeerOut(
        city=peer.city,
        points=peer.points,
        reasons=tuple(
            ReasonOut(kind=reason.kind, points=reason.points, about=reason.about, sentence=sentence)
            for reason, sentence in zip(peer.reasons, because(peer), strict=True)
        ),
    )
