"""What cities want to learn, and from whom they could, as programs read and write it."""

from typing import Annotated

from pydantic import AwareDatetime, Field, model_validator

from wiki.api.schemas.fields import LARGEST_NUMBER, Input, Limit, Output, PageNumber, Query, Text
from wiki.exchange.matching import Kind
from wiki.exchange.rules import ANSWER_MAX, COMMENT_MAX, TRAVEL_MAX
from wiki.exchange.types import InterestState, InterestStepKind

_ITEMS = 50


class InterestsQuery(Query):
    state: Annotated[InterestState | None, Field(description="Those in this state.")] = None
    theme: Annotated[str, Field(description="Those in this theme.")] = ""
    city: Annotated[str, Field(description="Those of this city.")] = ""
    page: PageNumber = 1
    limit: Limit = _ITEMS


class InterestOut(Output):
    """What a city wants to learn from others."""

    id: int
    url: str
    city: str
    theme: str
    practice: Annotated[str | None, Field(description="The address of the practice it is about.")]
    does: Annotated[str, Field(description="What the city does there.")]
    issue: Annotated[str, Field(description="On which issue it wants to work.")]
    category: Annotated[str, Field(description="The kind of barrier the issue is; empty for none in particular.")]
    travel: Annotated[str, Field(description="Who pays the travel.")]
    follows_up: bool
    state: InterestState
    exchange: Annotated[int | None, Field(description="The exchange it was matched with.")]
    partner: Annotated[str | None, Field(description="The city it was matched with.")]
    made_at: AwareDatetime
    made_by: str


class InterestList(Output):
    """What is open comes first, then what has waited longest."""

    total: int
    page: int
    limit: int
    items: tuple[InterestOut, ...]


class InterestStepOut(Output):
    kind: InterestStepKind
    at: AwareDatetime
    actor: str
    comment: str


class InterestWhole(InterestOut):
    """An interest with its log, the oldest first."""

    log: tuple[InterestStepOut, ...]


class InterestInput(Input):
    """The four questions."""

    city: Annotated[Text, Field(description="The address of the city.", examples=["sofia"])]
    theme: Annotated[Text, Field(description="Which area: the address of a theme.", examples=["refurbishment"])]
    does: Annotated[Text, Field(max_length=ANSWER_MAX, examples=["We survey 40 blocks of flats."])]
    issue: Annotated[Text, Field(max_length=ANSWER_MAX, examples=["How do owners agree?"])]
    travel: Annotated[Text, Field(max_length=TRAVEL_MAX, examples=["The city"])]
    follows_up: Annotated[bool, Field(description="Whether the city promises to tell what came of it.")] = False
    category: Annotated[Text, Field(description="The kind of barrier it is, such as financial.")] = ""
    practice: Annotated[Text, Field(description="The address of a practice.")] = ""


Note = Annotated[Text, Field(max_length=COMMENT_MAX, description="The city reads it.")]


class MatchInput(Input):
    """An exchange, a partner, or both."""

    exchange: Annotated[int | None, Field(ge=1, le=LARGEST_NUMBER, description="The number of an exchange.")] = None
    partner: Annotated[Text, Field(description="The address of a city.", examples=["vienna"])] = ""
    comment: Note = ""

    @model_validator(mode="after")
    def _is_one(self) -> "MatchInput":
        if self.exchange is None and not self.partner:
            raise ValueError("Say “exchange”, “partner” or both.")
        return self


class ClosingInput(Input):
    comment: Note = ""


class ReasonOut(Output):
    kind: Kind
    points: Annotated[int, Field(description="What it counts; the weights are the wiki's own.")]
    about: Annotated[
        tuple[str, ...],
        Field(
            description="Titles, names of blocks, addresses of themes, kinds of barriers, attributes of profiles or"
            " languages."
        ),
    ]
    sentence: Annotated[str, Field(description="The reason in the language of “Accept-Language”.")]


class PeerOut(Output):
    city: str
    points: Annotated[int, Field(description="1 to 100; they order the list.")]
    reasons: tuple[ReasonOut, ...]


class PeerList(Output):
    """Cities to learn from, the most fitting first, as far as the caller may see what they do."""

    items: tuple[PeerOut, ...]
