"""Every label is a value of the vocabulary's `content` facet, so findings become a situation without translation."""

import ast
from pathlib import Path

import gatepost.screening
from gatepost.policy.vocabulary import load_vocabulary

SOURCES = sorted(Path(gatepost.screening.__file__).parent.rglob("*.py"))


def labels_in(source: Path) -> set[str]:
    """The texts given as `label=...` in a source file."""
    calls = [node for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))) if isinstance(node, ast.keyword)]
    given = [part for node in calls if node.arg == "label" for part in ast.walk(node.value)]
    return {part.value for part in given if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def test_every_label_is_a_value_of_content() -> None:
    used = set().union(*map(labels_in, SOURCES)) | {
        "name_with_image",
        "identifies_pupil",
        "shows_child",
        "personal_account_link",
    }
    assert {"phone_number", "email_address", "names_child", "names_staff", "shows_person", "contact_details"} <= used
    assert used <= set(load_vocabulary().facets["content"].values)


def test_circumstance_is_one_of_the_vocabulary() -> None:
    assert "on_no_publish_list" in load_vocabulary().facets["circumstance"].values


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    assert {source.name: lines for source in SOURCES if (lines := len(source.read_text().splitlines())) > 300} == {}
