"""The report of an import counts, and travels as JSON without loss."""

import json

from wiki.importing.infer import Inference
from wiki.importing.report import FileReport, Outcome, Report, from_json, to_json
from wiki.importing.types import Finding

REPORT = Report(
    source="site.bundle",
    head="bdfb430",
    files=(
        FileReport(
            path="cities/kiev.md",
            outcome=Outcome.IMPORTED,
            slug="cities/kiev",
            title="Kiev",
            revisions=3,
            notes=(Finding(code="html-converted", text="HTML was turned into Markdown."),),
            cities=(Inference(slug="kyiv", reason="in the path"),),
        ),
        FileReport(
            path="a.md", outcome=Outcome.REFUSED, problems=(Finding(code="refused", text="The file is empty."),)
        ),
        FileReport(path="b.md", outcome=Outcome.UNCHANGED, themes=(Inference(slug="x", reason="", is_given=True),)),
    ),
)


def test_a_report_survives_the_way_through_json():
    assert from_json(json.loads(json.dumps(to_json(REPORT)))) == REPORT


def test_totals_are_counted():
    totals = to_json(REPORT)["totals"]
    assert totals["files"] == 3
    assert (totals["imported"], totals["refused"], totals["unchanged"], totals["archived"]) == (1, 1, 1, 0)
    assert (totals["revisions"], totals["with_problems"], totals["with_inferred_tags"]) == (3, 1, 1)
