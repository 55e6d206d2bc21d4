"""What a file of the demo content says, as frozen values."""

from dataclasses import dataclass
from enum import StrEnum

from wiki.pages.types import Content

DEMO_COMMENT = "Demo content"


class DemoStanding(StrEnum):
    """How far the review of a practice got."""

    DRAFT = "draft"
    PEER_REVIEW = "peer_review"
    QUALITY_CHECK = "quality_check"
    RETURNED = "returned"
    STANDARDISED = "standardised"
    DISSEMINATED = "disseminated"
    REVIEW_DUE = "review_due"
    """Disseminated, and to be verified again by now."""

    @property
    def is_public(self) -> bool:
        return self in {DemoStanding.DISSEMINATED, DemoStanding.REVIEW_DUE}


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
    standing: DemoStanding
    former: Content | None
    draft: Content | None
    remarks: tuple[DemoRemark, ...]
