"""What a meeting is, and whose clock its times are read from."""

from collections.abc import Mapping

from wiki.core.messages import message as _

_ZONES = (
    *("Europe/Athens", "Europe/Berlin", "Europe/Brussels", "Europe/Bucharest", "Europe/Budapest", "Europe/Kyiv"),
    *("Europe/Lisbon", "Europe/London", "Europe/Madrid", "Europe/Paris", "Europe/Rome", "Europe/Sofia"),
    *("Europe/Stockholm", "Europe/Vienna", "Europe/Warsaw", "Asia/Tokyo", "UTC"),
)

MEETINGS: Mapping[str, Mapping[str, str]] = {
    "meeting_kind": {
        "assembly": _("General Assembly"),
        "peer_workshop": _("Peer-to-peer workshop"),
        "thematic_workshop": _("Thematic workshop"),
        "lab_session": _("Intensive lab session"),
        "study_visit": _("Study visit"),
        "steering": _("Steering meeting"),
        "task_force": _("Meeting of the Replication Task Force"),
        "webinar": _("Webinar"),
        "conference": _("Conference"),
        "other": _("Other meeting"),
    },
    # Their own names, in every language.
    "time_zone": {zone: zone for zone in _ZONES},
}
