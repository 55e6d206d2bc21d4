"""Words for what a city says of itself and no practice needs."""

from collections.abc import Mapping

from wiki.core.messages import message as _

PLACES: Mapping[str, Mapping[str, str]] = {
    "heritage_level": {
        "none": _("No constraint"),
        "monuments": _("Single monuments"),
        "districts": _("Protected districts"),
        "world_heritage": _("World heritage"),
    },
}
