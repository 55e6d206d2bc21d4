"""What a plan looks at around it (PESTEL, a common list of planners), and how sure its money is."""

from collections.abc import Mapping

from wiki.core.messages import message as _

PLANS: Mapping[str, Mapping[str, str]] = {
    "surrounding": {
        "political": _("Political"),
        "economic": _("Economic"),
        "social": _("Social"),
        "technological": _("Technological"),
        "environmental": _("Environmental"),
        "legal": _("Legal"),
    },
    "funding_state": {
        "wanted": _("Looked for"),
        "applied": _("Applied for"),
        "promised": _("Promised"),
        "granted": _("Granted"),
    },
}
