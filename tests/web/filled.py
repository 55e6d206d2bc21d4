"""A wiki in which every address of the application shows something."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.factories import A_DAY, actor, archive, imported, page, person, picture, practice, rename, save
from tests.integration.reviewing import disseminated, member, ready
from wiki import jobs
from wiki.accounts.service import invite
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import transaction
from wiki.demand import service as demand
from wiki.demand.types import RequestDraft
from wiki.exchange import service as exchange
from wiki.exchange.types import ExchangeDraft, ExchangeId, Format, InterestDraft
from wiki.experience.service import add_experience
from wiki.experience.types import ExperienceDraft, ExperienceKind, Measure
from wiki.facts import Facts
from wiki.fit import service as fit
from wiki.fit.queries import profile_of
from wiki.fit.types import Answer, Told
from wiki.monitoring.periods import read_period
from wiki.monitoring.queries import list_series
from wiki.monitoring.reports import ReportTexts
from wiki.monitoring.service import enter, freeze_report
from wiki.monitoring.types import FigureKind, Subject, ValueDraft
from wiki.pages import queries
from wiki.pages.types import PageKind
from wiki.plans import service as plans
from wiki.practices import service as reviews
from wiki.practices.queries import editions_of
from wiki.replication import service as replication
from wiki.replication.types import Details, Exit, MoveDraft, ReplicationId, Stage
from wiki.saved_searches.service import save_search
from wiki.saved_searches.types import AskedFor
from wiki.services import Services
from wiki.taxonomy.queries import load_taxonomy

TAGS = {"themes": ("data", "mobility"), "cities": ("munich",)}
BODY = """Opening words with [[a wish]] and [[Story]].

## First section

| Indicator | Value |
|-----------|------:|
| Masts     |    60 |

- [x] planned
- [ ] measured

### Detail

A note.[^1]

[^1]: Counted in 2018.

## Second section

> Quoted.

`code` and <https://example.org>
"""
_FIGURE = {
    "what": "devices",
    "unit": "number",
    "state": "measured",
    "from": "2018-07",
    "method": "survey",
    "grade": "b",
}
# One of each kind of field, at each depth, and two sources that disagree.
FACTS = {
    "abstract": "Lamp posts that also measure the air.",
    "problem": "Nobody knew how **bad** the air was: [[Story]].",
    "policies": ["secap", "smart_city"],
    "municipal_utility": True,
    "actors": [{"organisation": "City of Munich", "type": "municipality", "role": "owner"}],
    "phase": "operation",
    "trl": 8,
    "operating_since": "2018-07-06",
    "quantities": [_FIGURE | {"value": 60, "source": "1"}, _FIGURE | {"value": 64.5, "source": "2"}],
    "conditions": [
        {"attribute": attribute, "operator": operator, "value": value, "weight": weight, "reason": "It needs that."}
        for attribute, operator, value, weight in (
            ("heat_supply", "is", "coal", "core"),
            ("municipal_utility", "exists", "", "important"),
            ("funding", "exists", "A subsidy", "helpful"),
        )
    ],
    "influences": [
        {"kind": "barrier", "category": "technical", "text": "Masts too weak", "solved": "Others were bought"},
        {"kind": "barrier", "category": "data", "phase": "planning", "text": "Nobody reads it", "help_wanted": True},
        {"kind": "enabler", "category": "political", "text": "The mayor wants it"},
    ],
    "steps": [{"step": "Ask the residents", "weeks": 6}],
    "evidence": [{"type": "news", "title": "Opening", "link": "https://example.org/opening", "claim": "60 masts"}],
}


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What the addresses need to know: ``values`` for their placeholders."""

    values: Mapping[str, object]

    def address(self, pattern: str) -> str:
        return pattern.format_map(self.values)


