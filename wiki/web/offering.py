"""Which downloads a list offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import request
from flask_babel import gettext

from wiki.web.facets import same_choice

# Enough for every list somebody reads; a whole wiki is exported by who runs it.
MOST_PAGES = 2_000


@dataclass(frozen=True, kw_only=True)
class Download:
    """A link of the menu; without an address it is a sentence that says why there is none."""

    label: str
    href: str = ""


def list_downloads(total: int) -> Sequence[Download]:
    """Offer the list this page shows, with the same choices; nothing when it is empty."""
    if not total:
        return ()
    if total > MOST_PAGES:
        return (Download(label=too_many(total)),)
    words = {
        "zip": gettext("Texts and pictures (zip of Markdown)"),
        "csv": gettext("Table for a spreadsheet (CSV)"),
        "json": gettext("Table for programs (JSON)"),
    }
    return [Download(label=label, href=same_choice(f"{quote(request.path)}.{form}")) for form, label in words.items()]


def too_many(total: int) -> str:
    """Return the sentence for a list that no download holds."""
    return str(
        gettext(
            "The list has %(total)s pages, and a download holds at most %(most)s. Choose a filter first.",
            total=total,
            most=MOST_PAGES,
        )
    )
