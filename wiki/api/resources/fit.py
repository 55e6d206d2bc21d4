"""What cities say of themselves, and which practices fit them."""

from collections.abc import Iterable

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.basing import WRITING, base_of, refuse_outdated, shown
from wiki.api.resources.finding import page_here
from wiki.api.resources.presenting import url_of
from wiki.api.schemas.fit import (
    ConditionOut,
    FitOut,
    FitQuery,
    FittingList,
    FittingQuery,
    ProfileInput,
    ProfileOut,
    ProfileValueOut,
    SpreadOut,
)
from wiki.api.schemas.site import ProfileConflict
from wiki.core.db import transaction
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.fit.attributes import ATTRIBUTES
from wiki.fit.queries import FittingPractice, all_profiles, find_fitting, list_fitting, profile_of
from wiki.fit.reading import read_profile
from wiki.fit.service import save_profile
from wiki.fit.types import Judged, Outdated, Place, Profile
from wiki.http.context import after_save, taxonomy
from wiki.taxonomy.types import City

TAG = "Fit"


@operation(
    "GET",
    "/cities/{city}/profile",
    tag=TAG,
    summary="Read a city's profile",
    answers={200: ProfileOut},
    problems=(NOT_FOUND,),
)
def get_profile(city: str) -> Reply:
    """What the city says of itself, with who says so."""
    found = profile_of(_city(city))
    return shown(found, _out(found))


@operation(
    "PUT",
    "/cities/{city}/profile",
    tag=TAG,
    summary="Change a city's profile",
    needs="profile.edit",
    body=ProfileInput,
    answers={200: ProfileOut},
    problems=WRITING,
    problem_models={409: ProfileConflict},
    conditions=("If-Match",),
)
def put_profile(city: str, body: ProfileInput) -> Reply:
    """For editors of the city and the task force. Name what yours is based on, as with a city."""
    base = base_of(profile_of(_city(city)), body.base_updated_at)
    # An empty source or date is as good as none.
    given = {key: {k: v for k, v in vars(each).items() if v != ""} for key, each in body.values.items()}
    read = read_profile(given, typed=True)
    if read.errors:
        raise Invalid({f"values.{place}": sentence for place, sentence in read.errors.items()})
    with transaction():
        outcome = save_profile(actor(), city, read.told, base=base)
    if isinstance(outcome, Outdated):
        refuse_outdated(_out(outcome.theirs))
    after_save()
    return shown(outcome, _out(outcome))


@operation(
    "GET",
    "/pages/{slug}/fit",
    tag=TAG,
    summary="Tell how a practice fits a city",
    query=FitQuery,
    answers={200: FitOut},
    problems=(NOT_FOUND, problems.INVALID),
    moves=True,
)
def get_fit(slug: str, query: FitQuery) -> Reply:
    """Of the newest edition that the caller may read, from the city's profile alone."""
    page = page_here(slug)
    city = taxonomy().city_by_slug.get(query.city)
    if city is None:
        raise Invalid({"city": message("Choose a city.")})
    found = find_fitting(actor(), page.id, city, _places(), taxonomy())
    if found is None:
        raise NotFound
    return Reply(document=_fit(found, city))


@operation(
    "GET",
    "/cities/{city}/fitting",
    tag=TAG,
    summary="List the practices that fit a city",
    query=FittingQuery,
    answers={200: FittingList},
    problems=(NOT_FOUND,),
)
def list_fitting_practices(city: str, query: FittingQuery) -> Reply:
    """Those of other cities that say what they need."""
    here = _city(city)
    found = list_fitting(actor(), here, _places(), taxonomy(), number=query.page, size=query.limit)
    items = tuple(_fit(each, here) for each in found.items)
    return Reply(document=FittingList(total=found.total, page=query.page, limit=query.limit, items=items))


def _city(slug: str) -> City:
    found = taxonomy().city_by_slug.get(slug)
    if found is None:
        raise NotFound
    return found


def _places() -> dict[str, Place]:
    return {slug: found.place for slug, found in all_profiles(taxonomy()).items()}


def _out(found: Profile) -> ProfileOut:
    values = {
        key: ProfileValueOut(value=told.value, source=told.source, as_of=told.as_of, unit=str(ATTRIBUTES[key].unit))
        for key, told in found.told.items()
    }
    return ProfileOut(city=found.city, values=values, updated_at=found.updated_at)


def _fit(found: FittingPractice, city: City) -> FitOut:
    fit = found.fit
    return FitOut(
        slug=found.slug,
        url=url_of(found.slug),
        title=found.title,
        city=city.slug,
        percent=fit.percent,
        known=fit.known,
        ruled_out=bool(fit.knock_outs),
        like_percent=found.like.percent,
        met=_conditions(fit.met),
        gaps=_conditions(fit.gaps),
        unknown=_conditions(fit.unknown),
        spread=tuple(
            SpreadOut(category=str(each.category), percent=each.percent, known=each.known) for each in fit.spread
        ),
    )


def _conditions(judged: Iterable[Judged]) -> tuple[ConditionOut, ...]:
    return tuple(
        ConditionOut(
            attribute=each.condition.attribute,
            operator=each.condition.operator,
            value=each.condition.value,
            weight=each.condition.weight,
            reason=each.condition.reason,
            score=each.score,
            have=each.have,
        )
        for each in judged
    )
