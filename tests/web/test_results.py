"""Results of a practice: read by everybody, entered in a grid, pasted, sent as a file, corrected and ruled on."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from werkzeug.test import TestResponse

from tests.clients import FormClient
from tests.factories import actor, practice
from wiki.accounts.types import VISITOR, Role
from wiki.core.ids import PageId
from wiki.monitoring import queries
from wiki.monitoring.types import Series, Subject
from wiki.pages.queries import get_page

SLUG = "hauffgasse"
RESULTS = f"/pages/{SLUG}/results"
SHARED = {"indicator": "specific_heat", "kind": "measured", "method": "metered", "grade": "b", "unit": "kWh/m2a"}


@pytest.fixture(autouse=True)
def made(inside: Callable[..., Any]) -> None:
    inside(practice, "Hauffgasse")


@pytest.fixture
def entered(inside: Callable[..., Any]) -> Callable[[], list[Series]]:
    def read() -> list[Series]:
        page = get_page(actor(Role.EDITOR), SLUG)
        return list(queries.list_series(VISITOR, Subject(page=PageId(page.id))))

    return lambda: inside(read)


def send(client: FormClient, path: str, data: Mapping[str, Any], **options: Any) -> TestResponse:
    """Send a form with the token that every page of a member holds."""
    return client.post(path, data={**data, "csrf_token": client.token("/indicators")}, **options)


def row(number: int, **cells: str) -> dict[str, str]:
    return {
        f"{number}.{column}": cell for column, cell in (SHARED | {"period": "2020", "value": "22,08"} | cells).items()
    }


def text_of(client: FormClient, path: str = RESULTS) -> str:
    return client.get(path).get_data(as_text=True)


def test_visitors_read_and_are_offered_nothing_to_enter(client: FormClient, editor: FormClient) -> None:
    assert "No results yet" in text_of(client)
    send(editor, f"{RESULTS}/enter", row(0))
    assert "22.08" in text_of(client)
    assert "/results/enter" not in text_of(client)
    assert "/results/enter" in text_of(editor)


def test_a_grid_is_saved_whole(editor: FormClient, entered: Callable[[], list[Series]]) -> None:
    baseline = row(0, kind="baseline", period="2015", value="103.26")
    answer = send(editor, f"{RESULTS}/enter", baseline | row(1) | row(2, indicator="", period="", value=""))
    assert answer.status_code == 303
    (series,) = entered()
    assert [value.amount for value in series.values] == [103.26, 22.08]
    assert "78.6" in text_of(editor)


def test_what_was_typed_stays_beside_what_is_wrong_with_it(
    editor: FormClient, entered: Callable[[], list[Series]]
) -> None:
    answer = send(editor, f"{RESULTS}/enter", row(0) | row(1, unit="t", value="about 20", note="<b>mine</b>"))
    told = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Use kWh/m², kWh/m²a." in told
    assert "about 20" in told
    assert "&lt;b&gt;mine" in told
    assert 'href="#row-1-unit"' in told
    assert 'id="row-1-unit"' in told
    assert entered() == []


def test_a_grid_grows_and_repeats_what_is_mostly_the_same(editor: FormClient) -> None:
    grown = send(editor, f"{RESULTS}/enter", row(0) | {"more": "1"}).get_data(as_text=True)
    assert 'name="4.value"' in grown
    assert 'name="5.value"' not in grown


def test_twelve_months_are_pasted_looked_at_and_saved(editor: FormClient, entered: Callable[[], list[Series]]) -> None:
    table = "\n".join(f"2020-{month:02}\t{20 + month},5" for month in range(1, 13))
    refused = send(editor, f"{RESULTS}/paste", SHARED | {"table": table})
    assert refused.status_code == 422
    assert "Tell what it came to in kWh/m²; twelve months add up to their year." in refused.get_data(as_text=True)
    shared = SHARED | {"unit": "kWh/m2"}
    preview = send(editor, f"{RESULTS}/paste", shared | {"table": table})
    assert preview.status_code == 200
    assert "Save 12 values" in preview.get_data(as_text=True)
    assert entered() == []
    assert send(editor, f"{RESULTS}/paste", shared | {"table": table, "confirm": "1"}).status_code == 303
    (series,) = entered()
    assert len(series.values) == 12
    told = text_of(editor)
    assert "12 months measured" in told
    assert "324 kWh/m²a" in told
    assert "entered as 21.5 kWh/m²" in told


def test_a_preview_names_the_problem_of_each_row_and_saves_nothing(
    editor: FormClient, entered: Callable[[], list[Series]]
) -> None:
    table = "Period;Value;Unit\n2020;1;kWh/m2a\nwinter;2;\n2030;3;\n2021;4;kg"
    for more in ({}, {"confirm": "1"}):
        preview = send(editor, f"{RESULTS}/paste", SHARED | {"table": table} | more)
        told = preview.get_data(as_text=True)
        assert preview.status_code == 422
        assert "Write a period such as" in told
        assert "This period has not begun yet." in told
        assert "kg does not measure the same." in told
        assert "winter;2" in told
        assert 'name="confirm"' not in told
    assert entered() == []


@pytest.mark.parametrize(
    ("language", "amount"), [("en", 1_200), ("de", 1.2)], ids=["English groups", "German sets decimals apart"]
)
def test_a_number_that_could_be_two_is_read_in_the_readers_language(
    editor: FormClient, entered: Callable[[], list[Series]], language: str, amount: float
) -> None:
    send(editor, "/language", {"lang": language, "next": "/"})
    send(editor, f"{RESULTS}/paste", SHARED | {"table": "2020\t1,200", "confirm": "1"})
    (series,) = entered()
    assert series.values[0].amount == amount


def test_a_spreadsheet_is_read_as_it_looks(editor: FormClient, entered: Callable[[], list[Series]]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["Period", "Value", "Source"], [2020, 22.08, "Meters"], ["2021-01", 1.234, None]):
        sheet.append(line)
    data = io.BytesIO()
    book.save(data)
    sent = {"file": (io.BytesIO(data.getvalue()), "results.xlsx")}
    shared = SHARED | {"unit": "kWh/m2"}
    preview = send(editor, f"{RESULTS}/paste", shared | sent, content_type="multipart/form-data")
    told = preview.get_data(as_text=True)
    assert "Save 2 values" in told
    assert "2020\t22.08\tMeters" in told
    assert "2021-01\t1.2340\t" in told
    assert entered() == []


def test_dates_that_all_begin_a_month_are_months(editor: FormClient) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["Period", "Value"], *([date(2025, month, 1), 20] for month in range(1, 4))):
        sheet.append(line)
    data = io.BytesIO()
    book.save(data)
    sent = {"file": (io.BytesIO(data.getvalue()), "results.xlsx")}
    shared = SHARED | {"unit": "kWh/m2"}
    told = send(editor, f"{RESULTS}/paste", shared | sent, content_type="multipart/form-data").get_data(as_text=True)
    assert "2025-03\t20" in told
    assert "2025-03-01" not in told


def test_headings_are_known_in_the_other_language_too(editor: FormClient) -> None:
    told = send(editor, f"{RESULTS}/paste", SHARED | {"table": "Zeitraum;Wert;Einheit\n2025;20;kWh/m2a"})
    assert "Save 1 value" in told.get_data(as_text=True)


@pytest.mark.parametrize(("cells", "said"), [("2025;-50", "less than nought"), ("1800;50", "Look at the year.")])
def test_what_cannot_be_is_refused(editor: FormClient, cells: str, said: str) -> None:
    told = send(editor, f"{RESULTS}/paste", SHARED | {"table": cells, "confirm": "1"})
    assert told.status_code == 422
    assert said in told.get_data(as_text=True)


def test_more_than_anybody_looks_through_is_not_sent_back(editor: FormClient) -> None:
    told = send(editor, f"{RESULTS}/paste", SHARED | {"table": "2025;20;kWh/m2a\n" * 40_000})
    assert told.status_code == 422
    assert "at most 500 rows" in told.get_data(as_text=True)
    assert len(told.data) < 100_000


@pytest.mark.parametrize("data", [b"PK\x03\x04nothing", b"\x00\x01", b""])
def test_a_file_that_is_no_table_is_told(editor: FormClient, data: bytes) -> None:
    sent = {"file": (io.BytesIO(data), "results.xlsx")}
    answer = send(editor, f"{RESULTS}/paste", SHARED | sent, content_type="multipart/form-data")
    assert answer.status_code == 422


def test_a_correction_and_a_ruling(editor: FormClient, entered: Callable[[], list[Series]]) -> None:
    send(editor, f"{RESULTS}/enter", row(0) | row(1, value="23"))
    one, other = entered()[0].values
    assert "contradict" in text_of(editor)
    assert send(editor, f"{RESULTS}/{one.id}/rule", {"why": ""}).status_code == 422
    assert send(editor, f"{RESULTS}/{one.id}/rule", {"why": "Another area."}).status_code == 303
    told = text_of(editor)
    assert "contradict" not in told
    assert "Another area." in told
    changed = {name.removeprefix("0."): cell for name, cell in row(0, value="24").items()}
    assert send(editor, f"{RESULTS}/{other.id}", changed | {"value": "?"}).status_code == 422
    assert send(editor, f"{RESULTS}/{other.id}", changed).status_code == 303
    assert [value.amount for value in entered()[0].values if value.stands] == [24]


def test_the_table_is_read_in_again_and_starts_no_formula(editor: FormClient, client: FormClient) -> None:
    send(editor, f"{RESULTS}/enter", row(0, note="=1+1"))
    answer = client.get(f"{RESULTS}.csv")
    assert answer.mimetype == "text/csv"
    table = answer.get_data(as_text=True)
    assert '"\'=1+1"' in table
    again = send(editor, f"{RESULTS}/paste", {"table": table.replace("'=1+1", "")})
    assert again.status_code == 200


def test_observers_cannot_enter(observer: FormClient, entered: Callable[[], list[Series]]) -> None:
    for path, data in (
        (f"{RESULTS}/enter", row(0)),
        (f"{RESULTS}/paste", SHARED | {"table": "2020\t1", "confirm": "1"}),
    ):
        assert observer.get(path).status_code == 403
        assert send(observer, path, data).status_code == 403
    assert entered() == []


def test_a_draft_shows_its_results_to_members_alone(
    client: FormClient, editor: FormClient, inside: Callable[..., Any]
) -> None:
    inside(practice, "Secret", published=False)
    assert send(editor, "/pages/secret/results/enter", row(0)).status_code == 303
    assert client.get("/pages/secret/results").status_code == 404
    assert client.get("/pages/secret/results.csv").status_code == 404
