"""In a merge, what a figure names as its source stays that source, whatever its number in the merged evidence."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.facts import known_sources, merge_facts, rows_of, source_names
from wiki.pages.merge import merge_texts

# What each figure cites: sources by their ids, each by its number or, where True, by its title.
Citing = dict[str, list[tuple[str, bool]]]


def facts(evidence, figures):
    """Make facts with these sources, in this order, and these figures; a source that is not there is not named."""
    rows = tuple({"id": name, "type": "report", "title": f"Report {name}"} for name in evidence)
    named = {
        figure: ", ".join(
            f"Report {name}" if by_title else str(evidence.index(name) + 1)
            for name, by_title in cited
            if name in evidence
        )
        for figure, cited in figures.items()
    }
    made = {
        "quantities": tuple(
            {"id": figure, "what": "dwellings", "value": 1} | ({"source": source} if source else {})
            for figure, source in named.items()
        ),
        "evidence": rows,
    }
    return {key: value for key, value in made.items() if value}


def cited(found):
    """Return the ids of the sources that each figure cites."""
    evidence = rows_of(found, "evidence")
    known = known_sources(evidence)
    return {
        row["id"]: {evidence[known[name.casefold()] - 1]["id"] for name in source_names(row.get("source", ""), known)}
        for row in rows_of(found, "quantities")
    }


def citing(names):
    one = st.tuples(st.sampled_from(sorted(names)), st.booleans())
    return st.lists(one, max_size=3, unique_by=lambda each: each[0])


@st.composite
def sides(draw):
    """Make base, mine and theirs: sources moved, removed and added, and a figure added on each side."""
    base = ["a", "b", "c", "d"][: draw(st.integers(1, 4))]
    figures: Citing = {"old": draw(citing(base))}
    made = [(base, figures)]
    for side in ("mine", "theirs"):
        kept = draw(st.permutations(base))[: draw(st.integers(0, len(base)))]
        own = [f"{side[0]}{number}" for number in range(draw(st.integers(0, 2)))]
        evidence = draw(st.permutations([*kept, *own]))
        made.append((evidence, figures | ({side: draw(citing(evidence))} if evidence else {})))
    return made


@given(sides())
def test_every_figure_cites_what_it_cited(made):
    merged, conflicts = merge_facts(*(facts(*side) for side in made), merge_texts)
    assert conflicts == ()
    left = {row["id"] for row in rows_of(merged, "evidence")}
    written = {figure: {name for name, _ in names} for _, figures in made for figure, names in figures.items()}
    assert cited(merged) == {figure: names & left for figure, names in written.items()}


def test_a_source_added_where_another_was_removed_takes_no_figure_over():
    base = facts(["a", "b", "c"], {"old": [("c", False)]})
    mine = facts(["a", "c", "d"], {"old": [("c", False)]})
    theirs = facts(["a", "b", "c"], {"old": [("c", False)], "new": [("c", False)]})
    merged, conflicts = merge_facts(base, mine, theirs, merge_texts)
    assert conflicts == ()
    assert cited(merged) == {"old": {"c"}, "new": {"c"}}
