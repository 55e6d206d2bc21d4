"""Publishing without a review: for pages of any kind, and for a practice while none is under way."""

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.errors import Invalid
from wiki.pages.service import lifecycle
from wiki.pages.service.writing import hold_page
from wiki.pages.types import PageKind
from wiki.practices.rules import publishing_refusal
from wiki.practices.service.steps import hold_practice


def publish_page(actor: Actor, slug: str, number: int, comment: str = "") -> None:
    """Show revision ``number`` to visitors, as :func:`wiki.pages.service.publish_page` does.

    Raises as that does, and :class:`Invalid` for a practice in review: what is decided there is not forestalled.
    """
    require(actor, "page.publish")
    if hold_page(slug).kind == PageKind.PRACTICE:
        reason = publishing_refusal(hold_practice(slug, with_gate=False).standing)
        if reason is not None:
            raise Invalid({"page": reason})
    lifecycle.publish_page(actor, slug, number, comment)
