"""Questions whose right answers are known: a folder of texts, questions and judgements, and how well an order does.

A folder holds ``docs.jsonl`` (id, title, text, lang), ``queries.jsonl`` (id, text), ``qrels.tsv`` (question, text and
grade on each line), and the questions worded another way in ``queries.WAY.jsonl``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

PLAIN = "plain"
DEPTH = 10


@dataclass(frozen=True, kw_only=True)
class Collection:
    """``wordings`` has the questions by id for each way of asking; ``grades`` those of a question's right texts."""

    name: str
    folder: Path
    wordings: Mapping[str, Mapping[str, str]]
    grades: Mapping[str, Mapping[str, int]]


def load(folder: Path) -> Collection:
    """Read a collection but for its texts."""
    ways = {path.name.split(".")[1]: path for path in sorted(folder.glob("queries.*.jsonl"))}
    grades: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, text, grade = line.split("\t")
        grades.setdefault(question, {})[text] = int(grade)
    return Collection(
        name=folder.name,
        folder=folder,
        wordings={
            way: {each["id"]: each["text"] for each in _lines(path)}
            for way, path in {PLAIN: folder / "queries.jsonl", **ways}.items()
        },
        grades=grades,
    )


def write_pages(collection: Collection, folder: Path) -> None:
    """Write the texts as pages that ``replication-wiki import`` takes; each has its id as its address."""
    for text in _lines(collection.folder / "docs.jsonl"):
        front = {"title": text["title"] or text["id"], "kind": "article", "language": text["lang"]}
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()]
        page = "\n".join(["---", *lines, "---", "", text["text"], ""])
        (folder / f"{text['id']}.md").write_text(page, encoding="utf-8")


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG@10 from 0 to 1: 1 where the first ten are the best texts, the best of them first."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(text, 0) for text in found]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


def _lines(path: Path) -> Iterator[dict[str, str]]:
    # Texts hold other ends of lines, at which splitlines would cut.
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
