"""The house: which floor may use which, and how the rooms are kept."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
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
    "calendars": {"calendars"},
    "platforms": {"platforms", "screening", "policy"},
}
WITHOUT_DJANGO = tuple(MAY_IMPORT)
MAY_IMPORT["schools"] = MAY_IMPORT["records"] = {*WITHOUT_DJANGO, "schools", "records"}
MAY_IMPORT["rulings"] = {*MAY_IMPORT["schools"], "rulings"}
MAY_IMPORT["channels"] = {*MAY_IMPORT["rulings"], "channels"}
MAY_IMPORT["asking"] = {*MAY_IMPORT["rulings"], "asking"}
MAY_IMPORT["publishing"] = {*MAY_IMPORT["channels"], "publishing"}
MAY_IMPORT["web"] = {*MAY_IMPORT["publishing"], "asking", "web"}
MAY_IMPORT["site"] = {*MAY_IMPORT["web"], "site"}
MAY_IMPORT["cli"] = {*MAY_IMPORT["site"], "cli"}
NAMED_BY_DJANGO = {"apps", "urls", "wsgi"}  # modules whose names say what they are for
LONGEST = 400  # lines of a module
JUNK_DRAWERS = {"utils", "util", "helpers", "common", "misc"}


def part(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "migrations")


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
    used = {other for module in imported(path) if (other := part_of(module))}
    assert used <= MAY_IMPORT[part(path)]


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) in WITHOUT_DJANGO], ids=name)
def test_the_lower_floors_know_no_django(path: Path) -> None:
    assert not [module for module in imported(path) if module.split(".")[0].startswith("django")]


def test_the_command_loads_django_only_for_what_needs_it() -> None:
    loaded = "import sys, gatepost.cli.main; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True).stdout == "False\n"


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


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem not in NAMED_BY_DJANGO], ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_every_locked_package_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
