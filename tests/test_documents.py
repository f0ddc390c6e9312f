"""What the documents show is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gatepost
from gatepost.policy import parse_pack

from .documents import ROOT, documents, packs, rerun

LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")


def name(document: Path) -> str:
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", documents(), ids=name)
def test_every_pack_in_a_document_loads(document: Path) -> None:
    for text in packs(document):
        assert parse_pack(text, name(document)).clauses


@pytest.mark.parametrize("document", documents(), ids=name)
def test_every_output_in_a_document_is_the_real_one(document: Path) -> None:
    assert document.read_text("utf-8") == rerun(document), "the output has changed: look it over, then `make docs`"


@pytest.mark.parametrize("document", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    paths = [path for path, _ in LINK.findall(document.read_text("utf-8")) if "://" not in path]
    assert [path for path in paths if not (document.parent / path).exists()] == []


def test_the_readme_shows_a_real_example_and_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "$ gatepost " in readme
    assert "make demo" in readme
    assert "make test" in readme


def test_the_changelog_names_the_current_version() -> None:
    assert f"## [{gatepost.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
