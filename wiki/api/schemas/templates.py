"""Templates as programs read them."""

from typing import Annotated, Any

from pydantic import Field

from wiki.api.schemas.fields import Output


class TemplateOut(Output):
    """What is asked of pages of a kind."""

    kind: str
    version: int
    facts: Annotated[
        dict[str, Any], Field(description="What “facts” of such a page may hold, as a JSON schema (2020-12).")
    ]
