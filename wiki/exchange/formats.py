"""What each format of an exchange means, in a line: the six that EUROCITIES names, in our words, and two of ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from wiki.core.messages import message as _
from wiki.exchange.types import Format


@dataclass(frozen=True, kw_only=True)
class Meaning:
    name: str
    line: str


FORMATS: Mapping[Format, Meaning] = {
    Format.TRAINING: Meaning(
        name=_("Training workshop"), line=_("People of several cities learn something together, in one or two days.")
    ),
    Format.SHADOWING: Meaning(
        name=_("Work shadowing"), line=_("Somebody works some days beside a colleague of another city.")
    ),
    Format.STUDY_VISIT: Meaning(
        name=_("Study visit"), line=_("Guests look at what a city has built and ask those who run it.")
    ),
    Format.MENTORING_VISIT: Meaning(
        name=_("Mentoring visit"), line=_("People who have done it come to a city that begins, and advise it there.")
    ),
    Format.PEER_REVIEW: Meaning(
        name=_("Peer review"), line=_("Colleagues of other cities judge a plan or a practice and say what they saw.")
    ),
    Format.WEBINAR: Meaning(name=_("Webinar"), line=_("A city shows and answers questions on screen.")),
    Format.MENTORING: Meaning(
        name=_("Mentoring over time"), line=_("A city, or a person of it, stays at the side of another for months.")
    ),
    Format.OTHER: Meaning(name=_("Other exchange"), line=_("Anything else by which cities learn from each other.")),
}
