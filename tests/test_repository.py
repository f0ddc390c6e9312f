"""The house: which floor may use which, and how the rooms are kept."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .documents import ROOT

SOURCE = ROOT / "src" / "gatepost"
# What each part of the house may import of the rest. A part is not told of those above it.
MAY_IMPORT: dict[str, set[str]] = {
    "packs": set(),
    "policy": {"policy"},
    "screening": {"screening", "policy"},
    "cli": {"cli", "screening", "policy"},
}
LONGEST = 400  # lines of a module
JUNK_DRAWERS = {"utils", "util", "helpers", "common", "misc"}

MODULES = sorted(SOURCE.rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def imported(path: Path) -> Iterator[str]:
    """The full name of every module that a module imports, wherever in it that happens."""
    package = ["gatepost", *path.relative_to(SOURCE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def part_of(module: str) -> str | None:
    """The part of the house that a module of Gatepost stands in; None for the top itself and for other people's modules."""
    match = re.fullmatch(r"gatepost\.(\w+)(\..+)?", module)
    return match[1] if match and (SOURCE / match[1]).is_dir() else None


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent != SOURCE], ids=name)
def test_a_module_imports_only_from_its_own_floor_and_those_below(path: Path) -> None:
    part = path.relative_to(SOURCE).parts[0]
    used = {other for module in imported(path) if (other := part_of(module))}
    assert used <= MAY_IMPORT[part]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_of_these_floors_imports_django(path: Path) -> None:
    assert not [module for module in imported(path) if module.split(".")[0].startswith("django")]


def test_packs_are_data_and_nothing_else() -> None:
    assert {path.suffix for path in (SOURCE / "packs").iterdir() if path.is_file()} == {".py", ".yaml"}
    assert ast.get_docstring(tree := ast.parse((SOURCE / "packs" / "__init__.py").read_text("utf-8")))
    assert len(tree.body) == 1


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_named_by_what_it_holds(path: Path) -> None:
    assert path.stem not in JUNK_DRAWERS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_every_locked_package_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
