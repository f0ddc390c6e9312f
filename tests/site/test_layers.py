"""How views reach data, and what neighbours on a floor know of each other. (Which floor imports which: `tests/test_repository.py`.)"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.test_repository import MODULES, imported, name, part

VIEWS = [path for path in MODULES if path.stem == "views" or path.parent.name == "views"]
OPEN_TO_SCHOOLS = ("gatepost.records.services", "gatepost.records.queries", "gatepost.records.wording")
BEFORE_ANY_SCHOOL = {"web/views.py": {"Person"}}  # the front door asks where somebody belongs


@pytest.mark.parametrize("path", VIEWS, ids=name)
def test_views_reach_a_school_s_data_through_the_school(path: Path) -> None:
    """`member.school.duties`, never `Duty.objects`: what is not asked for cannot leak."""
    asked = {
        node.value.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name)
    }
    assert asked <= BEFORE_ANY_SCHOOL.get(name(path), set())


def test_schools_know_of_records_only_how_to_write_and_show_them() -> None:
    used = {
        module
        for path in MODULES
        if part(path) == "schools"
        for module in imported(path)
        if module.startswith("gatepost.records.")
    }
    assert {module for module in used if not module.startswith(OPEN_TO_SCHOOLS)} == set()
