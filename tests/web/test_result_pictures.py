"""Results are drawn beside their tables, and each drawing and series can be kept as a file."""

import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.clients import FormClient
from tests.factories import actor, practice
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.dissemination.downloads.pictures import to_png
from wiki.monitoring.periods import read_period
from wiki.monitoring.queries import list_series
from wiki.monitoring.service import enter
from wiki.monitoring.types import FigureKind, Subject, ValueDraft
from wiki.pages.queries import get_page

Enter = Callable[..., int]
SVG = "{http://www.w3.org/2000/svg}"
BEFORE = (FigureKind.BASELINE, 100, "2015")
AIM = (FigureKind.TARGET, 20, "2022")
FIRST, SECOND = (FigureKind.MEASURED, 40, "2020"), (FigureKind.MEASURED, 30, "2021")


@pytest.fixture
def entered(inside: Callable[..., Any]) -> Enter:
    """Enter figures for a practice, made as it is needed; return the number of the series."""

    def enter_all(*figures: tuple[FigureKind, float, str], slug: str = "houses", **named: Any) -> int:
        practice(slug.capitalize(), **named)
        subject = Subject(page=get_page(actor(Role.EDITOR), slug).id)
        told: dict[str, Any] = {"indicator": "specific_heat", "boundary": "A <b>", "unit": "kWh/m2a", "method": "model"}
        drafts = [ValueDraft(kind=kind, value=value, period=read_period(text), **told) for kind, value, text in figures]
        with transaction():
            enter(actor(Role.EDITOR), subject, drafts)
        return int(list_series(actor(Role.EDITOR), subject)[0].id)

    return lambda *figures, **named: inside(enter_all, *figures, **named)


def test_bars_trend_and_the_way_to_the_target_stand_beside_the_table(client: FormClient, entered: Enter) -> None:
    entered(BEFORE, AIM, FIRST, SECOND)
    told = client.get("/pages/houses/results").get_data(as_text=True)
    assert told.count('<svg class="chart"') == 2
    assert 'class="chart-bar chart--target"' in told
    assert told.count('class="chart-line"') == 1
    assert "On the way from the baseline to the target: 88 %" in told


def test_one_measured_value_is_no_trend(client: FormClient, entered: Enter) -> None:
    number = entered(BEFORE, AIM, FIRST)
    told = client.get("/pages/houses/results").get_data(as_text=True)
    assert told.count('<svg class="chart"') == 1
    assert "Over time" not in told
    assert client.get(f"/pages/houses/results/trend-{number}.svg").status_code == 404


@pytest.mark.parametrize("picture", ["bars", "trend"])
def test_a_drawing_is_kept_as_a_file_with_its_own_colours(client: FormClient, entered: Enter, picture: str) -> None:
    number = entered(BEFORE, AIM, FIRST, SECOND)
    answer = client.get(f"/pages/houses/results/{picture}-{number}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="houses-{picture}-{number}.svg"')
    drawn = ET.fromstring(answer.get_data())
    assert drawn.tag == f"{SVG}svg"
    assert "var(" not in answer.get_data(as_text=True)
    said = "".join(drawn.itertext())
    assert "Specific heat demand · A <b>" in said
    assert "kWh/m²a" in said


@pytest.mark.parametrize("picture", ["bars", "trend"])
def test_a_drawing_is_kept_as_a_picture_for_slides(client: FormClient, entered: Enter, picture: str) -> None:
    number = entered(BEFORE, AIM, FIRST, SECOND)
    answer = client.get(f"/pages/houses/results/{picture}-{number}.png")
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="houses-{picture}-{number}.png"')
    with Image.open(io.BytesIO(answer.get_data())) as painted:
        assert painted.width == 1440
        # Letters are painted, too: what stands in the line of the title is not all white.
        assert painted.convert("L").crop((0, 0, 1440, 76)).getextrema()[0] < 100


def test_a_comparison_is_kept_as_a_picture(client: FormClient, entered: Enter) -> None:
    entered(FIRST, themes=("refurbishment",))
    assert "specific_heat.png" in client.get("/monitoring/refurbishment").text
    assert client.get("/monitoring/refurbishment/specific_heat.png").get_data().startswith(b"\x89PNG")
    assert client.get("/monitoring/refurbishment/riders.png").status_code == 404


def test_letters_are_painted_where_a_server_has_no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    paint = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **told: paint(**told, skip_system_fonts=True))

    def dots(text: str) -> int:
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="30">{text}</text></svg>'
        with Image.open(io.BytesIO(to_png(drawing.replace("<text", '<text font-family="sans-serif"')))) as painted:
            return len(painted.getbbox() or ())

    assert [dots(text) for text in ("", "Wien", "София", "₂m²")] == [0, 4, 4, 4]


def test_a_series_is_kept_as_a_table(client: FormClient, entered: Enter) -> None:
    number = entered(BEFORE, FIRST)
    lines = client.get(f"/pages/houses/results/series-{number}.csv").get_data(as_text=True).splitlines()
    assert len(lines) == 3
    assert '"baseline","2015","100"' in lines[1]


def test_drawings_of_a_draft_are_its_members_own(client: FormClient, editor: FormClient, entered: Enter) -> None:
    hidden = entered(BEFORE, FIRST, slug="secret", published=False)
    entered(BEFORE, FIRST)
    for name in (f"bars-{hidden}.svg", f"series-{hidden}.csv"):
        assert editor.get(f"/pages/secret/results/{name}").status_code == 200
        assert client.get(f"/pages/secret/results/{name}").status_code == 404
        assert client.get(f"/pages/houses/results/{name}").status_code == 404
        assert editor.get(f"/pages/houses/results/{name}").status_code == 404


def test_what_follows_from_cost_and_scale_stands_below(client: FormClient, inside: Callable[..., Any]) -> None:
    facts = {
        "costs": [{"what": "investment", "value": 1_000_000, "state": "measured"}],
        "quantities": [{"what": "floor_area", "value": 5_000, "unit": "m2", "state": "measured"}],
    }
    inside(practice, "Houses", facts=facts)
    told = client.get("/pages/houses/results").get_data(as_text=True)
    assert "Unit investment" in told
    assert "200 €/m²" in told
    inside(practice, "Blocks")
    assert "What follows from cost" not in client.get("/pages/blocks/results").get_data(as_text=True)
