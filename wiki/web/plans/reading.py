"""The plan as it is read, printed and kept."""

import json
from collections.abc import Iterator, Sequence

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.dissemination.downloads.tables import as_csv
from wiki.facts import PLAN, rows_of, to_stored
from wiki.http.addresses import absolute
from wiki.plans import queries
from wiki.plans.rules import authors_since, judge_problem, may_judge, submit_problem
from wiki.plans.types import Plan, Standing
from wiki.replication.rules import may_edit
from wiki.replication.types import Replication
from wiki.web.context import actor
from wiki.web.downloads import attached
from wiki.web.facts.telling import told as told_cell
from wiki.web.offering import Download
from wiki.web.pages.reading import saved_draft
from wiki.web.plans import bp
from wiki.web.plans.showing import replication_at, sections_of, told

_TABLES = {"steps": "milestones", "cost": "plan_costs"}


@bp.get("/replications/<int:number>/plan")
def plan(number: int) -> ResponseReturnValue:
    """Show the plan; where there is none yet, how one begins."""
    replication = replication_at(number)
    found = queries.find_plan(replication)
    if found is None:
        return render_template("plans/none.html", **told(replication))
    return show_plan(replication, found)


@bp.get("/replications/<int:number>/plan/revisions/<int:revision>")
def revision(number: int, revision: int) -> ResponseReturnValue:
    """Show the plan as it was."""
    replication = replication_at(number)
    return show_plan(replication, queries.get_plan(replication, revision))


def show_plan(
    replication: Replication, found: Plan, *, comment: str = "", errors: Sequence[str] = (), code: int = 200
) -> ResponseReturnValue:
    """Answer with the page of a plan; a review form that came back is shown as it was sent."""
    standing = queries.standing_of_plan(replication)
    is_newest = standing is not None and standing.number == found.number
    html = render_template(
        "plans/plan.html",
        **told(
            replication,
            plan=found,
            standing=standing,
            is_newest=is_newest,
            template=PLAN,
            sections=sections_of(found.facts, replication.practice.language),
            steps=queries.list_plan_steps(replication),
            take_overs=queries.list_take_overs(replication),
            **_offered(replication, standing if is_newest else None),
            downloads=_downloads(replication),
            comment=comment,
            errors=errors,
            saved_draft=saved_draft(),
        ),
    )
    return html, code


def _downloads(replication: Replication) -> list[Download]:
    number = replication.id
    return [
        Download(label=gettext("Markdown"), href=url_for("plans.plan_file", number=number, form="md")),
        Download(label=gettext("Steps (CSV)"), href=url_for("plans.plan_table", number=number, table="steps")),
        Download(label=gettext("Costs (CSV)"), href=url_for("plans.plan_table", number=number, table="cost")),
        Download(label=gettext("JSON"), href=url_for("plans.plan_file", number=number, form="json")),
    ]


def _offered(replication: Replication, standing: Standing | None) -> dict[str, object]:
    """Return which steps of the review the reader may take now, and why not where they might."""
    who = actor()
    if standing is None:
        return {"may_submit": False, "may_judge": False, "why_not": ""}
    judges = may_judge(who, replication)
    written = ((mark.number, mark.author_id) for mark in queries.list_plan_marks(replication)) if judges else ()
    problem = judge_problem(who, standing, authors_since(standing, written)) if judges else ""
    return {
        "may_submit": may_edit(who, replication.city) and not submit_problem(standing),
        "may_judge": judges and not problem,
        "why_not": problem,
    }


@bp.get("/replications/<int:number>/plan.<any(md, json):form>")
def plan_file(number: int, form: str) -> ResponseReturnValue:
    """Answer with the whole plan as a file: to be read, or for a program."""
    replication = replication_at(number)
    found = queries.get_plan(replication)
    if form == "json":
        return attached(Response(_as_json(replication, found), mimetype="application/json"), f"plan-{number}.json")
    text = render_template("plans/plan.md", **told(replication, plan=found, template=PLAN, told_cell=told_cell))
    return attached(Response(text, mimetype="text/markdown"), f"plan-{number}.md")


@bp.get("/replications/<int:number>/plan-<any(steps, cost):table>.csv")
def plan_table(number: int, table: str) -> ResponseReturnValue:
    """Answer with the steps or the costs as a table; columns are named as in the API."""
    replication = replication_at(number)
    lines = list(_lines(queries.get_plan(replication), _TABLES[table]))
    return attached(Response(as_csv(lines), mimetype="text/csv"), f"plan-{number}-{table}.csv")


def _lines(found: Plan, key: str) -> Iterator[Sequence[str | float]]:
    columns = [column.key for column in PLAN.fields[key].columns]
    yield columns
    for row in rows_of(found.facts, key):
        yield [row.get(column, "") for column in columns]


def _as_json(replication: Replication, found: Plan) -> str:
    told_plan = {
        "replication": absolute(url_for("replication.page", number=replication.id)),
        "practice": replication.practice.slug,
        "edition": replication.edition,
        "city": replication.city,
        "revision": found.number,
        "at": found.mark.at.isoformat(),
        "template": PLAN.version,
        "facts": to_stored(found.facts),
    }
    return json.dumps(told_plan, ensure_ascii=False, indent=1)
