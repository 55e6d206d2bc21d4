"""The dashboard, comparisons and reports over the API."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import practice

HEAT: dict[str, Any] = {"indicator": "specific_heat", "unit": "kWh/m2a", "method": "metered"}
FIGURES = [
    HEAT | {"kind": "baseline", "period": "2015", "value": 100},
    HEAT | {"kind": "target", "period": "2022", "value": 20},
    HEAT | {"kind": "measured", "period": "2020", "value": 60, "note": "A pump was broken."},
]
REPORTS = "/themes/refurbishment/reports"


@pytest.fixture(autouse=True)
def made(inside: Callable[..., Any], editor: Program) -> None:
    inside(practice, "Hauffgasse", themes=("refurbishment",), cities=("vienna",))
    inside(practice, "Secret", themes=("refurbishment",), cities=("vienna",), published=False)
    editor.post("/pages/hauffgasse/series", values=FIGURES)
    editor.post("/pages/secret/series", values=FIGURES)


def test_it_tells_how_far_results_have_come(visitor: Program, editor: Program) -> None:
    told = visitor.get("/monitoring?theme=refurbishment&city=vienna").json
    assert (told["whole"]["series"], told["whole"]["stale"], told["whole"]["progress"]) == (1, 1, 0.5)
    assert told["themes"].keys() == {"refurbishment"}
    assert told["cities"].keys() == {"vienna"}
    (series,) = told["items"]
    assert (series["slug"], series["reached"], series["measured"]["period"]) == ("hauffgasse", 0.5, "2020")
    assert editor.get("/monitoring").json["total"] == 2
    assert len(editor.get("/monitoring?limit=1&page=2").json["items"]) == 1


def test_what_is_no_theme_or_city_is_told(visitor: Program) -> None:
    assert visitor.get("/monitoring?theme=nowhere").json["errors"][0]["field"] == "theme"
    assert visitor.get("/monitoring?city=nowhere").json["errors"][0]["field"] == "city"


def test_an_indicator_is_compared_in_its_unit(visitor: Program) -> None:
    told = visitor.get("/indicators/specific_heat/compare").json
    assert told["indicator"]["unit"] == "kWh/m2a"
    assert [(each["slug"], each["measured"], each["target"]) for each in told["items"]] == [("hauffgasse", 60, 20)]
    assert visitor.get("/indicators/nothing/compare").status_code == 404


def test_a_report_is_frozen_by_the_task_force_and_read_by_everybody(
    visitor: Program, editor: Program, reviewer: Program
) -> None:
    told = {"period": "2020", "introduction": "So far."}
    assert editor.post(REPORTS, **told).status_code == 403
    assert reviewer.post(REPORTS, period="soon").json["errors"][0]["field"] == "period"
    answer = reviewer.post(REPORTS, **told)
    assert answer.status_code == 201
    assert visitor.get(f"{REPORTS}/1").json == answer.json
    (result,) = answer.json["figures"]["results"]
    assert (result["practice"], result["is_met"], result["reasons"]) == ("Hauffgasse", False, ["A pump was broken."])
    assert visitor.get(REPORTS).json["items"] == [answer.json]
    assert visitor.get("/themes/refurbishment/report?period=2020").json == answer.json["figures"]
    assert visitor.get(f"{REPORTS}/2").status_code == 404


def test_replications_are_told_with_what_they_are_of(
    visitor: Program, reviewer: Program, inside: Callable[..., Any]
) -> None:
    made = reviewer.post(
        "/replications", practice="hauffgasse", city="sofia", shared=True, stage=1, happened_on="2018-06-05"
    ).json
    reviewer.post(f"/replications/{made['id']}/series", values=FIGURES)
    (_, adopted) = visitor.get("/monitoring").json["items"]
    cells = visitor.get("/monitoring?city=sofia").json["coverage"]
    assert [(cell["theme"], cell["replications"], cell["stale"], cell["missing"]) for cell in cells] == [
        ("refurbishment", 1, 1, 0)
    ]
    assert (adopted["replication"], adopted["of"], adopted["url"]) == (made["id"], "Hauffgasse", made["url"])
    compared = visitor.get("/indicators/specific_heat/compare").json["items"]
    assert [(each["city"], each["source"]) for each in compared] == [("vienna", None), ("sofia", 60)]
