"""Rewrites the links and pictures of a page for the wiki."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from wiki.importing.cleaning.addresses import Kind, complete, is_complete, kind_of, looks_like_host, path_of
from wiki.importing.cleaning.link_scan import Link, Target, definitions_of, find_links, without_definitions
from wiki.importing.names import file_title, is_file_name
from wiki.importing.types import Finding

# Gives the slug of the page an address means, with its "#section", or a path from the site's root for a
# file; None where the source has neither.
LinkTo = Callable[[str], str | None]
# Gives the address of a picture in the wiki, None where the source does not hold it.
PictureAt = Callable[[str], str | None]

_NO_DESCRIPTION = frozenset({"", "alt text", "alt", "image", "img", "picture", "photo"})
_UNSAFE = re.compile(r"[\[\]\n]")


@dataclass(frozen=True, kw_only=True)
class _Rewriting:
    link: LinkTo
    picture: PictureAt
    definitions: Mapping[str, Target]
    problems: list[Finding] = field(default_factory=list)


def rewrite_links(text: str, *, link: LinkTo, picture: PictureAt) -> tuple[str, tuple[Finding, ...]]:
    """Point every link and picture where the wiki has it; what is fine as it is stays byte for byte.

    A page becomes a wiki link. A picture the source lacks becomes its description, if it has one. A link to
    nowhere becomes its text. Both are problems. Link definitions are resolved into the links that use them.
    """
    definitions = definitions_of(text)
    rewriting = _Rewriting(link=link, picture=picture, definitions=definitions)
    clean = _rewritten(without_definitions(text) if definitions else text, rewriting)
    return clean, tuple(dict.fromkeys(rewriting.problems))


def _rewritten(text: str, rewriting: _Rewriting) -> str:
    parts, last = [], 0
    for found in find_links(text, rewriting.definitions):
        parts.append(text[last : found.start])
        if found.is_picture:
            parts.append(_picture(found, rewriting))
        else:
            in_table = "|" in _line_around(text, found)
            parts.append(_link(text[found.start : found.end], found, rewriting, in_table=in_table))
        last = found.end
    return "".join([*parts, text[last:]])


def _link(written: str, found: Link, rewriting: _Rewriting, *, in_table: bool) -> str:
    # Only pictures can stand in the text of a link, so this goes one level down at most.
    label = _rewritten(found.text, rewriting).strip() if "![" in found.text else found.text
    href, kind = found.target.href, kind_of(found.target.href)
    if kind in {Kind.SITE, Kind.WEB, Kind.SECTION}:
        target = href if kind is Kind.SECTION else rewriting.link(href)
        if target is not None:
            return _site_link(target, label, found.target, in_table=in_table)
    problem = _problem(href, kind)
    if problem is not None or kind is Kind.NOTHING:
        rewriting.problems.extend([problem] if problem else [])
        return label
    if found.is_plain and is_complete(href) and label == found.text and label.strip() and "[[" not in label:
        return written
    return _markdown_link(label.strip() or href, complete(href), found.target)


def _picture(found: Link, rewriting: _Rewriting) -> str:
    href, description = found.target.href, " ".join(found.text.split())
    if kind_of(href) is Kind.WEB and not looks_like_host(href):
        return f"!{_markdown_link(description, complete(href), found.target)}"
    address = rewriting.picture(href) if href and kind_of(href) is not Kind.REFUSED else None
    is_told = description.casefold() not in _NO_DESCRIPTION and not is_file_name(description)
    if address is not None:
        told = description if is_told or not is_file_name(description) else file_title(description)
        return f"!{_markdown_link(told, address, found.target)}"
    name = PurePosixPath(unquote(path_of(href)[0])).name or "without an address"
    rewriting.problems.append(Finding(code="missing-picture", text=f"The picture {name[:120]} is not in the source."))
    return f"*{description.strip('*')}*" if is_told and description.strip("*") else ""


def _site_link(target: str, label: str, written: Target, *, in_table: bool) -> str:
    if target.startswith("/"):
        return _markdown_link(label or target, target, written)
    return _wiki_link(target, label, in_table=in_table)


def _wiki_link(target: str, label: str, *, in_table: bool) -> str:
    """Write ``[[page|text]]``; where brackets or a table would break it, the Markdown link that means the same."""
    label = " ".join(label.split())
    if not label or label == target:
        return f"[[{target}]]"
    if not _UNSAFE.search(label) and not in_table:
        return f"[[{target}|{label.replace('|', chr(92) + '|')}]]"
    address = target if target.startswith("#") else f"/pages/{target}"
    return _markdown_link(label, address, Target(""))


def _markdown_link(label: str, address: str, written: Target) -> str:
    title = f" {written.title}" if written.title else ""
    return f"[{label.replace('[[', chr(92) + '[' + chr(92) + '[')}]({address}{title})"


def _problem(href: str, kind: Kind) -> Finding | None:
    """Tell why a link that means no page of the source cannot stay a link, if it cannot."""
    if kind is Kind.REFUSED:
        return Finding(code="unsafe-link", text=f"A link to “{href[:80]}” was left out.")
    if kind is not Kind.SITE or looks_like_host(href):
        return None
    suffix = PurePosixPath(path_of(href)[0]).suffix.lower()
    if suffix and suffix not in {".html", ".htm", ".md", ".markdown"}:
        return Finding(
            code="missing-file", text=f"The file “{href[:120]}” is not in the source; its link was left out."
        )
    return Finding(code="missing-page", text=f"The page “{href[:120]}” is not in the source; its link was left out.")


def _line_around(text: str, found: Link) -> str:
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    return text[start : found.start] + text[found.end : end if end >= 0 else len(text)]
