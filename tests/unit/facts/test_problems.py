import pytest

from wiki.facts import problems


@pytest.mark.parametrize(
    ("facts", "places"),
    [
        ({"started_on": "2018", "operating_since": "2017"}, {"operating_since"}),
        ({"started_on": "2018-07-06", "operating_since": "2018-07-05"}, {"operating_since"}),
        ({"started_on": "2018-07-06", "operating_since": "2018"}, set()),
        ({"started_on": "2018-07-06", "operating_since": "2018-07"}, set()),
        ({"started_on": "2018", "planned_for": "2017-12"}, {"planned_for"}),
        ({"verified_on": "2026-05-12", "review_due": "2026-05-11"}, {"review_due"}),
        ({"latitude": 48.2}, {"longitude"}),
        ({"longitude": 16.4}, {"latitude"}),
        ({"latitude": 48.2, "longitude": 16.4}, set()),
        ({"actors": ({"id": "a", "type": "sme", "role": "owner"},)}, {"actors.0.organisation"}),
        (
            {"funding": ({"id": "a", "source": "erdf", "share": 60}, {"id": "b", "source": "loan", "share": 40.9})},
            set(),
        ),
        (
            {"funding": ({"id": "a", "source": "erdf", "share": 60}, {"id": "b", "source": "loan", "share": 42})},
            {"funding"},
        ),
    ],
)
def test_what_does_not_fit_together_is_told_at_its_place(facts, places):
    assert problems(facts).keys() == places


@pytest.mark.parametrize(
    ("begins", "ends", "fits"),
    [("2018", "2018", True), ("2018-02", "2018", True), ("2018", "2017", False), ("2018-07-06", "2018-07-05", False)],
)
def test_a_period_does_not_end_before_it_begins(begins, ends, fits):
    row = {"id": "a", "what": "pv", "value": 1, "unit": "kWp", "state": "target", "from": begins, "to": ends}
    assert problems({"quantities": (row,)}).keys() == (set() if fits else {"quantities.0.to"})
