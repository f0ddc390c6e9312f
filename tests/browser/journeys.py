"""What people do on the site, step by step, as they do it: by choosing, typing and pressing. The same in every school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

SCHOOL = "/schools/riverside"


def sign_in(page: Page, email: str, password: str) -> None:
    """Through the page for it."""
    page.goto("/sign-in/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{page.url.split('/schools')[0]}{SCHOOL}/")


def ask(page: Page, gaps: Mapping[str, str]) -> Locator:
    """Fill the gaps of the sentence one after the other, and give the answer that stands there after the last."""
    page.goto(f"{SCHOOL}/ask/")
    for facet, value in gaps.items():
        page.locator(f"#gap-{facet}").select_option(value)
        chosen = page.locator(f"#gap-{facet} option[value={value}][selected]")
        expect(chosen).to_be_attached()  # by the page that has brought itself up to date
    return page.locator(".verdict-card")


def wish(page: Page, channel: str, kind: str, audience: str) -> Locator:
    """Say where an account is to stand, and give what the policy says to it."""
    page.goto(f"{SCHOOL}/accounts/")
    page.get_by_role("link", name="Apply for an account").click()
    page.get_by_label("Network").select_option(channel)
    page.locator(f"[name=kind][value={kind}]").check()
    page.locator(f"[name=audience][value={audience}]").check()
    page.get_by_role("button", name="Go on").click()
    return page.locator(".verdict-card")


def fill_in(page: Page, name: str, people: Sequence[str], facts: Mapping[str, str]) -> None:
    """Answer whatever the form asks; of `facts` (a word of the question, and the answer) as it says there, otherwise No."""
    page.get_by_label("Name of the account").fill(name)
    page.wait_for_load_state()  # then every question is there
    for question in page.locator("main textarea").all():
        question.fill("Bees, beans and what we learn from them.")
    for purpose in page.locator("main [name=purpose]").all():
        purpose.fill("News of the garden.")
    for fact in page.locator("main form[method=post] .field:has(> fieldset)").all():
        asked = fact.locator("legend").inner_text()
        answer = next((answer for word, answer in facts.items() if word in asked), "No")
        fact.get_by_label(answer, exact=True).check()
    for row, person in enumerate(people):
        choice = page.locator(f"#id_named-{row}-person")
        choice.select_option(label=choice.locator("option", has_text=person).inner_text())
        for stated in page.locator(f"[type=checkbox][name^=named-{row}-]").all():
            stated.check()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit it").click()


def decide(page: Page, name: str, *, granted: bool, reason: str, clause: str = "") -> None:
    """Find the application that waits, read it, decide it."""
    page.goto(f"{SCHOOL}/accounts/applications/")
    page.get_by_role("region", name="For you to decide").get_by_role("link", name=name).click()
    page.get_by_role("link", name="Decide", exact=True).click()
    page.get_by_label("Grant it" if granted else "Refuse it").check()
    page.get_by_label("Why", exact=False).fill(reason)
    page.get_by_label("The clause that is the ground").select_option(clause)
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Your decision is recorded.")).to_be_visible()


def open_account(page: Page, name: str) -> None:
    """The administrator opened the account on its network a week ago, and enters it."""
    page.goto(f"{SCHOOL}/accounts/applications/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Open the account").click()
    page.get_by_label("Opened on").fill(_days_ago(7).isoformat())
    page.get_by_role("button", name="It is open").click()
    expect(page.get_by_text("stands in the register")).to_be_visible()


def do_duties(page: Page) -> list[str]:
    """Mark one's duties as done, one after the other, and say by which clauses they were owed."""
    done = []
    page.goto(f"{SCHOOL}/duties/")
    while (rows := page.locator(".duty-row:has(.unseen:text('Due'))")).count():
        done.append(rows.first.inner_text())
        rows.first.get_by_role("link").click()
        page.get_by_role("link", name="Mark as done").click()
        page.get_by_label("What was done").fill("Seen to.")
        page.get_by_role("button", name="Mark as done").click()
        page.goto(f"{SCHOOL}/duties/")
    return done


def leaves(page: Page, name: str) -> None:
    """Somebody's last day was yesterday."""
    page.goto(f"{SCHOOL}/people/?search={name}")
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="They leave").click()
    page.get_by_label("Last day here").fill(_days_ago(1).isoformat())
    page.get_by_role("button", name="Set the last day").click()
    expect(page.get_by_text(f"The last day of {name}")).to_be_visible()


def account(page: Page, name: str) -> None:
    """Look at an account in the register."""
    page.goto(f"{SCHOOL}/accounts/")
    page.locator("tbody").get_by_role("link", name=name).click()


def hand_over(page: Page, name: str, to: str) -> None:
    """Give an account to somebody else."""
    account(page, name)
    page.get_by_role("link", name="Hand over or close", exact=True).click()
    who = page.get_by_label("Who", exact=True)
    who.select_option(label=who.locator("option", has_text=to).inner_text())
    page.wait_for_load_state()
    for stated in page.get_by_role("checkbox").all():
        stated.check()
    page.get_by_role("button", name="Hand it over").click()


def close(page: Page, name: str) -> None:
    """Close an account that nobody takes on."""
    account(page, name)
    page.get_by_role("link", name="Hand over or close", exact=True).click()
    page.get_by_role("link", name="Close it instead").click()
    page.get_by_role("button", name="It is closed").click()


def clauses_in(shown: Locator) -> list[str]:
    """The names of the clauses that are shown as chips."""
    return [each.strip() for each in shown.locator(".chip-id").all_inner_texts()]


def _days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)
