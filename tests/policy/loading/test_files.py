"""Files that are not there, cannot be read, or are not what they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatepost.policy import PackError, PackNotFound, PolicyError, load_pack, shipped_packs
from gatepost.policy.scenarios import load_scenarios, run_scenario

GOOD = """\
pack: riverside
title: Social media policy
sections:
  - heading: Photographs
    clauses:
      - id: RIV-1
        says: A child is shown only if a parent agrees.
        rules:
          - forbid: {action: publish, content: shows_child}
            until: {consent: given}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def message_of(error: type[PolicyError], name: str) -> str:
    with pytest.raises(error) as raised:
        load_pack(name)
    return str(raised.value)


def test_a_shipped_pack_is_loaded_by_its_name() -> None:
    assert [load_pack(name).name for name in shipped_packs()] == list(shipped_packs())


def test_a_pack_of_ones_own_is_loaded_by_the_path_of_its_file(folder: Path) -> None:
    (folder / "riverside.yaml").write_text(GOOD, "utf-8")
    pack = load_pack("riverside.yaml")
    assert (pack.name, pack.file) == ("riverside", "riverside.yaml")
    assert load_pack(folder / "riverside.yaml").clauses == pack.clauses


def test_a_pack_that_is_misspelt_is_guessed_and_all_are_named(folder: Path) -> None:
    assert message_of(PackNotFound, "catcot") == (
        "There is no pack or file 'catcot'. Did you mean 'catcott'? The packs are bradfield, cambrian, catcott, cavendish, "
        "little-missenden; a pack of your own is named by the path of its file."
    )


def test_a_file_that_is_not_there_is_said_to_be_so(folder: Path) -> None:
    assert message_of(PackNotFound, "riverside.yaml").startswith(
        "There is no pack or file 'riverside.yaml'. The packs are "
    )


def test_a_folder_is_not_a_pack(folder: Path) -> None:
    (folder / "policies").mkdir()
    assert message_of(PackNotFound, "policies").startswith("There is no pack or file 'policies'.")


def test_bytes_that_are_not_utf_8_are_said_to_be_so(folder: Path) -> None:
    (folder / "riverside.yaml").write_bytes(GOOD.replace("child", "café").encode("latin-1"))
    assert message_of(PackError, "riverside.yaml").startswith("riverside.yaml:1: this file is not text (UTF-8).")


