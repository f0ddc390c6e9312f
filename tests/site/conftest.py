"""Installations for the tests of the commands. Making one takes seconds, so it is done once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.installations import FILLED, Installation

Install = Callable[..., Installation]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installation that is `empty`, and one that is `founded` and has something of everything in it."""
    folder = tmp_path_factory.mktemp("installations")
    Installation(folder / "empty").do("migrate")
    shutil.copytree(folder / "empty", folder / "founded")
    Installation(folder / "founded").found().python(FILLED)
    return folder


@pytest.fixture
def install(tmp_path: Path) -> Install:
    """Make an installation in which nothing has been done: `install("a")`, or `install("a", GATEPOST_MODE="production")`."""

    def make(name: str, **environment: str) -> Installation:
        return Installation(tmp_path / name, environment)

    return make


@pytest.fixture
def empty(templates: Path, tmp_path: Path) -> Installation:
    """An installation with tables and nothing in them."""
    return Installation(shutil.copytree(templates / "empty", tmp_path / "empty"))


@pytest.fixture
def founded(templates: Path, tmp_path: Path) -> Installation:
    """An installation with a school, its administrator, a secret, a file of evidence, and words in its record."""
    return Installation(shutil.copytree(templates / "founded", tmp_path / "founded"))
