"""What a file of the demo content says, as frozen values."""

from dataclasses import dataclass

from wiki.pages.types import Content
from wiki.practices.types import State

DEMO_COMMENT = "Demo content"


@dataclass(frozen=True, kw_only=True)
class DemoRemark:
    """What a reviewer said of a field, named by its key in the template."""

    field: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DemoPractice:
    """A practice with how far its review got.

    ``former`` is what an edition before said, ``draft`` what is being written since the newest one.
    """

    slug: str
    content: Content
    standing: State
    former: Content | None
    draft: Content | None
    remarks: tuple[DemoRemark, ...]

    @property
    def is_public(self) -> bool:
        return self.standing in {State.DISSEMINATED, State.REVIEW_DUE}
