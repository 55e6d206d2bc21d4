from datetime import date

from tests.unit.facts.examples import FULL_FACTS, FULL_SUBJECT
from wiki.facts import judge, problems


def test_the_example_has_all_a_standard_needs():
    gate = judge(FULL_SUBJECT, FULL_FACTS, date(2026, 11, 23))
    assert gate.missing == ()
    assert gate.is_open
    assert gate.is_measured
    assert gate.completeness.percent == 100
    assert problems(FULL_FACTS) == {}
