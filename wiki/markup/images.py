"""Pictures: our own files are shown; others are plain links, so no visit is told elsewhere."""

from urllib.parse import unquote

from markdown_it.token import Token

from wiki.markup.text import inline_text

FILES = "/files/"


def is_shown(image: Token) -> bool:
    """Tell whether the image is one of our files; a path that climbs out of them is not."""
    source = str(image.attrs.get("src", ""))
    return source.startswith(FILES) and "/.." not in unquote(source)


def dress_image(image: Token) -> None:
    """Load it when it comes into view, and describe it by exactly the words of its text."""
    words = inline_text(image.children or ())
    image.children = [Token("text", "", 0, content=words)]
    image.attrs |= {"loading": "lazy", "decoding": "async"}


def image_as_link(image: Token) -> list[Token]:
    """Give the tokens of a link to the picture, with its description, if any, as text."""
    words = inline_text(image.children or ())
    return [
        Token("link_open", "a", 1, attrs={"href": image.attrs.get("src", "")}),
        *([Token("text", "", 0, content=words)] if words else []),
        Token("link_close", "a", -1),
    ]


def make_figure(opening: Token, inline: Token, closing: Token) -> None:
    """Turn a paragraph that holds one picture with a title into a figure with that title as caption."""
    children = inline.children or []
    if opening.hidden or [child.type for child in children] != ["image"]:
        return
    caption = str(children[0].attrs.pop("title", "")).strip()
    if caption:
        opening.tag = closing.tag = "figure"
        inline.children = [
            *children,
            Token("figcaption_open", "figcaption", 1),
            Token("text", "", 0, content=caption),
            Token("figcaption_close", "figcaption", -1),
        ]
