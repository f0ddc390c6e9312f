"""Five schools, one post, five policies: written, judged, put right, approved or turned down, published, taken down, and on the record."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from gatepost.channels.models import Account, Authorisation
from gatepost.publishing.tasks import deliver_due
from gatepost.publishing.views import writing
from gatepost.records.verifying import verify
from gatepost.rulings.models import Duty
from gatepost.schools.models import Family
from gatepost.schools.parent_links import token_for
from tests.cast import STARTED, Cast, assemble
from tests.publishing.making import an_account, answers

from . import posting
from .conftest import Opened
from .journeys import clauses_in
from .posting import Draft

PAGE = "Riverside News"
TEXT = "Pia Example and the school council asked for a crossing by the lower gate."
WITHOUT_NAME = "A pupil and the school council asked for a crossing by the lower gate."
LINK = "https://www.facebook.com/riverside/posts/1"
POLITICAL = "Is political"
SENDS = "Somebody who may send from the account"


@dataclass(frozen=True)
class Story:
    """What this policy makes of the same post: a child with her name, who has said yes to both, in a matter of politics."""

    approved_by: str = "ben"
    """The office is authorised for the account; at one school that counts for nothing."""
    approvers: tuple[str, ...] = (f"{SENDS}: Ada Example, Ben Example",)
    no_name_with_picture: str = ""
    """The clause that rules out a child's name with the child's picture, whoever has said yes."""
    asks: str = ""
    """The clause that wants to know what only the author can: how the child is dressed."""
    no_politics: str = ""
    """The clause that rules it out."""
    also_for_politics: str = ""
    """Who has to approve it too."""
    turned_down: tuple[str, str] | None = None
    """Why whoever approves turns it down, where the policy leaves it to them, and by which clause."""


STORIES = {
    "catcott": Story(no_politics="CAT-40"),
    "bradfield": Story(turned_down=("A council matter. Leave out what we asked for.", "BRA-74")),
    "little-missenden": Story(asks="LM-093", also_for_politics="A senior leader: Ada Example", approved_by="ada"),
    "cambrian": Story(turned_down=("Say what the children did, not what we want.", "CLT-030")),
    "cavendish": Story(no_name_with_picture="CAV-25", approved_by="ada", approvers=(f"{SENDS}: Ada Example",)),
}


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("pack", STORIES)
def test_a_post_from_its_first_word_until_it_is_taken_down(pack: str, opened: Opened) -> None:
    cast, story = assemble(pack), STORIES[pack]
    page = an_account(cast.riverside)
    Authorisation.objects.create(account=page, person=cast.ben, may="post", from_day=STARTED)
    for use in ("image", "name", "name_with_image"):
        answers(cast.pia, "given", use)
    teacher, office = opened("/", by=cast.tess), opened("/", by=cast.ben)
    approver = opened("/", by=getattr(cast, story.approved_by))

    she_writes_and_puts_right(teacher, story)
    she_looks_it_over(teacher, story)
    it_is_decided(teacher, approver, story)
    it_goes_out(approver, story)
    a_parent_takes_it_back(opened(f"/permission/{token_for(Family.objects.get())}/"))
    it_comes_down(office, cast, page)

    report = verify(cast.riverside)
    assert (report.problems, report.entries > 15) == ((), True)


def words_of(story: Story) -> str:
    return WITHOUT_NAME if story.no_name_with_picture else TEXT


def she_writes_and_puts_right(teacher: Page, story: Story) -> None:
    """What the policy rules out or wants stands beside the words, with its clause, and one press puts it right."""
    posting.begin(teacher)
    told = Draft(TEXT, PAGE, "News of a trip or activity", "A field with white lanes.", "Pia Example")
    posting.write(teacher, told)
    wrong = teacher.get_by_role("region", name="Put it right")
    if story.no_name_with_picture:
        expect(wrong).to_contain_text(story.no_name_with_picture)
        wrong.get_by_role("button", name="instead of “Pia Example”").click()
        expect(teacher.get_by_label("What do you want to say?")).to_have_value(WITHOUT_NAME)
    if story.asks:
        expect(wrong).to_contain_text(story.asks)
        wrong.get_by_role("button", name="Yes, it is so").click()
    expect(wrong).to_have_count(0)


def she_looks_it_over(teacher: Page, story: Story) -> None:
    """The same word said of the post is ruled out in one school, needs a senior leader in another, and is nothing in three."""
    posting.look_over(teacher, POLITICAL, is_so=True)
    if story.no_politics:
        assert story.no_politics in clauses_in(teacher.locator("main"))
        expect(teacher.get_by_role("heading", name="It cannot be submitted like this")).to_be_visible()
        expect(teacher.get_by_role("button", name="Submit it for approval")).to_have_count(0)
        posting.look_over(teacher, POLITICAL, is_so=False)
    also = [story.also_for_politics] if story.also_for_politics else []
    assert sorted(posting.approvers(teacher)) == sorted([*also, *story.approvers])
    posting.submit(teacher)


def it_is_decided(teacher: Page, approver: Page, story: Story) -> None:
    """Whoever the page named approves it with two taps, or first turns it down with a reason and a clause."""
    if story.turned_down:
        reason, clause = story.turned_down
        posting.waiting(approver, words_of(story)[:30])
        posting.turn_down(approver, reason, clause)
        teacher.reload()
        expect(teacher.locator("main")).to_contain_text(f"{reason} ({clause})")
        teacher.get_by_role("link", name="Change it").click()
        posting.look_over(teacher, POLITICAL, is_so=False)
        posting.submit(teacher)
    posting.waiting(approver, words_of(story)[:30])
    posting.approve(approver)


def it_goes_out(approver: Page, story: Story) -> None:
    """Nothing goes out by itself where there is no connection: who may send it takes the text and comes back with the link."""
    deliver_due()
    assert posting.post_by_hand(approver, words_of(story)[:30], LINK) == words_of(story)


def a_parent_takes_it_back(parent: Page) -> None:
    posting.take_back(parent, parent.url)
    expect(parent.locator("main")).to_contain_text("Thank you")


def it_comes_down(office: Page, cast: Cast, page: Account) -> None:
    """It stands among the office's duties; once it is removed the duty is done, and the archive says what became of the post."""
    assert [duty.do for duty in Duty.objects.filter(state="due", do=["delete"])] == [["delete"]]
    posting.take_down(office, "the school council")
    assert not Duty.objects.filter(state="due", do=["delete"]).exists()
    office.goto(f"{posting.SCHOOL}/posts/archive/")
    expect(office.locator("main")).to_contain_text("Taken down")
    expect(office.locator("main")).to_contain_text(page.name)


