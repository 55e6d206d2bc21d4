"""A table that opens in a spreadsheet runs nothing, loses nothing, and is read the same by every program."""

import csv
import io
import json
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wiki.core.ids import CityId, PageId, ThemeId
from wiki.dissemination.downloads.tables import COLUMNS, original, to_csv, to_json
from wiki.dissemination.downloads.types import Row
from wiki.pages.types import PageCard, PageKind, Standing
from wiki.taxonomy.types import City, CityRole, Theme

AT = datetime(2017, 2, 15, 10, 30, 0, 123456, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        "=",
        ";",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        " ",
        "\u3000",
        "\u200b",
        "'",
        '"',
        "«",
        "＝",
        "＋",
        "﹣",
        "＠",
        ",",
        ";",
        "1",
        "a",
    ]
)
TEXT = st.lists(PIECES | st.characters(codec="utf-8"), max_size=8).map("".join)


def theme(name):
    return Theme(
        id=ThemeId(1), slug="t", name=name, short_name=name, description="", icon="", aliases=(), updated_at=AT
    )


def city(name):
    return City(
        id=CityId(1),
        slug="c",
        name=name,
        country="BG",
        role=CityRole.FOLLOWER,
        population=None,
        latitude=None,
        longitude=None,
        description="",
        aliases=(),
        updated_at=AT,
    )


def row(title="Lamp posts", summary="", place="", *, themes=("Data",), cities=()):
    card = PageCard(
        id=PageId(1),
        slug="lamp-posts",
        kind=PageKind.PRACTICE,
        title=title,
        summary=summary,
        language="en",
        themes=tuple(map(theme, themes)),
        cities=tuple(map(city, cities)),
        picture=None,
        date=date(2017, 2, 15),
        place=place,
        ends_on=None,
        updated_at=AT,
        standing=Standing.PUBLIC,
    )
    return Row(card=card, address="https://wiki.example.org/pages/lamp-posts")


def read(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def first_sign(cell):
    """Return what a spreadsheet may look at: the first sign behind white space, unseen signs and quotes."""
    skipped = {"Cc", "Cf", "Zs", "Zl", "Zp", "Pi", "Pf"}
    seen = (char for char in cell if char not in "'\"`´" and unicodedata.category(char) not in skipped)
    return unicodedata.normalize("NFKC", next(seen, ""))[:1]


@given(TEXT, TEXT, TEXT, TEXT, TEXT)
@example("=1+1", "'=1", "\t=1", "'", "-")
@example("", "''\t", "", "", "'\t")
def test_no_cell_starts_a_formula_and_each_can_be_read_back(title, summary, place, theme_name, city_name):
    header, cells = read(to_csv([row(title, summary, place, themes=(theme_name,), cities=(city_name,))]))
    for cell in cells:
        assert cell[:1] not in tuple("=+-@\t\r\n＝＋－＠")
        if first_sign(cell) in set("=+-@"):
            assert cell.startswith("'")
    told = dict(zip(header, map(original, cells), strict=True))
    assert [told[name] for name in ("title", "summary", "place", "themes", "cities")] == [
        *(title, summary, place, theme_name, city_name)
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", " =1", "'=1", '"=1"', "\t1", "\r1", "\u3000@a", "\u200b+1", "＝1", "-1", "«=1"]
)
def test_what_may_be_a_formula_gets_an_apostrophe(cell):
    assert read(to_csv([row(cell)]))[1][0] == f"'{cell}"
    # A spreadsheet in German or French splits the line there, whatever the quotes say.
    assert read(to_csv([row(f"Lyon; Wien;{cell};x")]))[1][0] == f"Lyon; Wien;'{cell};x"


@pytest.mark.parametrize(
    "cell", ["", "Lamp posts", "a=b", "'quoted'", "50 % less", "«Wien»", "…", "https://example.org"]
)
def test_other_cells_stay_as_they_are(cell):
    assert read(to_csv([row(cell)]))[1][0] == cell


def test_the_columns_are_the_same_in_both_tables():
    rows = [row(themes=("Data", "E-Mobility"), cities=("Sofia",))]
    header, cells = read(to_csv(rows))
    (told,) = json.loads(to_json(rows))["pages"]
    assert tuple(header) == COLUMNS == tuple(told)
    assert dict(zip(header, cells, strict=True)) == {
        **{name: value or "" for name, value in told.items()},
        "themes": "Data; E-Mobility",
        "cities": "Sofia",
    }
    assert told["updated_at"] == "2017-02-15T10:30:00+00:00"
    assert to_csv([]) == b"\xef\xbb\xbf" + ",".join(f'"{name}"' for name in COLUMNS).encode() + b"\r\n"
