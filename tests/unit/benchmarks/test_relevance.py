"""The figure by which search is judged."""

import json
from pathlib import Path

import pytest

from benchmarks.relevance import PLAIN, load, ndcg, write_pages


def test_the_right_text_counts_less_the_lower_it_stands() -> None:
    assert ndcg(["a", "b"], {"a": 1}) == 1
    assert ndcg(["b", "a"], {"a": 1}) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(["b"] * 10 + ["a"], {"a": 1}) == 0
    assert ndcg([], {"a": 1}) == 0


def test_the_best_text_first_is_best() -> None:
    grades = {"a": 2, "b": 1}
    assert ndcg(["a", "b"], grades) == 1 > ndcg(["b", "a"], grades) > ndcg(["b"], grades)


def test_a_collection_is_read_and_written_as_pages(tmp_path: Path) -> None:
    texts = [{"id": "t1", "title": 'The "lamp": bright', "text": "One\u2028line.", "lang": "en"}]
    for name, lines in {
        "docs.jsonl": texts,
        "queries.jsonl": [{"id": "q1", "text": "lamp"}],
        "queries.typo.jsonl": [{"id": "q1", "text": "lapm"}],
    }.items():
        (tmp_path / name).write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    (tmp_path / "qrels.tsv").write_text("q1\tt1\t1\n")
    collection = load(tmp_path)
    assert collection.wordings == {PLAIN: {"q1": "lamp"}, "typo": {"q1": "lapm"}}
    assert collection.grades == {"q1": {"t1": 1}}
    write_pages(collection, tmp_path)
    assert 'title: "The \\"lamp\\": bright"' in (tmp_path / "t1.md").read_text()