def fill(services: Services, folder: Path) -> Filled:
    """Make pages of every kind and standing, a picture, an import and an invitation."""
    stored = picture(services.files, width=1200, height=700)
    told = {"summary": "Light that counts.", "lead_picture": stored.path, "facts": FACTS}
    slug = practice("Lamp posts", BODY, **told, **TAGS)
    save(slug, body=BODY.replace("60", "61"), comment="One more")
    save(slug, body=BODY.replace("60", "61").replace("Quoted.", "Quoted again."), minor=True)
    _review(slug)
    practice("Torches", "Light of old.", facts={"phase": "operation", "quantities": [_FIGURE | {"value": 7}]}, **TAGS)
    disseminated(member(leads=("refurbishment",)), slug=ready("hauffgasse"))
    save("hauffgasse", title="Hauffgasse anew", body="[[sesame]]")
    with transaction():
        reviews.add_remark(actor(Role.EDITOR), "hauffgasse", 2, place="", text="Remarkable.")
    page("Story", "See [[Lamp posts]].", kind=PageKind.NEWS, starts_on=A_DAY, place="Munich", **TAGS)
    page("Assembly", "Agenda.", kind=PageKind.MEETING, facts=_agreed(slug), **_HELD, **TAGS)
    page("Munich as a city", "About Munich.", kind=PageKind.CITY, cities=("munich",))
    page("Data as a theme", "About data.", kind=PageKind.THEME, themes=("data",))
    page("Welcome", "Hello.", slug="welcome")
    rename(page("Moved", slug="former"), "present")
    page("Past", slug="past")
    archive("past")
    wanted, (value, series) = _wanted(slug), _measured(slug)
    replication = _replications(slug)
    visit = _exchanges(slug, replication)
    wish = _interests(slug, visit)
    experience = _experience(replication)
    measured_there = _entered(Subject(replication=replication))
    followed = _planned(replication)
    _profiles()
    run = _import(services, folder)
    with transaction():
        token = invite(actor(Role.ADMINISTRATOR), role=Role.EDITOR)
    jobs.drain(services.search)
    return Filled(
        values={
            "slug": slug,
            "edited": "hauffgasse",
            "edited_token": editions_of(VISITOR, queries.get_page(VISITOR, "hauffgasse"))[0].token,
            "id": queries.get_page(actor(Role.EDITOR), slug).id,
            "key": stored.key,
            "name": stored.name,
            "token": token,
            "run": run,
            "wanted": wanted,
            "value": value,
            "replication": replication,
            "followed": followed,
            "exchange": visit,
            "interest": wish,
            "experience": experience,
            "series": series,
            "replication_value": measured_there,
            "series_there": list_series(actor(Role.REVIEWER), Subject(replication=replication))[0].id,
            "person": person(Role.OBSERVER).id,
        }
    )


def _measured(slug: str) -> tuple[int, int]:
    """Let something be measured twice with different numbers, beside what was before; return a value and its series."""
    subject = Subject(page=queries.get_page(actor(Role.EDITOR), slug).id)
    value = _entered(subject)
    with transaction():
        texts = ReportTexts(introduction="So far, so good.", assessment="More of it.")
        freeze_report(actor(Role.REVIEWER), load_taxonomy().theme_by_slug["refurbishment"], read_period("2020"), texts)
    return value, list_series(VISITOR, subject)[0].id


def _entered(subject: Subject) -> int:
    """Let something be measured twice with different numbers, beside what was before; return one of the values."""
    told: dict[str, Any] = {"indicator": "specific_heat", "boundary": "", "unit": "kWh/m2a", "method": "metered"}
    kinds = (
        (FigureKind.BASELINE, 103.26, "2015"),
        (FigureKind.MEASURED, 22.08, "2020"),
        (FigureKind.MEASURED, 23, "2020"),
        (FigureKind.TARGET, 20, "2022"),
        (FigureKind.MEASURED, 21, "2021"),
    )
    drafts = [ValueDraft(kind=kind, value=number, period=read_period(text), **told) for kind, number, text in kinds]
    # A month is told without the year, and kept at the pace of one.
    drafts.append(replace(drafts[1], value=3, unit="kWh/m2", period=read_period("2019-03")))
    with transaction():
        return enter(actor(Role.REVIEWER), subject, drafts).added[1]