def test_a_button_pressed_while_words_are_being_kept_loses_none_of_them(
    school: Cast, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_account(school.riverside)
    keep = writing._kept_while_typing
    monkeypatch.setattr(writing, "_kept_while_typing", lambda *told: time.sleep(1.5) or keep(*told))
    page = opened("/", by=school.tess)
    posting.begin(page)
    page.get_by_label("What do you want to say?").fill("Beans")
    page.wait_for_timeout(800)  # these are on their way now
    page.get_by_label("What do you want to say?").fill("Beans and peas")
    page.get_by_role("checkbox", name=PAGE).check()
    posting.save(page)
    expect(page.get_by_label("What do you want to say?")).to_have_value("Beans and peas")
    expect(page.get_by_role("checkbox", name=PAGE)).to_be_checked()


def test_where_scripts_do_not_run_a_post_is_written_submitted_and_approved(school: Cast, opened: Opened) -> None:
    an_account(school.riverside)
    answers(school.pia, "given")
    teacher, head = (opened("/", by=each, script=False) for each in (school.tess, school.ada))
    posting.begin(teacher)
    posting.add_picture(teacher)
    teacher.get_by_role("button", name="Add the pictures").click()
    posting.fill_in(
        teacher, Draft("Our field is ready.", PAGE, "News of a trip or activity", "A field.", "Pia Example")
    )
    posting.state(teacher, "Appropriately dressed")
    posting.look_over(teacher, POLITICAL, is_so=False)
    posting.submit(teacher)
    posting.waiting(head, "Our field is ready.")
    posting.approve(head)
