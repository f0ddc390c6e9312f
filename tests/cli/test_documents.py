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


@pytest.mark.parametrize("name", shipped_packs())
def test_a_policy_as_json_has_its_head(gatepost, name):
    data, pack = gatepost("show", name, "--json").data, load_pack(name)
    assert data["review"]["due"] == pack.review.due
    assert {name: channel["purpose"] for name, channel in data["channels"].items()} == {
        name: channel.purpose for name, channel in pack.channels.items()
    }
    assert {role: tuple(charges) for role, charges in data["roles"].items()} == pack.roles
    assert data["definitions"] == pack.definitions
    for part in ("other_networks", "related_policies", "legislation"):
        assert tuple(data[part]) == getattr(pack, part)
    for part in ("return_slip", "application", "investigation"):
        assert [item["says"] for item in data[part]] == [item.says for item in getattr(pack, part)]


@pytest.mark.parametrize("name", shipped_packs())
def test_every_fact_of_the_head_begins_with_a_capital(gatepost, name):
    pack = load_pack(name)
    head = gatepost("show", name).out.partition(f"\n\n{pack.sections[0].heading}\n")[0]
    names = [line for line in head.splitlines() if line.startswith("  ") and not line.startswith("   ")]
    assert names
    assert all(line.strip()[0].isupper() or line.strip()[0] in "“0123456789" for line in names)


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


@pytest.mark.parametrize(("typed", "meant"), [("CAT-1", "CAT-01"), ("1", "CAT-01"), ("CTA-12", "CAT-12")])
def test_a_clause_of_that_number_is_meant(gatepost, typed, meant):
    ended = gatepost("show", "catcott", typed)
    assert ended.err == f"gatepost: catcott has no clause '{typed}'. Did you mean '{meant}'?\n"
