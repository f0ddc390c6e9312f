"""Five schools, one story, five policies: a teacher asks, applies, is refused and then granted, runs the account, and leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from gatepost.records.verifying import verify
from tests.cast import assemble

from . import journeys
from .conftest import Opened

PASSWORD = "otters-at-the-riverside"
GARDEN = "Garden news"
Gaps = dict[str, str]
Asked = tuple[Gaps, str, list[str]]


@dataclass(frozen=True)
class Story:
    """What this policy makes of it: the answers to three questions; what stops the first attempt; what is asked for in the second; who
    runs the account; which clauses oblige to something once it is open, and when the teacher leaves."""

    questions: tuple[Asked, Asked, Asked]
    place: tuple[str, str, str]
    form: list[str]
    people: tuple[str, ...] = ("Tess",)
    facts: dict[str, str] = field(default_factory=dict)
    """What is answered otherwise than No: a word of the question, and the answer."""
    ruled_out: tuple[tuple[str, str, str], list[str]] | None = None
    """A place that the policy rules out before anything is typed."""
    stopped: tuple[str, list[str]] | None = None
    """An answer (a word of its question) with which the policy stops what was typed."""
    refused_by: str = ""
    """The clause on which the head refuses, where the policy leaves it to the head."""
    once_open: list[str] = field(default_factory=list)
    on_leaving: list[str] = field(default_factory=list)
    ends: str = "Sam"
    """Who takes the account on, or nobody."""


FRIEND = {"action": "accept_friend_request", "counterpart": "pupil", "account": "personal"}

STORIES = {
    "catcott": Story(
        questions=(
            (FRIEND | {"counterpart": "former_pupil"}, "Forbidden", ["CAT-66", "CAT-75"]),
            ({"action": "suggest_post", "counterpart": "pupil", "account": "personal"}, "Permitted", ["CAT-22"]),
            ({"action": "access_account", "account": "official"}, "Needed first", ["CAT-21"]),
        ),
        place=("blog", "official", "public"),
        form=[],
        refused_by="CAT-20",
        ends="",
    ),
    "bradfield": Story(
        questions=(
            (FRIEND, "Forbidden", ["BRA-77", "BRA-78"]),
            ({"action": "use_social_media", "account": "professional"}, "Needed first", ["BRA-30"]),
            ({"action": "concern_noticed", "counterpart": "pupil"}, "To do", ["BRA-58"]),
        ),
        place=("blog", "professional", "invited"),
        form=["BRA-22", "BRA-22", "BRA-23", "BRA-24", "BRA-30"],
        facts={"outsiders": "Yes"},
        ruled_out=(("blog", "professional", "public"), ["BRA-29", "BRA-30"]),
        once_open=["BRA-25", "BRA-26", "BRA-27", "BRA-28"],
    ),
    "little-missenden": Story(
        questions=(
            (FRIEND, "Forbidden", ["LM-103"]),
            ({"action": "publish", "account": "official"}, "So far permitted", ["LM-038"]),
            ({"action": "run_account", "account": "official"}, "Needed first", ["LM-048", "LM-049"]),
        ),
        place=("instagram", "official", "invited"),
        form=["LM-042", "LM-043", "LM-044", "LM-046", "LM-060", "LM-062", "LM-045", "LM-048", "LM-049"],
        people=("Tess", "Ben"),
        stopped=("gain", ["LM-060"]),
        on_leaving=["LM-034"],
    ),
    "cambrian": Story(
        questions=(
            (FRIEND, "Needed first", ["CLT-043"]),
            ({"action": "message", "counterpart": "pupil"}, "Discouraged", ["CLT-106"]),
            (
                {"action": "message", "counterpart": "parent_carer", "account": "personal"},
                "Forbidden",
                ["CLT-048"],
            ),
        ),
        place=("x", "official", "public"),
        form=[],
        refused_by="CLT-106",
    ),
    "cavendish": Story(
        questions=(
            (FRIEND | {"counterpart": "former_pupil"}, "Needed first", ["CAV-49"]),
            ({"action": "publish", "account": "official"}, "Forbidden", ["CAV-33"]),
            ({"action": "block_user", "counterpart": "pupil", "account": "personal"}, "Permitted", ["CAV-48"]),
        ),
        place=("blog", "official", "public"),
        form=[],
        refused_by="CAV-34",
    ),
}


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("pack", STORIES)
def test_from_the_first_question_to_the_hand_over(pack: str, opened: Opened) -> None:
    cast, story = assemble(pack), STORIES[pack]
    assert cast.tess.user
    cast.tess.user.set_password(PASSWORD)
    cast.tess.user.save()
    teacher, head, office = opened("/sign-in/login/"), opened("/", by=cast.ada), opened("/", by=cast.ben)

    journeys.sign_in(teacher, cast.tess.email, PASSWORD)
    she_asks(teacher, story)
    she_is_refused(teacher, head, story)
    she_is_granted(teacher, head, story)
    the_account_is_run(teacher, office, story)
    she_leaves(teacher, office, story)

    report = verify(cast.riverside)
    assert (report.problems, report.entries > 10) == ((), True)


def she_asks(teacher: Page, story: Story) -> None:
    """Three questions, three answers, each with the clauses that say so."""
    for gaps, word, clauses in story.questions:
        card = journeys.ask(teacher, gaps)
        expect(card.locator(".verdict-word")).to_have_text(word)
        because = card.locator(".verdict-part", has=teacher.get_by_role("heading", name="Because"))
        assert journeys.clauses_in(because) == clauses
    assert len({word for _, word, _ in story.questions}) == 3


def she_is_refused(teacher: Page, head: Page, story: Story) -> None:
    """By the policy before anything is typed; by the policy because of what is typed; or by the head, who says why."""
    if story.ruled_out:
        place, clauses = story.ruled_out
        card = journeys.wish(teacher, *place)
        expect(card.locator(".verdict-word")).to_have_text("Forbidden")
        assert set(clauses) <= set(journeys.clauses_in(card))
        expect(teacher.get_by_role("button", name="Submit it")).to_have_count(0)
    elif story.stopped:
        word, clauses = story.stopped
        journeys.wish(teacher, *story.place)
        journeys.fill_in(teacher, "Cakes for sale", story.people, {word: "Yes"})
        journeys.submit(teacher)
        expect(teacher.locator("[data-error-summary]")).to_be_focused()
        assert set(clauses) <= set(journeys.clauses_in(teacher.locator(".verdict-card").first))
        expect(teacher.get_by_label("Name of the account")).to_have_value("Cakes for sale")
    else:
        journeys.wish(teacher, *story.place)
        journeys.fill_in(teacher, "Playground news", story.people, {})
        journeys.submit(teacher)
        journeys.decide(head, "Playground news", granted=False, reason="We have one already.", clause=story.refused_by)
        teacher.reload()
        expect(teacher.locator("main")).to_contain_text("Refused")
        expect(teacher.locator("main")).to_contain_text("We have one already.")
        assert story.refused_by in journeys.clauses_in(teacher.locator("main"))


def she_is_granted(teacher: Page, head: Page, story: Story) -> None:
    """The form asks what this policy asks, and nothing else; the head, whom the policy names, grants it."""
    journeys.wish(teacher, *story.place)
    form = teacher.locator("main form[method=post]")
    assert journeys.clauses_in(form) == story.form
    journeys.fill_in(teacher, GARDEN, story.people, story.facts)
    journeys.submit(teacher)
    expect(teacher.get_by_text("It waits for a decision.")).to_be_visible()
    journeys.decide(head, GARDEN, granted=True, reason="A good idea.")
    teacher.reload()
    expect(teacher.locator("main")).to_contain_text("Granted")


def the_account_is_run(teacher: Page, office: Page, story: Story) -> None:
    """It is opened, and the teacher does what the policy then asks of her."""
    journeys.open_account(office, GARDEN)
    done = journeys.do_duties(teacher)
    assert [clause for row in done for clause in story.once_open if clause in row] == story.once_open
    assert len(done) == len(story.once_open)


def she_leaves(teacher: Page, office: Page, story: Story) -> None:
    """Her account needs somebody: what the policy asks for stands in the ledger, and is done by handing over or closing."""
    journeys.leaves(office, "Tess Example")
    teacher.reload()
    expect(teacher.get_by_role("heading", level=1)).not_to_contain_text(GARDEN)
    journeys.account(office, GARDEN)
    expect(office.get_by_role("region", name="To see to")).to_be_visible()
    for clause in story.on_leaving:
        expect(office.get_by_role("region", name="What is due")).to_contain_text(clause)
    if story.ends:
        journeys.hand_over(office, GARDEN, story.ends)
        expect(office.get_by_role("region", name="Who may use it")).to_contain_text(f"{story.ends} Example manages it")
    else:
        journeys.close(office, GARDEN)
        expect(office.locator("main")).to_contain_text("Closed")
    expect(office.get_by_role("region", name="To see to")).to_have_count(0)
    office.goto(f"{journeys.SCHOOL}/duties/all/?show=closed")
    for clause in (*story.once_open, *story.on_leaving):
        expect(office.locator("main")).to_contain_text(clause)
