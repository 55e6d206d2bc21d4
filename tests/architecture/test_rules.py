"""The rules of the house that import contracts cannot state; a failure names each place that breaks one."""

import ast
import re

from tests.architecture.sources import ROOT, Module, is_below, modules

LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
# An index writer commits its own segments, which are no part of the database.
COMMITS = {"wiki.core.db", "wiki.search.whoosh.writing"}
OPENS_TRANSACTIONS = (
    "wiki.core.db",
    "wiki.web",
    "wiki.api",
    "wiki.cli",
    "wiki.jobs",
    "wiki.search.indexer",
    # Batches: many pages in each transaction.
    "wiki.importing.service",
    # Mending: a short transaction for each thing that is made anew.
    "wiki.upkeep.service",
)
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
TABLES = re.compile(r"wiki\.\w+\.models(\.|$)")


def test_tables_are_touched_by_services_and_queries_only() -> None:
    allowed = {"service", "queries", "models"}
    assert not [
        f"{module.name} imports {name}"
        for module in modules()
        for name in sorted(module.imports())
        if TABLES.match(name) and allowed.isdisjoint(module.parts)
    ]


def test_rules_know_neither_database_nor_flask() -> None:
    forbidden = ("sqlalchemy", "flask_sqlalchemy", "flask", "wiki.core.db", "wiki.core.changes")
    impure = {"models", "queries", "service"}
    assert not [
        f"{module.name} imports {name}"
        for module in modules()
        if module.parts[-1] == "rules"
        for name in sorted(module.imports())
        if is_below(name, *forbidden) or impure & set(name.split("."))
    ]


def test_one_place_commits() -> None:
    assert not [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.name not in COMMITS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]


def test_transactions_are_opened_at_the_edges() -> None:
    assert not [
        module.name
        for module in modules()
        if any(name.endswith(".transaction") for name in module.imports())
        and not is_below(module.name, *OPENS_TRANSACTIONS)
    ]


def test_one_macro_file_and_at_most_one_module_trust_html() -> None:
    trusting = [
        str(path.relative_to(ROOT / "templates"))
        for path in sorted((ROOT / "templates").rglob("*.*"))
        if re.search(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b", path.read_text(encoding="utf-8"))
    ]
    assert trusting == ["_macros/stored.html"]
    assert len([module.name for module in modules() if _names(module) & {"Markup", "markupsafe"}]) <= 1


def _names(module: Module) -> set[str]:
    imported = {part for name in module.imports() for part in name.split(".")}
    return imported | {node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}


def test_only_the_postgres_backend_speaks_to_postgres() -> None:
    assert not [
        module.name
        for module in modules()
        if not is_below(module.name, "wiki.search.postgres")
        and any(is_below(name, "psycopg", "sqlalchemy.dialects.postgresql") for name in module.imports())
    ]


def test_functions_are_short() -> None:
    assert not [
        f"{module.name}.{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 >= LONGEST_FUNCTION
    ]


def test_modules_are_short() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_MODULE}


def test_every_module_is_named_for_what_it_holds() -> None:
    assert not [module.name for module in modules() if NAMELESS & set(module.parts)]


def test_no_time_is_naive() -> None:
    assert not [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_naive(node, node.func.attr)
    ]


def _is_naive(call: ast.Call, name: str) -> bool:
    if name == "now":
        return not call.args and not call.keywords and not _is_ours(call)
    return name in {"utcnow", "utcfromtimestamp", "today"}


def _is_ours(call: ast.Call) -> bool:
    """Tell a ``clock.now()`` or an SQL ``func.now()`` from one of the standard library's."""
    value = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(value, ast.Name) and value.id in {"clock", "func"}
