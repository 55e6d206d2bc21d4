"""Rows of texts are read as values, or told to be wrong at the right column."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.core.errors import Invalid
from wiki.core.ids import IndicatorId
from wiki.indicators.types import Direction, Indicator
from wiki.monitoring.entries import COLUMNS, Reading, read_row
from wiki.monitoring.tables import MOST_ROWS, as_text, read_table

HEAT = Indicator(
    id=IndicatorId(1),
    key="specific_heat",
    name="Specific heat demand",
    theme=None,
    unit="kWh/m2a",
    direction=Direction.DOWN,
    calculation="",
    formula="",
    source="",
    updated_at=datetime(2026, 11, 23, tzinfo=UTC),
)
READING = Reading(indicators=[HEAT], decimal=",", spelled={"kind": {"gemessen": "measured"}})
ROW = {"indicator": "specific_heat", "kind": "measured", "period": "2020", "value": "22,08", "method": "metered"}
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


def test_a_row_is_read_with_the_unit_of_its_indicator() -> None:
    draft = read_row(ROW, READING).draft
    assert draft is not None
    assert (draft.value, draft.unit, draft.weather_corrected, draft.factor) == (22.08, "kWh/m2a", None, None)


def test_words_are_read_as_people_see_them() -> None:
    told = ROW | {"indicator": "specific heat demand", "kind": "Gemessen", "grade": "B", "weather_corrected": "Yes"}
    draft = read_row(told | {"grade": "b: measured by those who run it"}, READING).draft
    assert draft is not None
    assert (draft.kind, draft.grade, draft.weather_corrected) == ("measured", "b", True)


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"indicator": "heat"}, "indicator"),
        ({"kind": ""}, "kind"),
        ({"kind": "guess"}, "kind"),
        ({"period": "winter"}, "period"),
        ({"value": ""}, "value"),
        ({"value": "about 3"}, "value"),
        ({"unit": "kg"}, "unit"),
        ({"unit": "furlong"}, "unit"),
        ({"factor": "x"}, "factor"),
        ({"weather_corrected": "perhaps"}, "weather_corrected"),
    ],
)
def test_what_is_wrong_is_told_at_its_column(changed: dict[str, str], column: str) -> None:
    row = read_row(ROW | changed, READING)
    assert row.draft is None
    assert list(row.errors) == [column]


@given(cells=st.dictionaries(st.sampled_from(COLUMNS), TEXTS))
def test_any_row_is_a_value_or_has_a_problem(cells: dict[str, str]) -> None:
    row = read_row(cells, READING)
    assert (row.draft is None) == bool(row.errors)


@given(
    rows=st.lists(st.lists(TEXTS.filter(lambda text: '"' not in text), min_size=2, max_size=4), min_size=1, max_size=5)
)
def test_what_is_written_as_a_table_is_read_back(rows: list[list[str]]) -> None:
    headed = [["Period", "value", "Unit", "NOTE"], *rows]
    told = [[" ".join(cell.split()) for cell in row] for row in rows]
    wanted = [dict(zip(("period", "value", "unit", "note"), row, strict=False)) for row in told if any(row)]
    assert read_table(as_text(headed), {}) == wanted


@pytest.mark.parametrize("sign", ["\t", ";", ","])
def test_cells_are_set_apart_by_tabs_semicolons_or_commas(sign: str) -> None:
    table = "\n".join(sign.join(line) for line in (("Zeitraum", "value"), ("2017", "1.5")))
    assert read_table(table, {"zeitraum": "period"}) == [{"period": "2017", "value": "1.5"}]


@pytest.mark.parametrize(
    "table",
    ["", "\n \n", "period\tcolour\n2017\tred", "value\tvalue\n1\t2", "2017\t1\n" * (MOST_ROWS + 1)],
)
def test_what_is_no_table_of_ours_is_refused(table: str) -> None:
    with pytest.raises(Invalid):
        read_table(table, {})