def _experience(replication: int) -> int:
    """Let a city learn something of each kind; return an open barrier."""
    told: dict[str, Any] = {"happened_on": A_DAY, "text": "The masts are too low."}
    drafts = (
        ExperienceDraft(kind=ExperienceKind.ADAPTATION, why="Ours are old.", **told),
        ExperienceDraft(kind=ExperienceKind.BARRIER, category="technical", solved="Others were bought.", **told),
        ExperienceDraft(
            kind=ExperienceKind.DEVIATION, measure=Measure.TIME, planned=30, actual=45, unit="days", **told
        ),
        ExperienceDraft(kind=ExperienceKind.LESSON, differently=True, **told),
        ExperienceDraft(
            kind=ExperienceKind.BARRIER, category="data", phase="planning", severity=4, help_wanted=True, **told
        ),
    )
    with transaction():
        made = [add_experience(actor(Role.REVIEWER), ReplicationId(replication), draft) for draft in drafts]
    return made[-1]


def _profiles() -> None:
    """Let a city tell of itself, and a condition be answered."""
    reviewer, before = actor(Role.REVIEWER), profile_of(load_taxonomy().city_by_slug["sofia"])
    told = {"heat_supply": Told(value="gas", source="Statistics", as_of="2016"), "municipal_utility": Told(value=True)}
    with transaction():
        fit.save_profile(reviewer, "sofia", {**before.told, **told}, base=before.updated_at)
        fit.save_answer(reviewer, 1, "sofia", frozenset({"f"}), "f", Answer(score=-1, note="Not yet."))


_HELD = {"starts_on": A_DAY, "ends_on": A_DAY, "place": "Munich"}


def _agreed(slug: str) -> Mapping[str, object]:
    """Return the facts of a meeting that talked about a page."""
    about = {"theme": "data", "practices": f"{slug}, nowhere"}
    return {
        "meeting_kind": "assembly",
        "meeting_zone": "Europe/Berlin",
        "meeting_days": [{"date": str(A_DAY), "title": "One day"}],
        "sessions": [{"day": str(A_DAY), "begins": "09:30", "ends": "11:00", "title": "Light", **about}],
        "delegations": [{"city": "munich", "organisation": "Lighting office", "people": 3}, {"elsewhere": "Grenoble"}],
        "decisions": [{"text": "More light.", **about}],
        "actions": [{"text": "Tell the others.", "owner": "Office", "city": "munich", "due": "2017-06", **about}],
    }


def _wanted(slug: str) -> int:
    """Let practices be wanted: one that a page met, one that asks for the same as another, and that other."""
    observer, editor, reviewer = map(actor, (Role.OBSERVER, Role.EDITOR, Role.REVIEWER))
    with transaction():
        made = [
            demand.ask(observer, RequestDraft(title=title, why="We need it.", theme="heating", city="munich"))
            for title in ("Light at night", "Heat pumps in old houses", "Heating listed buildings")
        ]
        demand.join_request(editor, made[0], "vienna")
        demand.meet_request(reviewer, made[0], slug)
        demand.mark_same(reviewer, made[1], made[2])
        save_search(editor, "Lamps", AskedFor(text="lamp", choices={"city": ("munich",)}))
        for _ in range(3):
            demand.write_misses(["warm water"])
    return made[2]


def _replications(slug: str) -> int:
    """Let cities take up practices: one goes on, one stopped, one is not shared yet; return the first."""
    force = actor(Role.REVIEWER)
    begun = MoveDraft(stage=Stage.INTEREST, happened_on=A_DAY)
    with transaction():
        sofia, venice, _ = [
            replication.start_replication(force, each, Details(city=city, shared=shared, responsible="Reviewer"), begun)
            for each, city, shared in ((slug, "sofia", True), (slug, "venice", True), ("torches", "sofia", False))
        ]
        plan = MoveDraft(
            stage=Stage.PLAN, happened_on=date(2018, 6, 5), evidence="Roadmap", link="https://example.org/"
        )
        replication.move_replication(force, sofia, plan, seen=1)
        stop = MoveDraft(stage=Stage.INTEREST, exit=Exit.STOPPED, happened_on=date(2018, 1, 1), note="No masts.")
        replication.move_replication(force, venice, stop, seen=1)
    return sofia


