"""The list of replications, and the feed of their moves."""

from urllib.parse import quote

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.paging import page_number
from wiki.dissemination.feeds import FeedEntry, atom_feed
from wiki.experience.queries import list_news
from wiki.experience.types import ExperienceAction, ExperienceNews
from wiki.http.addresses import absolute
from wiki.http.translating import translated
from wiki.plans.queries import list_happenings
from wiki.plans.queries.happenings import Happened, Happening
from wiki.replication import queries
from wiki.replication.stages import EXITS, STAGES
from wiki.replication.types import Exit, Order, ReplicationNews
from wiki.web.context import actor, taxonomy
from wiki.web.experience_words import NAMES
from wiki.web.plan_words import HAPPENED
from wiki.web.replication import bp
from wiki.web.replication.showing import chosen_here, here, told

_MOST_NEWS = 50
ORDERS: tuple[Order, ...] = ("newest", "stage", "city", "practice")


@bp.get("/replications")
def listed() -> ResponseReturnValue:
    """List who takes up which practice where."""
    chosen = chosen_here()
    order = next((each for each in ORDERS if each == request.args.get("sort")), ORDERS[0])
    number = page_number(request.args.get("page"))
    return render_template(
        "replication/listed.html",
        **told(
            found=queries.list_replications(actor(), chosen, order=order, number=number),
            totals=queries.count_replications(actor(), chosen),
            chosen=chosen,
            order=order,
            here=here,
            page_address=lambda page: here("listed", page=str(page)),
        ),
    )


@bp.get("/replications.atom")
def feed() -> Response:
    """Answer what moved, what was learnt and what happened to plans last."""
    made = atom_feed(
        title=gettext("Replications"),
        link=absolute(url_for("replication.listed")),
        self_link=absolute(quote(request.path)),
        entries=_newest_entries(),
    )
    return Response(made, mimetype="application/atom+xml")


def _newest_entries() -> list[FeedEntry]:
    """Return the last moves, what was learnt last and what happened to plans, the newest first."""
    moves = [_entry(each) for each in queries.list_news(actor(), limit=_MOST_NEWS)]
    learnt = [_learnt(each) for each in list_news(actor(), limit=_MOST_NEWS)]
    plans = [_plan_entry(each) for each in list_happenings(actor(), limit=_MOST_NEWS)]
    return sorted([*moves, *learnt, *plans], key=lambda entry: entry.updated, reverse=True)[:_MOST_NEWS]


def _learnt(news: ExperienceNews) -> FeedEntry:
    event, replication = news.event, news.replication
    city = taxonomy().city_by_slug[replication.city].name
    solved = event.action is ExperienceAction.SOLVED
    what = gettext("Barrier solved") if solved else translated(NAMES[event.kind])
    page = url_for("replication.page", number=replication.id, _anchor="experience")
    return FeedEntry(
        id=absolute(f"/replications/experience-events/{event.id}"),
        title=f"{city}, {replication.title or replication.practice.title}: {what}",
        link=absolute(page),
        updated=event.at,
        author=event.actor,
        summary=event.text,
    )


def _entry(news: ReplicationNews) -> FeedEntry:
    move, replication = news.move, news.replication
    city = taxonomy().city_by_slug[replication.city].name
    meaning = STAGES[move.to_stage] if move.to_exit is Exit.NONE else EXITS[move.to_exit]
    where = translated(meaning.name)
    return FeedEntry(
        id=absolute(f"/replications/moves/{move.id}"),
        title=f"{city}, {replication.title or replication.practice.title}: {where}",
        link=absolute(url_for("replication.page", number=replication.id)),
        updated=move.at,
        author=move.actor,
        summary=move.note or move.evidence or where,
    )


def _plan_entry(happening: Happening) -> FeedEntry:
    replication = happening.replication
    city, what = taxonomy().city_by_slug[replication.city].name, str(HAPPENED[happening.what])
    # Who reads no plans is led to what they may read.
    reads = "plans.plan" if replication.is_whole and happening.what is not Happened.DECIDED else "replication.page"
    return FeedEntry(
        id=absolute(f"/replications/{replication.id}/plan/{happening.what}/{happening.id}"),
        title=f"{city}, {replication.title or replication.practice.title}: {what}",
        link=absolute(url_for(reads, number=replication.id)),
        updated=happening.at,
        author=happening.actor,
        summary=happening.comment or what,
    )
