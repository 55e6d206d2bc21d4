"""Front matter as YAML. Imported with the first text that is written so: its library is no part of a start."""

from collections.abc import Mapping

import yaml

# As long as no line has to be broken; libyaml takes no infinity.
_WIDTH = 1_000_000


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """The dumper that is written in C, where PyYAML was built with it; lists stand on one line."""


_Dumper.add_representer(
    tuple, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)


def front_matter(values: Mapping[str, object]) -> str:
    """Return the lines between the fences, the values in their order."""
    return str(
        yaml.dump(
            dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDTH
        )
    )
