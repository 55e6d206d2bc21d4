"""The catalogue: read by everybody, maintained by editors, nothing removed that is used."""

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.test import TestResponse

from tests.clients import FormClient
from wiki.indicators.queries import get_indicator

NEW = {
    "name": "Trees planted",
    "theme": "",
    "unit": "number",
    "direction": "up",
    "calculation": "Count",
    "source": "Ours",
}


def send(client: FormClient, path: str, data: Mapping[str, Any], **options: Any) -> TestResponse:
    """Send a form with the token that every page of a member holds."""
    return client.post(path, data={**data, "csrf_token": client.token("/indicators")}, **options)


def stamp(inside: Callable[..., Any], key: str) -> str:
    return str(inside(get_indicator, key).updated_at.isoformat())


def test_everybody_reads_what_results_are_told_in(client: FormClient) -> None:
    told = client.get("/indicators").get_data(as_text=True)
    assert "Specific heat demand" in told
    assert "SCIS KPI Guide 2.0, 2.1.1" in told
    assert "(baseline − measured) ÷ baseline × 100" in client.get("/indicators/energy_saving").get_data(as_text=True)


def test_an_editor_adds_one_changes_it_and_removes_it(editor: FormClient, inside: Callable[..., Any]) -> None:
    made = send(editor, "/indicators/new", NEW)
    assert made.location.endswith("/indicators/trees_planted")
    changed = NEW | {"name": "Trees", "updated_at": stamp(inside, "trees_planted")}
    assert send(editor, "/indicators/trees_planted/edit", changed).status_code == 303
    assert "Trees" in editor.get("/indicators/trees_planted").get_data(as_text=True)
    sent = {"updated_at": stamp(inside, "trees_planted")}
    assert send(editor, "/indicators/trees_planted/delete", sent).location.endswith("/indicators")
    assert editor.get("/indicators/trees_planted").status_code == 404


def test_two_of_one_name_and_units_of_another_measure_are_refused(
    editor: FormClient, inside: Callable[..., Any]
) -> None:
    assert send(editor, "/indicators/new", NEW).status_code == 303
    assert send(editor, "/indicators/new", NEW).status_code == 422
    other = NEW | {"unit": "kg", "updated_at": stamp(inside, "trees_planted")}
    assert send(editor, "/indicators/trees_planted/edit", other).status_code == 422


def test_a_change_of_somebody_else_is_shown_before_it_is_replaced(editor: FormClient, reviewer: FormClient) -> None:
    send(editor, "/indicators/new", NEW)
    answer = send(reviewer, "/indicators/trees_planted/edit", NEW | {"name": "Mine"})
    told = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Mine" in told
    assert "Trees planted" in told


def test_observers_change_nothing(observer: FormClient) -> None:
    assert send(observer, "/indicators/new", NEW).status_code == 403
    assert send(observer, "/indicators/riders/delete", {}).status_code == 403
