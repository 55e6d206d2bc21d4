"""The package's own source, parsed once."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """A module by its dotted name; a package stands for its ``__init__.py``."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.name.split("."))

    def imports(self) -> frozenset[str]:
        """Return what is imported: modules, and modules with a name of theirs."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
                found.update(f"{node.module}.{alias.name}" for alias in node.names)
        return frozenset(found)


@cache
def modules() -> tuple[Module, ...]:
    return tuple(map(_module, sorted((ROOT / "wiki").rglob("*.py"))))


def _module(path: Path) -> Module:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    text = path.read_text(encoding="utf-8")
    return Module(name=name, path=path, text=text, tree=ast.parse(text))


def is_below(name: str, *packages: str) -> bool:
    """Tell whether a module is one of these or inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)
