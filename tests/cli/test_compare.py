"""`gatepost compare` and `gatepost analyse` as a trust lead and a pack's author use them."""

import json

import pytest

VERSION = """pack: riverside
title: Social media policy
organisation: Riverside Primary
version: "{version}"
sections:
  - heading: Posting
    clauses:
      - id: R1
        says: Teachers do not post on our accounts.
        rules:
          - forbid: {{actor: {actor}, action: publish, account: official}}
"""
COLLISION = """pack: riverside
title: Social media policy
sections:
  - heading: Worries
    clauses:
      - id: R1
        says: Worries go to the head.
        rules:
          - oblige: {do: report, to: headteacher}
            when: {actor: teacher, action: concern_noticed}
      - id: R2
        says: Worries go to the police.
        rules:
          - oblige: {do: report, to: police}
            when: {actor: teacher, action: concern_noticed}
"""


@pytest.fixture
def versions(tmp_path):
    """Two versions of one policy."""
    paths = [tmp_path / "old.yaml", tmp_path / "new.yaml"]
    for path, version, actor in zip(paths, ("2025", "2026"), ("teacher", "employee"), strict=True):
        path.write_text(VERSION.format(version=version, actor=actor), "utf-8")
    return paths


def test_a_comparison_names_both_says_how_many_and_quotes_the_clauses(gatepost):
    ended = gatepost("compare", "catcott", "cambrian", "--action", "accept_friend_request")
    assert ended.code == 0
    assert "Catcott Primary and Cambrian Learning Trust" in ended.words
    assert "is stricter in" in ended.words
    assert "CLT-045 “" in ended.words


def test_a_comparison_is_in_words_and_not_in_values(gatepost):
    assert "_" not in gatepost("compare", "cavendish", "cambrian", "--action", "connect", "--all").out


def test_two_versions_of_one_policy_are_told_apart(gatepost, versions):
    ended = gatepost("compare", *map(str, versions))
    assert "Riverside Primary (2025) and Riverside Primary (2026)" in ended.words
    assert "Riverside Primary (2026) is stricter" in ended.words


def test_what_is_not_settled_is_not_told_as_a_plain_yes(gatepost):
    data = json.loads(gatepost("compare", "catcott", "cambrian", "--action", "message", "--json").out)
    sides = [side for d in data["differences"] for side in (d["first"], d["second"])]
    assert any(not side["settled"] for side in sides)
    words = gatepost("compare", "catcott", "cambrian", "--action", "message", "--all").words
    assert "So far, nothing is said of this." in words


def test_policies_that_answer_alike_are_said_to(gatepost, versions):
    ended = gatepost("compare", str(versions[0]), str(versions[0]))
    assert "They answer alike wherever a rule of either applies." in ended.words


def test_an_unknown_action_is_wrong_use(gatepost):
    ended = gatepost("compare", "catcott", "cambrian", "--action", "publsh")
    assert (ended.code, ended.err) == (2, "gatepost: unknown action 'publsh'. Did you mean 'publish'?\n")


def test_an_analysis_without_a_collision_is_no_failure(gatepost):
    ended = gatepost("analyse", "cavendish")
    assert ended.code == 0
    assert ended.words.endswith("No collision. What is listed is for you to weigh.")


def test_a_collision_fails_and_shows_where(gatepost, tmp_path):
    (tmp_path / "collision.yaml").write_text(COLLISION, "utf-8")
    ended = gatepost("analyse", str(tmp_path / "collision.yaml"))
    assert ended.code == 1
    assert "R1 and R2 ask for the same, but of different recipients: headteacher and police." in ended.words
    assert "For example: A teacher notices a safeguarding or safety worry." in ended.words


def test_an_analysis_as_data(gatepost, tmp_path):
    (tmp_path / "collision.yaml").write_text(COLLISION, "utf-8")
    (finding,) = json.loads(gatepost("analyse", str(tmp_path / "collision.yaml"), "--json").out)["findings"]
    assert (finding["kind"], finding["clauses"]) == ("collision", ["R1", "R2"])
    assert finding["witness"] == {"actor": "teacher", "action": "concern_noticed"}
