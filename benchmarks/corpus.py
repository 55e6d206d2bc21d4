"""A site of any size, the same every time: Markdown files with front matter, for ``replication-wiki import``."""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

WORDS_A_PAGE = 600
_VOCABULARY = 8_000
_PARAGRAPH = 75
KINDS = ("practice", "news", "meeting", "article")
THEMES = ("engagement", "refurbishment", "heating", "data", "mobility")
CITIES = ("munich", "vienna", "lyon", "santiago", "sofia", "venice", "kyiv", "yokohama")
_SYLLABLES = (
    *(
        "ba",
        "be",
        "bri",
        "ca",
        "co",
        "da",
        "de",
        "dri",
        "el",
        "en",
        "fa",
        "fi",
        "ga",
        "gra",
        "he",
        "in",
        "ka",
        "la",
        "le",
    ),
    *(
        "li",
        "ma",
        "me",
        "mo",
        "na",
        "ne",
        "o",
        "pa",
        "pe",
        "pla",
        "ra",
        "re",
        "ro",
        "sa",
        "se",
        "sta",
        "ta",
        "te",
        "tri",
    ),
    *("u", "va", "ve", "vi", "wa", "ze"),
)
_OWN_WORDS = (
    *(
        "city",
        "district",
        "energy",
        "heating",
        "building",
        "resident",
        "tenant",
        "platform",
        "sensor",
        "bicycle",
        "grid",
    ),
    *(
        "refurbishment",
        "insulation",
        "photovoltaic",
        "measurement",
        "workshop",
        "replication",
        "lighthouse",
        "follower",
    ),
)


def vocabulary() -> Sequence[str]:
    """Return the words of the corpus, the commonest first."""
    chance = random.Random(1)
    made = ("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(_VOCABULARY * 2))
    return tuple(dict.fromkeys([*_OWN_WORDS, *made]))[:_VOCABULARY]


def pages(count: int, kinds: Sequence[str] = KINDS) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of so many pages; words are as unevenly common as in a language."""
    chance = random.Random(2)
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
    for number in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=WORDS_A_PAGE)
        yield f"page-{number:06}", _page(number, drawn, chance, count, kinds)


def title_of(number: int, words: Sequence[str]) -> str:
    return f"{words[0]} {words[1]} {words[2]} {number}".capitalize()


def _page(number: int, words: Sequence[str], chance: random.Random, count: int, kinds: Sequence[str]) -> str:
    paragraphs = [" ".join(words[start : start + _PARAGRAPH]) for start in range(0, len(words), _PARAGRAPH)]
    body = []
    for place, paragraph in enumerate(paragraphs):
        if place % 2 == 0:
            body.append(f"## {paragraph.partition(' ')[0].capitalize()} {place}")
        body.append(f"{paragraph.capitalize()}, **{paragraph.rpartition(' ')[2]}**.")
    linked = chance.randrange(count)
    body.append(f"- one\n- two, see [[page-{linked:06}]]\n- three")
    front = [
        f"title: {title_of(number, words)}",
        f"summary: {' '.join(words[3:20])}",
        f"kind: {kinds[number % len(kinds)]}",
        f"themes: [{chance.choice(THEMES)}]",
        f"cities: [{chance.choice(CITIES)}]",
        f"date: {chance.randint(2016, 2020)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    ]
    return "\n".join(["---", *front, "---", "", "\n\n".join(body), ""])


def write(folder: Path, count: int, kinds: Sequence[str] = KINDS) -> None:
    """Write so many pages into a folder, of each kind as many."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(count, kinds):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
