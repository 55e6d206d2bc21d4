"""Links: those within the wiki are resolved, those that lead out are marked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it.token import Token

from wiki.core.slugs import is_reserved, slugify
from wiki.markup.anchors import anchor
from wiki.markup.images import dress_image, image_as_link, is_shown
from wiki.markup.types import LinkTarget

EXTERNAL_REL = "nofollow noopener noreferrer"

# One long reference used ten thousand times would blow a small text up to a huge page.
MAX_ADDRESS_TEXT = 1_000_000

# As many as one query takes on every database.
MAX_PAGES = 10_000

_PAGE_ADDRESS = re.compile(r"/pages/([^?#]+)(?:#(.*))?", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A link to another page, by the page's key; ``title`` is the one its writer gave it."""

    opening: Token
    key: str
    fragment: str
    title: str

    def lead(self, target: LinkTarget) -> None:
        """Let the link lead there; what there is to tell of the target stands above the writer's title."""
        attrs = {
            "href": f"{target.href}#{self.fragment}" if self.fragment else target.href,
            "class": "" if target.exists else "missing",
            "title": target.title or self.title,
        }
        self.opening.attrs = {name: value for name, value in attrs.items() if value or name == "href"}


class LinkDresser:
    """Finishes the links and images of one text but for those to pages, which it collects in order."""

    def __init__(self, *, images: bool) -> None:
        self.page_links: list[PageLink] = []
        self.keys: dict[str, None] = {}
        self._images = images
        self._address_text = 0

    def finish(self, children: Iterable[Token]) -> Iterator[Token]:
        """Give the tokens of a line as they are rendered: no link within a link, none without words."""
        depth = 0
        previous: Token | None = None
        for token in self._without_foreign_images(children):
            if token.type == "link_close":
                depth -= 1
                if depth:
                    continue
                if previous is not None and previous.type == "link_open":
                    yield Token("text", "", 0, content=str(previous.attrs["href"]))
            elif token.type == "link_open":
                depth += 1
                if depth > 1:
                    continue
                self._dress(token)
            yield token
            previous = token

    def _without_foreign_images(self, children: Iterable[Token]) -> Iterator[Token]:
        for token in children:
            if token.type != "image":
                yield token
            elif self._images and is_shown(token) and self._affords(token):
                dress_image(token)
                yield token
            else:
                yield from image_as_link(token)

    def _dress(self, token: Token) -> None:
        page = wiki_target(token)
        if not self._affords(token) or (page is None and not token.attrs["href"]):
            token.attrs = {"href": "#"}
        elif page is not None:
            self._collect(token, *page)
        elif str(token.attrs["href"]).lower().startswith(("http:", "https:")):
            token.attrs |= {"class": "external", "rel": EXTERNAL_REL}

    def _collect(self, token: Token, key: str, fragment: str) -> None:
        if not key:
            token.attrs["href"] = f"#{fragment}"
        elif key in self.keys or len(self.keys) < MAX_PAGES:
            self.keys[key] = None
            title = str(token.attrs.get("title", ""))
            self.page_links.append(PageLink(opening=token, key=key, fragment=fragment, title=title))
        else:
            token.attrs = {"href": "#"}

    def _affords(self, token: Token) -> bool:
        self._address_text += sum(len(str(value)) for value in token.attrs.values())
        return self._address_text <= MAX_ADDRESS_TEXT


def wiki_target(opening: Token) -> tuple[str, str] | None:
    """Give key and fragment of a link within the wiki, or None; the key is "" for a section of this page."""
    if "page" in opening.meta:
        section = opening.meta["section"]
        return slugify(opening.meta["page"]), anchor(section) if section else ""
    address = _PAGE_ADDRESS.fullmatch(str(opening.attrs["href"]))
    key = slugify(unquote(address[1])) if address else ""
    if address is None or not key or is_reserved(key):
        return None
    return key, address[2] or ""
