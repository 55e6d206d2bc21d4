"""The last gate before HTML is stored: a list of what may be in it, whatever went wrong before."""

from collections.abc import Mapping

import nh3

_LINE_TAGS = frozenset({"a", "br", "code", "em", "img", "input", "label", "s", "strong", "sup"})
_BLOCK_TAGS = frozenset({"blockquote", "div", "figcaption", "figure", "hr", "p", "pre", "section"})
_HEADING_TAGS = frozenset(f"h{level}" for level in range(2, 7))
_LIST_TAGS = frozenset({"dd", "dl", "dt", "li", "ol", "ul"})
_TABLE_TAGS = frozenset({"table", "tbody", "td", "th", "thead", "tr"})
_TAGS = _LINE_TAGS | _BLOCK_TAGS | _HEADING_TAGS | _LIST_TAGS | _TABLE_TAGS
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "div": {"tabindex"},
    "img": {"src", "alt", "title"},
    "input": {"checked"},
    "li": {"id"},
    "ol": {"start"},
    "pre": {"tabindex"},
    **{tag: {"id"} for tag in _HEADING_TAGS},
}
_VALUES = {
    "a": {"rel": {"nofollow noopener noreferrer"}},
    "img": {"loading": {"lazy"}, "decoding": {"async"}},
    "input": {"type": {"checkbox"}, "disabled": {""}},
    "th": {"scope": {"col"}},
}
_CLASSES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"external", "missing", "footnote-backref"}),
    "div": frozenset({"table-scroll"}),
    "hr": frozenset({"footnotes-sep"}),
    "li": frozenset({"task", "footnote-item"}),
    "ol": frozenset({"footnotes-list"}),
    "section": frozenset({"footnotes"}),
    "sup": frozenset({"footnote-ref"}),
    **dict.fromkeys(("td", "th"), frozenset({"align-left", "align-center", "align-right"})),
}
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ID_PREFIXES = ("s-", "fn")


def build_cleaner(*, extra: Mapping[str, frozenset[str]] | None = None, ids: bool = True) -> nh3.Cleaner:
    """Make a cleaner for our HTML; it may be kept and shared.

    ``extra`` maps more tags to the classes they may have. Without ``ids`` none is left, for HTML that shows
    two texts at once.
    """
    extra = extra or {}
    prefixes = _ID_PREFIXES if ids else ()

    def only_our_ids(_tag: str, attribute: str, value: str) -> str | None:
        return None if attribute == "id" and not value.startswith(prefixes) else value

    return nh3.Cleaner(
        tags=_TAGS | extra.keys(),
        attributes=_ATTRIBUTES,
        attribute_filter=only_our_ids,
        tag_attribute_values=_VALUES,
        allowed_classes={**_CLASSES, **extra},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
