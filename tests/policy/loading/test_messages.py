"""What the author of a pack is told: one small bad pack for each thing that can be wrong, and the exact message.

The packs stand in `bad/<what is wrong>.yaml`, the messages next to them in `.txt`. After a change of wording, write them anew with
GATEPOST_WRITE_GOLDENS=1, and read what has changed: error texts are part of what Gatepost promises.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gatepost.policy import PackError, parse_pack

BAD = Path(__file__).parent / "bad"
WRITE = os.environ.get("GATEPOST_WRITE_GOLDENS") == "1"


def problems_of(file: Path) -> str:
    with pytest.raises(PackError) as error:
        parse_pack(file.read_text("utf-8"), file.name)
    return f"{error.value}\n"


@pytest.mark.parametrize("file", sorted(BAD.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_author_is_told_what_is_wrong_and_where(file: Path) -> None:
    message = problems_of(file)
    golden = file.with_suffix(".txt")
    if WRITE:
        golden.write_text(message, "utf-8")
    assert message == golden.read_text("utf-8")


def test_every_message_has_its_pack() -> None:
    assert {golden.stem for golden in BAD.glob("*.txt")} == {file.stem for file in BAD.glob("*.yaml")}


def test_problems_stand_in_the_order_of_the_lines() -> None:
    with pytest.raises(PackError) as error:
        parse_pack((BAD / "several-problems.yaml").read_text("utf-8"), "several-problems.yaml")
    lines = [problem.line for problem in error.value.problems]
    assert len(lines) > 5
    assert lines == sorted(lines)


@pytest.mark.parametrize("file", sorted(BAD.glob("*.txt")), ids=lambda file: file.stem)
def test_a_message_is_sentences_that_name_file_and_line(file: Path) -> None:
    for message in file.read_text("utf-8").splitlines():
        name, line, words = message.split(":", 2)
        assert name == f"{file.stem}.yaml"
        assert int(line) >= 1
        assert words.endswith((".", "?"))