def test_a_picture_is_not_a_pack(folder: Path) -> None:
    (folder / "riverside.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert message_of(PackError, "riverside.yaml").startswith("riverside.yaml:1: this file is not text (UTF-8).")


def test_a_control_character_is_named_as_what_is_wrong(folder: Path) -> None:
    (folder / "riverside.yaml").write_text(GOOD.replace("child is", "child\x07 is"), "utf-8")
    assert message_of(PackError, "riverside.yaml").startswith("riverside.yaml:")


def test_a_mark_at_the_beginning_of_the_file_does_no_harm(folder: Path) -> None:
    (folder / "riverside.yaml").write_text(GOOD, "utf-8-sig")
    assert load_pack("riverside.yaml").name == "riverside"


def test_line_endings_of_windows_do_no_harm(folder: Path) -> None:
    (folder / "riverside.yaml").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert load_pack("riverside.yaml").name == "riverside"


# ---------------------------------------------------------------------- scenario files


BROKEN = {
    "a mapping": ("id: S1\n", "s.yaml:1: a scenario file is a list of scenarios."),
    "nothing": ("", "s.yaml:1: a scenario file is a list of scenarios."),
    "not YAML": ("- id: [\n", "s.yaml:2: this is not YAML: "),
    "no id": ("- situation: {}\n  expect: {verdict: silent}\n", "s.yaml:1: a scenario has no 'id'."),
    "a word": ("- S1\n", "s.yaml:1: a scenario must be a mapping of keys to values, not 'S1'."),
    "no situation": (
        "- {id: S1, expect: {verdict: silent}}\n",
        "s.yaml:1: a scenario has no 'situation'.",
    ),
    "no expectation": ("- {id: S1, situation: {}}\n", "s.yaml:1: a scenario has no 'expect'."),
    "no verdict": ("- {id: S1, situation: {}, expect: {}}\n", "s.yaml:1: what S1 expects has no 'verdict'."),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_scenario_file_says_what_is_wrong(folder: Path, text: str, message: str) -> None:
    (folder / "s.yaml").write_text(text, "utf-8")
    with pytest.raises(PackError) as error:
        load_scenarios("s.yaml")
    assert str(error.value).startswith(message)


def test_a_scenario_file_that_is_not_there_is_said_to_be_so(folder: Path) -> None:
    with pytest.raises(PackNotFound, match=r"^There is no file 's\.yaml'\.$"):
        load_scenarios("s.yaml")


def test_every_broken_scenario_is_named(folder: Path) -> None:
    (folder / "s.yaml").write_text("- {id: S1, situation: {}}\n- {situation: {}}\n", "utf-8")
    with pytest.raises(PackError) as error:
        load_scenarios("s.yaml")
    assert [problem.line for problem in error.value.problems] == [1, 2, 2]


MISSHAPEN = {
    "an unknown verdict": ("{verdict: forbiden}", "unknown verdict 'forbiden' in S1. Did you mean 'forbidden'?"),
    "a clause that is no list": ("{verdict: silent, clauses: R1}", "the clauses that S1 expects must be a list."),
    "an unknown facet": (
        "{verdict: needs, needs: {aproval: x}}",
        "unknown key 'aproval' in the needs that S1 expects. Did you mean 'approval'?",
    ),
    "a word of the language misspelt": (
        "{verdict: silent, clauss: [R1]}",
        "unknown key 'clauss' in what S1 expects. Did you mean 'clauses'?",
    ),
    "a value that is not there": (
        "{verdict: needs, needs: {consent: givn}}",
        "unknown value 'givn' for 'consent'. Did you mean 'given'?",
    ),
    "a duty that is not there": (
        "{verdict: silent, duties: [{do: respnd}]}",
        "unknown duty 'respnd'. Did you mean 'respond'?",
    ),
    "a duty without an act": ("{verdict: silent, duties: [{by: school}]}", "a duty that S1 expects has no 'do'."),
}


@pytest.mark.parametrize(("expect", "message"), MISSHAPEN.values(), ids=MISSHAPEN.keys())
def test_a_misshapen_expectation_says_what_is_wrong(folder: Path, expect: str, message: str) -> None:
    (folder / "s.yaml").write_text(f"- {{id: S1, situation: {{}}, expect: {expect}}}\n", "utf-8")
    with pytest.raises(PackError) as error:
        load_scenarios("s.yaml")
    assert str(error.value) == f"s.yaml:1: {message}"


def test_a_scenario_with_an_unknown_word_fails_and_says_which(folder: Path) -> None:
    (folder / "riverside.yaml").write_text(GOOD, "utf-8")
    scenario = {"id": "S1", "situation": {"action": "publsh"}, "expect": {"verdict": "silent"}}
    result = run_scenario(load_pack("riverside.yaml"), scenario)
    assert not result.passed
    assert result.failures == ("unknown value 'publsh' for 'action'. Did you mean 'publish'?",)


def test_a_scenario_that_fails_says_what_was_expected_and_what_came(folder: Path) -> None:
    (folder / "riverside.yaml").write_text(GOOD, "utf-8")
    scenario = {
        "id": "S1",
        "situation": {"action": "publish", "content": ["shows_child"]},
        "expect": {
            "verdict": "permitted",
            "clauses": ["RIV-9"],
            "needs": {"approval": ["headteacher"]},
            "duties": [{"do": "report", "to": "headteacher"}],
        },
    }
    assert run_scenario(load_pack("riverside.yaml"), scenario).failures == (
        "verdict is needs (because of RIV-1), expected permitted",
        "cites RIV-1, expected one of RIV-9",
        "does not need approval: headteacher",
        "does not raise the duty {do: report, to: headteacher}",
    )
