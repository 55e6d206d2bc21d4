"""Cities: read by everybody, written by editors on top of what they read."""

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.basing import TAG, WRITING, base_of, refuse_outdated, shown
from wiki.api.schemas.site import CityConflict
from wiki.api.schemas.taxonomy import CityInput, CityList, CityOut
from wiki.core.db import transaction
from wiki.core.errors import NotFound
from wiki.http.context import after_save, taxonomy
from wiki.pages.service import reindex_tagged
from wiki.taxonomy import service
from wiki.taxonomy.rules import CityDraft
from wiki.taxonomy.types import City, Outdated


@operation("GET", "/cities", tag=TAG, summary="List cities", answers={200: CityList})
def list_cities() -> Reply:
    """In the order in which the wiki shows them."""
    return Reply(document=CityList(items=tuple(map(_out, taxonomy().cities))))


@operation(
    "GET", "/cities/{city}", tag=TAG, summary="Read a city", answers={200: CityOut}, problems=(problems.NOT_FOUND,)
)
def get_city(city: str) -> Reply:
    """A city of the programme."""
    found = _here(city)
    return shown(found, _out(found))


@operation(
    "POST", "/cities", tag=TAG, summary="Make a city", needs="taxonomy.edit", body=CityInput, answers={201: CityOut}
)
def create_city(body: CityInput) -> Reply:
    """Its address is made of its name."""
    with transaction():
        slug = service.create_city(actor(), _draft(body))
    after_save()
    made = _here(slug)
    return shown(made, _out(made), made_at=f"/cities/{slug}")


@operation(
    "PUT",
    "/cities/{city}",
    tag=TAG,
    summary="Change a city",
    needs="taxonomy.edit",
    body=CityInput,
    answers={200: CityOut},
    problems=WRITING,
    problem_models={409: CityConflict},
    conditions=("If-Match",),
)
def update_city(city: str, body: CityInput) -> Reply:
    """Its address stays. Name what yours is based on: “base_updated_at”, or “If-Match” with its tag."""
    before = _here(city)
    base = base_of(before, body.base_updated_at)
    with transaction():
        outcome = service.update_city(actor(), city, _draft(body), base=base)
        if outcome is None:
            reindex_tagged(city_id=before.id)
    match outcome:
        case Outdated(theirs=City() as theirs):
            refuse_outdated(_out(theirs))
    after_save()
    found = _here(city)
    return shown(found, _out(found))


def _here(slug: str) -> City:
    found = taxonomy().city_by_slug.get(slug)
    if found is None:
        raise NotFound
    return found


def _draft(body: CityInput) -> CityDraft:
    return CityDraft(
        name=body.name,
        country=body.country,
        role=body.role,
        population=body.population,
        latitude=body.latitude,
        longitude=body.longitude,
        description=body.description,
        aliases=body.aliases,
    )


def _out(city: City) -> CityOut:
    return CityOut(
        slug=city.slug,
        name=city.name,
        country=city.country,
        role=city.role,
        population=city.population,
        latitude=city.latitude,
        longitude=city.longitude,
        description=city.description,
        aliases=city.aliases,
        updated_at=city.updated_at,
    )
