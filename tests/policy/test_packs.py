"""The five shipped packs: every scenario answered, every clause carried, the facts of each document in their place."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from gatepost.policy import Pack, load_pack, shipped_packs
from gatepost.policy.coverage import coverage
from gatepost.policy.scenarios import Json, load_scenarios, run_scenario

SCENARIOS = Path(__file__).parent / "scenarios"
FILES = sorted(SCENARIOS.glob("*.yaml"))
PERSONAL = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "a telephone number": re.compile(r"(?:\+44|\b0)[\d ()-]{9,}\d"),
    "a handle": re.compile(r"(?<!\w)@\w+"),
    "a link": re.compile(r"https?://|www\."),
}


@pytest.fixture(params=shipped_packs())
def pack(request: pytest.FixtureRequest) -> Pack:
    return load_pack(request.param)


def pack_of(file: Path) -> str:
    return file.stem.removesuffix("-further")


def every_scenario() -> list[object]:
    return [
        pytest.param(pack_of(file), scenario, id=str(scenario["id"]))
        for file in FILES
        for scenario in load_scenarios(file)
    ]


@pytest.mark.parametrize(("name", "scenario"), every_scenario())
def test_a_scenario_gets_the_answer_of_a_careful_reader(name: str, scenario: Json) -> None:
    assert run_scenario(load_pack(name), scenario).failures == ()


def test_every_pack_has_scenarios_and_no_id_stands_twice() -> None:
    assert {pack_of(file) for file in FILES} == set(shipped_packs())
    ids = Counter(scenario["id"] for file in FILES for scenario in load_scenarios(file))
    assert [id for id, times in ids.items() if times > 1] == []


def test_the_five_packs_are_shipped() -> None:
    assert shipped_packs() == ("bradfield", "cambrian", "catcott", "cavendish", "little-missenden")


def test_a_pack_is_named_as_its_file(pack: Pack) -> None:
    assert pack.file == f"{pack.name}.yaml"


def test_every_clause_is_carried_by_something(pack: Pack) -> None:
    assert [found.clause.id for found in coverage(pack) if not found.carried_by] == []


def test_every_clause_says_something_and_says_where_the_document_says_it(pack: Pack) -> None:
    assert [id for id, clause in pack.clauses.items() if not clause.says] == []
    assert [id for id, clause in pack.clauses.items() if clause.lines is None] == []


def test_clauses_stand_in_the_order_of_the_document(pack: Pack) -> None:
    clauses = list(pack.clauses.values())
    assert [clause.id for clause in clauses] == sorted(pack.clauses)
    begins = [clause.lines[0] for clause in clauses if clause.lines]
    assert begins == sorted(begins)


def test_a_clause_that_restates_another_names_a_clause_that_has_rules_of_its_own(pack: Pack) -> None:
    restated = {clause.restates for clause in pack.clauses.values() if clause.restates}
    assert [id for id in restated if pack.clauses[id].restates] == []


@pytest.mark.parametrize("what", PERSONAL)
def test_a_pack_holds_nothing_by_which_a_person_can_be_reached(pack: Pack, what: str) -> None:
    text = resources.files("gatepost.packs").joinpath(pack.file).read_text("utf-8")
    assert PERSONAL[what].findall(text) == []


def test_a_pack_says_whom_it_applies_to_and_where(pack: Pack) -> None:
    assert pack.title
    assert pack.organisation
    assert pack.applies_to
    assert pack.scope
    assert pack.roles


def test_cavendish_is_a_draft() -> None:
    pack = load_pack("cavendish")
    assert pack.status == "draft"
    assert pack.review.approved_on is None


def test_catcott_is_not_approved() -> None:
    review = load_pack("catcott").review
    assert load_pack("catcott").status == "not_stated"
    assert (review.approved_by, review.approved_on, review.last_reviewed) == (None, None, None)
    assert (review.cycle, review.issued, review.due) == ("annually", "2024-09", "2025-09")


def test_cambrian_is_approved_and_reviewed_every_three_years() -> None:
    pack = load_pack("cambrian")
    assert (pack.status, pack.version) == ("approved", "1.0")
    assert (pack.review.cycle, pack.review.last_reviewed, pack.review.due) == (
        "every_3_years",
        "2022-12-19",
        "2025-12-19",
    )


def test_little_missenden_is_reviewed_by_the_term() -> None:
    review = load_pack("little-missenden").review
    assert (review.cycle, review.issued, review.due) == ("every_3_years", "Spring 2024", "Spring 2027")


def test_bradfield_prints_no_date_at_all() -> None:
    pack = load_pack("bradfield")
    assert pack.version is None
    assert (pack.review.cycle, pack.review.issued, pack.review.due) == (None, None, None)


def test_catcott_says_who_runs_each_channel_and_what_goes_on_it() -> None:
    channels = load_pack("catcott").channels
    assert set(channels) == {"class_dojo", "facebook", "instagram", "x"}
    for channel in channels.values():
        assert channel.account == "official"
        assert channel.managed_by == ("headteacher", "office_manager")
    assert "reminder" in channels["class_dojo"].posts
    assert "reminder" not in channels["facebook"].posts
    assert "vacancy" in channels["facebook"].posts


def test_on_cavendishs_facebook_and_x_only_the_headteacher_posts() -> None:
    channels = load_pack("cavendish").channels
    assert set(channels) == {"facebook", "x", "blog", "youtube"}
    assert channels["facebook"].posted_by == channels["x"].posted_by == ("headteacher",)
    assert channels["blog"].posted_by == ()


def test_little_missendens_learning_platforms_are_not_its_public_channels() -> None:
    channels = load_pack("little-missenden").channels
    assert {name: channel.account for name, channel in channels.items()} == {
        "google_classroom": "learning_platform",
        "tapestry": "learning_platform",
    }


def test_bradfields_return_slip_has_its_five_statements() -> None:
    pack = load_pack("bradfield")
    assert [item.clause for item in pack.return_slip] == ["BRA-87", "BRA-88", "BRA-89", "BRA-90", "BRA-91"]
    assert all(item.says for item in pack.return_slip)


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("little-missenden", ["LM-042", "LM-043", "LM-044", "LM-045", "LM-046"]),
        ("bradfield", ["BRA-22", "BRA-22", "BRA-23", "BRA-24"]),
    ],
)
def test_an_application_asks_what_the_clauses_ask(name: str, clauses: list[str]) -> None:
    application = load_pack(name).application
    assert [item.clause for item in application] == clauses
    assert all(item.says.endswith(("?", ".")) for item in application)


def test_cambrian_weighs_what_was_published_how_long_how_far_and_with_what_harm() -> None:
    clauses = [item.clause for item in load_pack("cambrian").investigation]
    assert {"CLT-079", "CLT-080", "CLT-081", "CLT-082"} <= set(clauses)


def test_only_the_documents_that_have_them_have_a_return_slip_an_application_and_an_investigation() -> None:
    having = {
        part: {name for name in shipped_packs() if getattr(load_pack(name), part)}
        for part in ("return_slip", "application", "investigation")
    }
    assert having == {
        "return_slip": {"bradfield"},
        "application": {"bradfield", "little-missenden"},
        "investigation": {"cambrian"},
    }
