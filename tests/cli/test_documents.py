"""`gatepost packs` and `gatepost show`: policies as documents."""

import pytest

from gatepost.policy import load_pack, shipped_packs


def test_packs(gatepost):
    ended = gatepost("packs")
    assert ended.code == 0
    for name in shipped_packs():
        pack = load_pack(name)
        assert f"{name} {pack.organisation} {pack.title}" in ended.words
        assert f"{len(pack.clauses)} clauses" in ended.words
    assert "Use of Social Media Networking Policy: a draft." in ended.words


def test_packs_as_json(gatepost):
    data = gatepost("packs", "--json").data
    assert [pack["name"] for pack in data] == list(shipped_packs())
    assert {"title", "organisation", "status", "clauses", "rules", "review_due"} <= set(data[0])


@pytest.mark.parametrize("name", shipped_packs())
def test_a_policy_is_shown_whole(gatepost, name):
    ended = gatepost("show", name)
    pack = load_pack(name)
    assert ended.code == 0
    assert all(f"{clause.id} {' '.join(clause.says.split())}" in ended.words for clause in pack.clauses.values())
    assert all(" ".join(section.heading.split()) in ended.words for section in pack.sections)
    assert max(map(len, ended.out.splitlines())) <= 80


@pytest.mark.parametrize("name", shipped_packs())
def test_a_policy_as_json(gatepost, name):
    data = gatepost("show", name, "--json").data
    ids = [clause["id"] for section in data["sections"] for clause in section["clauses"]]
    assert ids == list(load_pack(name).clauses)


@pytest.mark.parametrize("id", ["CLT-049", "clt-049"])
def test_a_clause_in_detail(gatepost, id):
    ended = gatepost("show", "cambrian", id)
    clause = load_pack("cambrian").clauses["CLT-049"]
    assert f"“{clause.says}”" in ended.words
    assert "In the document: Line 107." in ended.words
    assert "Rule: When a pupil or a former pupil under 18 contacts a member of staff" in ended.words
    assert "Control: A safeguarding concern reaches the designated safeguarding lead" in ended.words


def test_a_clause_as_json(gatepost):
    data = gatepost("show", "cambrian", "CLT-049", "--json").data
    assert data["id"] == "CLT-049"
    assert data["rules"][0]["form"] == "oblige"
    assert data["rules"][0]["sentence"].startswith("When a pupil")


def test_a_clause_that_is_not_there(gatepost):
    ended = gatepost("show", "cambrian", "CLT-490")
    assert ended.code == 2
    assert ended.err.startswith("gatepost: cambrian has no clause 'CLT-490'. Did you mean 'CLT-")
