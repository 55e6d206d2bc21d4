"""Where the files that are not Python code live, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """Return the folder ``templates``, ``static`` or ``migrations``: inside the wheel, else of the checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def default_home() -> Path:
    """Return the folder all state lives in when nobody names one: ``instance`` below the checkout or here."""
    checkout = _PACKAGE.parent
    base = checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()
    return base / "instance"
