"""Templates as programs read them."""

from typing import Any

from pydantic import ConfigDict, RootModel


class TemplateOut(RootModel[dict[str, Any]]):
    """What the facts of pages of a kind may hold, as a JSON schema (2020-12)."""

    model_config = ConfigDict(frozen=True)
