"""How a replication fits, and the answers to its conditions, as programs read and write them."""

from typing import Annotated

from pydantic import Field

from wiki.api.schemas.fields import Input, Output, Text
from wiki.api.schemas.fit import ConditionOut, Percent, SpreadOut
from wiki.fit.rules import BEST, NOTE_MAX, WORST

_MOST = 100


class AnsweredOut(ConditionOut):
    condition: Annotated[str, Field(description="What an answer names the condition by.")]
    is_answered: Annotated[bool, Field(description="People said so; otherwise the city's profile does, or nobody.")]
    note: Annotated[str, Field(description="Empty in a summary.")]
    mitigation: Annotated[str, Field(description="What is done about it; empty in a summary.")]


class ReplicationFitOut(Output):
    """The conditions of the edition it is based on; how it is reckoned stands in the guide."""

    percent: Annotated[Percent | None, Field(description="Of what is known, how much fits; null where nothing is.")]
    known: Annotated[Percent, Field(description="How much of what matters is known, in per cent of its weight.")]
    ruled_out: Annotated[bool, Field(description="A core condition is not met at all, and nothing is done about it.")]
    conditions: tuple[AnsweredOut, ...]
    spread: tuple[SpreadOut, ...]


class ConditionAnswerInput(Input):
    condition: Annotated[Text, Field(max_length=64, description="As the fit of the replication names it.")]
    score: Annotated[
        int | None,
        Field(ge=WORST, le=BEST, description="Left out, the city's profile tells how far it is met.", examples=[-1]),
    ] = None
    note: Annotated[Text, Field(max_length=NOTE_MAX)] = ""
    mitigation: Annotated[Text, Field(max_length=NOTE_MAX)] = ""


_EXAMPLE = {"condition": "f3a1", "score": -1, "mitigation": "Masts are rented."}


class ConditionAnswersInput(Input):
    """All are saved, or none. One that says nothing takes the answer before it back."""

    answers: Annotated[
        tuple[ConditionAnswerInput, ...], Field(min_length=1, max_length=_MOST, strict=False, examples=[[_EXAMPLE]])
    ]
