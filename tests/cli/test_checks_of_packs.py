"""`gatepost scenarios`, `lint` and `coverage`: what checks a pack, and ends with 1 if something is wrong with it."""

import pytest

from gatepost.policy import load_pack, shipped_packs

GOOD = """
- id: one
  question: May a teacher accept a friend request from a pupil?
  situation: {actor: teacher, action: accept_friend_request, account: personal, counterpart: pupil, relationship: none}
  expect: {verdict: forbidden, clauses: [CLT-043]}
"""
BAD = """
- id: two
  question: May a teacher accept a friend request from her own child?
  situation: {actor: teacher, action: accept_friend_request, account: personal, counterpart: pupil, relationship: own_child}
  expect: {verdict: forbidden}
"""
PACK = """
pack: riverside
title: Social media policy
organisation: Riverside School
status: draft
applies_to: [workforce]
sections:
  - heading: Friends
    clauses:
      - id: RIV-1
        says: Staff do not follow pupils.
        lines: [1, 1]
        modality: must_not
        rules:
          - forbid: {action: ACTION, counterpart: pupil}
"""


@pytest.fixture
def scenarios(tmp_path):
    def write(text):
        (tmp_path / "scenarios.yaml").write_text(text, "utf-8")
        return tmp_path / "scenarios.yaml"

    return write


def test_scenarios_that_pass(gatepost, scenarios):
    ended = gatepost("scenarios", "cambrian", scenarios(GOOD))
    assert (ended.code, ended.out) == (0, "1 passed, 0 failed\n")


def test_a_scenario_that_fails_says_why_and_the_count_comes_last(gatepost, scenarios):
    ended = gatepost("scenarios", "cambrian", scenarios(GOOD + BAD))
    assert ended.code == 1
    assert ended.out.startswith(
        "✗ two  May a teacher accept a friend request from her own child?\n    verdict is permitted"
    )
    assert ended.out.endswith("\n1 passed, 1 failed\n")


def test_scenarios_as_json(gatepost, scenarios):
    ended = gatepost("scenarios", "cambrian", scenarios(GOOD + BAD), "--json")
    assert ended.code == 1
    assert (ended.data["passed"], ended.data["failed"]) == (1, 1)
    assert ended.data["failures"][0]["id"] == "two"


def test_a_scenario_file_that_is_none(gatepost, scenarios):
    assert gatepost("scenarios", "cambrian", "nope.yaml").err == "gatepost: There is no file 'nope.yaml'.\n"
    ended = gatepost("scenarios", "cambrian", scenarios("a: b"))
    assert ended.code == 2
    assert "a scenario file is a list of scenarios." in ended.err


def test_lint_looks_at_every_shipped_pack(gatepost):
    ended = gatepost("lint")
    assert ended.code == 0
    assert [line.split(":")[0] for line in ended.out.splitlines()] == [f"✓ {name}" for name in shipped_packs()]


def test_lint_of_a_pack_of_ones_own(gatepost, tmp_path):
    file = tmp_path / "riverside.yaml"
    file.write_text(PACK.replace("ACTION", "follow"), "utf-8")
    assert gatepost("lint", file).out == "✓ riverside: 1 clause, 1 rule, nothing wrong.\n"


def test_lint_of_nothing_is_not_lint_of_everything(gatepost):
    ended = gatepost("lint", "")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("gatepost: There is no pack or file ''.")


def test_lint_says_what_is_wrong_and_where(gatepost, tmp_path):
    file = tmp_path / "riverside.yaml"
    file.write_text(PACK.replace("ACTION", "folow"), "utf-8")
    ended = gatepost("lint", file)
    assert ended.code == 1
    assert f"✗ {file}: 1 problem." in ended.words
    assert "Did you mean 'follow'?" in ended.words
    data = gatepost("lint", file, "--json").data
    assert data[0]["problems"][0]["line"] == 15


def test_a_pack_with_mistakes_cannot_be_asked(gatepost, tmp_path):
    file = tmp_path / "riverside.yaml"
    file.write_text(PACK.replace("ACTION", "folow"), "utf-8")
    ended = gatepost("ask", file, "actor=teacher")
    assert ended.code == 2
    assert "Did you mean 'follow'?" in ended.err


@pytest.mark.parametrize("name", shipped_packs())
def test_coverage(gatepost, name):
    ended = gatepost("coverage", name)
    count = len(load_pack(name).clauses)
    assert ended.code == 0
    assert ended.out.endswith(f"\n{count} of {count} clauses carried\n")
    data = gatepost("coverage", name, "--json").data
    assert (data["carried"], data["of"], len(data["clauses"])) == (count, count, count)


def test_a_clause_that_nothing_carries(gatepost, tmp_path, monkeypatch):
    from dataclasses import replace

    from gatepost import policy

    bare = load_pack("cavendish")
    section = bare.sections[0]
    clause = replace(
        section.clauses[0], rules=(), controls=(), facts=(), guidance=False, background=False, restates=None
    )
    pack = replace(bare, sections=(replace(section, clauses=(clause,)),))
    monkeypatch.setattr(policy, "load_pack", lambda name: pack)
    ended = gatepost("coverage", "cavendish")
    assert ended.code == 1
    assert f"✗ {clause.id}  nothing carries it" in ended.out
    assert ended.out.endswith("0 of 1 clauses carried\n")
