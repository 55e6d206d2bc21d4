from wiki.importing.service.writing import fitting
from wiki.pages.types import Content
from wiki.taxonomy.types import Taxonomy


def test_what_names_a_theme_that_is_not_there_is_left_out_and_told():
    rows = ({"id": "a", "text": "More light.", "theme": "weather"}, {"id": "b", "theme": "weather"})
    content, problems = fitting(
        Content(title="Assembly", facts={"decisions": rows, "meeting_host": "Munich"}), Taxonomy((), ()), title=""
    )
    assert content.facts == {"decisions": ({"id": "a", "text": "More light."},), "meeting_host": "Munich"}
    assert [problem.code for problem in problems] == [
        "left-out-facts.decisions.0.theme",
        "left-out-facts.decisions.1.theme",
    ]
