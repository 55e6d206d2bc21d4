"""Two revisions that share nothing are compared on a page that a browser can show."""

from collections.abc import Callable
from typing import Any

from tests.clients import FormClient
from tests.factories import page, save

Inside = Callable[..., Any]


def test_of_very_many_changed_lines_the_rest_is_told_in_words(client: FormClient, inside: Inside) -> None:
    inside(page, "Lamps", "a\n" * 5000)
    inside(save, "lamps", body="b\n" * 5000)
    html = client.get("/pages/lamps/diff/1..2").text
    assert html.count('class="diff-del"') + html.count('class="diff-ins"') == 3000
    assert "7000 more changed lines are not shown." in html