def _planned(replicated: int) -> int:
    """Give a replication a plan that was returned; return another whose practice has a next edition since."""
    force, number = actor(Role.REVIEWER), ReplicationId(replicated)
    step = {"id": "a", "step": "Ask the residents", "start": "2027-01", "due": "2027-03"}
    facts: Facts = {"goals": "Light that **counts**.", "milestones": (step,)}
    with transaction():
        plans.save_plan(force, number, facts, base_number=0, comment="Begun")
        plans.save_plan(force, number, {**facts, "milestones": ({**step, "who": "Office"},)}, base_number=1)
        plans.submit_plan(force, number, "Please look.")
    venice = member(city="venice")
    with transaction():
        plans.return_plan(venice, number, "Who pays?")
    lead = member(leads=("refurbishment",))
    disseminated(lead, slug=ready("lory", "Lory"))
    begun, based = MoveDraft(stage=Stage.INTEREST, happened_on=A_DAY), Details(city="sofia", edition=1, shared=True)
    with transaction():
        followed = replication.start_replication(force, "lory", based, begun)
    content = queries.get_content(force, queries.get_page(force, "lory"), 1)
    save("lory", facts={**content.facts, "phase": "evaluation"})
    disseminated(lead, slug="lory", number=2)
    return followed


def _exchanges(slug: str, number: int) -> int:
    """Let cities meet: about a practice, for a replication, and about nothing that has a page; return the first."""
    force = actor(Role.REVIEWER)
    told: dict[str, Any] = {"title": "Lamps at night", "starts_on": date(2018, 6, 5), "host": "munich"}
    with transaction():
        visit, *_ = [
            exchange.log_exchange(force, ExchangeDraft(guests=("sofia", "venice"), **told | more))
            for more in (
                {"format": Format.STUDY_VISIT, "practice": slug, "people": 12, "outcome": "We saw.", "mentor": "Ada"},
                {"format": Format.MENTORING, "replication": ReplicationId(number), "mentor": "Ada"},
                {"format": Format.WEBINAR, "theme": "data", "ends_on": date(2018, 6, 6)},
            )
        ]
    return visit


def _interests(slug: str, visit: int) -> int:
    """Let cities say what they want to learn: one waits, one was matched, one closed; return the first."""
    force = actor(Role.REVIEWER)
    told: dict[str, Any] = {"does": "Nothing yet.", "issue": "Who pays the masts?", "travel": "The city"}
    with transaction():
        waiting, matched, closed = [
            exchange.express_interest(force, InterestDraft(city=city, theme="data", **told | more))
            for city, more in (
                ("sofia", {"practice": slug, "category": "financial", "follows_up": True}),
                ("venice", {}),
                ("kyiv", {}),
            )
        ]
        exchange.match_interest(force, matched, exchange=ExchangeId(visit), partner="munich", comment="Come and see.")
        exchange.close_interest(force, closed, "No money.")
    return waiting


def _review(slug: str) -> None:
    """Let it be in peer review, with a look, an approval that no longer counts, and a remark of each kind of place."""
    editor, reviewer, administrator = map(actor, (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR))
    with transaction():
        reviews.submit(editor, slug, 3, "Please look at the figures.")
        reviews.approve(reviewer, slug, 3, "Well told.")
        reviews.note_look(administrator, queries.get_page(administrator, slug), 3)
        for place, quote in (("facts.phase", "Operation"), ("#gone", "Words that went"), ("", "")):
            made = reviews.add_remark(administrator, slug, 3, place=place, text="Since when?", quote=quote)
        reviews.resolve_remark(editor, made, "Said so.")
    save(slug, body=BODY.replace("60", "61").replace("Quoted.", "Quoted once more."))


def _import(services: Services, folder: Path) -> int:
    (folder / "_news").mkdir(parents=True)
    (folder / "_news" / "2017-02-15-vienna.md").write_text("---\ntitle: Refurbishment in Vienna\n---\nHeat.\n")
    (folder / "broken.md").write_bytes(b"---\ntitle: [\n---\n\xff\xfe")
    return imported(services.files, folder)
