"""What our HTML adds to plain Markdown blocks, so that nothing is cut off or needs a style."""

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from wiki.markup.images import make_figure

_CELLS = frozenset({"th_open", "td_open"})


def dress_blocks(tokens: Sequence[Token]) -> Iterator[Token]:
    """Give the blocks as they are rendered: figures, wide tables and code that a keyboard can scroll."""
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "paragraph_open":
            make_figure(opening, inline, closing)
    return _with_scroll_areas(tokens)


def _with_scroll_areas(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "table_open":
            attrs: dict[str, str | int | float] = {"class": "table-scroll", "tabindex": "0"}
            yield Token("table_scroll_open", "div", 1, attrs=attrs, block=True)
        elif token.type in _CELLS:
            _dress_cell(token)
        elif token.type in {"fence", "code_block"}:
            # Of the two, the renderer puts a code block's attributes on <pre>, the part that scrolls.
            token.type, token.attrs = "code_block", {"tabindex": "0"}
        yield token
        if token.type == "table_close":
            yield Token("table_scroll_close", "div", -1, block=True)


def _dress_cell(cell: Token) -> None:
    alignment = str(cell.attrs.pop("style", "")).removeprefix("text-align:")
    if alignment:
        cell.attrs["class"] = f"align-{alignment}"
    if cell.tag == "th":
        cell.attrs["scope"] = "col"
