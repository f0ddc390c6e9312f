"""The pages of the site and how to get to each in a demonstration: an address, then the links to follow from there."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

PHONE, DESK = (390, 844), (1280, 900)
SCHOOL = "little-missenden"
NEWS = "channel=instagram&kind=official&audience=invited"


@dataclass(frozen=True)
class Place:
    """A page by a name, the address under which its way begins (within the school, unless it starts with `/`), and where it goes on."""

    name: str
    address: str
    then: tuple[str, ...] = ()
    status: int = 200

    def open(self, page: Page, site: str, school: str = SCHOOL) -> None:
        """Go there."""
        within = self.address if self.address.startswith("/") else f"/schools/{school}/{self.address}"
        answer = page.goto(site + within)
        for link in self.then:
            target = page.locator(link).first.get_attribute("href")
            assert target, f"{self.name}: {link} leads nowhere"
            answer = page.goto(target if target.startswith("http") else site + target)
        assert answer is not None
        assert answer.status == self.status, f"{self.name}: {page.url} answers {answer.status}"


def visit(context: BrowserContext, site: str, post: str, school: str = SCHOOL) -> Page:
    """A page in which somebody who holds a post has come in, as a visitor of the demonstration does."""
    page = context.new_page()
    page.goto(f"{site}/be/")
    visitor = page.locator(f"section[aria-labelledby={school}] button")
    visitor.filter(has=page.get_by_text(post, exact=True)).click()
    page.wait_for_url(f"**/schools/{school}/")
    return page


_IN_TABLE = "tbody th a"
_ACCOUNT = ("accounts/", (_IN_TABLE,))
_DUTY = ("duties/", (".duty-row a",))
_PUPIL = ("people/?kind=pupil", (_IN_TABLE,))
_BEGUN = ("posts/", ("main a:text-is('A morning on the field')",))
_OUT = ("posts/archive/", ("main a:text-is('Our paintings')",))
_WAITING = ("posts/", ("main [aria-labelledby=for-me] a[href$='/approve/']",))
_BY_HAND = ("posts/", ("main a[href*='/deliveries/']",))
_COMING = ("posts/", ("main a:text-is('The gates open earlier')",))


def _under(place: tuple[str, tuple[str, ...]], ending: str) -> tuple[str, tuple[str, ...]]:
    """A page that another one links to."""
    return place[0], (*place[1], f"main a[href*='{ending}']")


PUBLIC = (
    Place("be-somebody", "/be/"),
    Place("sign-in", "/sign-in/login/"),
    Place("gallery", "/gallery/"),
    Place("letters", "/outbox/"),
    Place("forgotten-password", "/sign-in/password/reset/"),
    Place("parent-answers", "/outbox/", ("main a[href*='/permission/']",)),
)
TEACHER = (
    Place("today", ""),
    Place("ask", "ask/"),
    Place("ask-forbidden", "ask/?actor=teacher&action=accept_friend_request&counterpart=pupil&account=personal"),
    Place("ask-needed", "ask/?actor=teacher&action=create_account"),
    Place("ask-so-far", "ask/?actor=teacher&action=publish&account=official"),
    Place("ask-event", "ask/?actor=teacher&action=contact_received&counterpart=pupil&account=personal"),
    Place("ask-enter", "ask/enter/?actor=teacher&action=contact_received&counterpart=pupil&account=personal"),
    Place("policy", "policy/"),
    Place("policy-found", "policy/?find=photograph"),
    Place("compare", "compare/"),
    Place("compare-two", "compare/?with=catcott"),
    Place("compare-one-action", "compare/?with=catcott&action=accept_friend_request"),
    Place("posts", "posts/"),
    Place("post-begun", *_BEGUN),
    Place("post-write", *_under(_BEGUN, "/write/")),
    Place("post-check", *_under(_BEGUN, "/check/")),
    Place("post-suggest", "posts/suggest/"),
    Place("duties", "duties/"),
    Place("calendar", "duties/calendar/"),
    Place("accounts", "accounts/"),
    Place("account", *_ACCOUNT),
    Place("apply", "accounts/apply/"),
    Place("apply-form", f"accounts/apply/?{NEWS}"),
    Place("applications", "accounts/applications/"),
    Place("application", "accounts/applications/", (_IN_TABLE,)),
    Place("pictures", "people/image-permissions/"),
    Place("second-factor", "/sign-in/2fa/"),
    Place("not-there", "/schools/nowhere/", status=404),
    Place("not-allowed", "record/", status=403),
    Place("sign-out", "/sign-in/logout/"),
)
HEAD = (
    Place("today", ""),
    Place("what-is-asked", "ask/counts/"),
    Place("posts", "posts/"),
    Place("posts-calendar", "posts/calendar/"),
    Place("posts-calendar-term", "posts/calendar/?view=term"),
    Place("posts-approve-plan", "posts/approve/"),
    Place("posts-archive", "posts/archive/"),
    Place("posts-archive-narrow", "posts/archive/?became=out"),
    Place("posts-archive-wrong", "posts/archive/?first=2026-09-09&last=2026-09-01", status=400),
    Place("posts-export", "posts/archive/export/"),
    Place("posts-connections", "posts/connections/"),
    Place("posts-reminders", "posts/reminders/"),
    Place("posts-reminder", "posts/reminders/set/"),
    Place("posts-pause", "posts/pause/"),
    Place("post-approve", *_WAITING),
    Place("post-by-hand", *_BY_HAND),
    Place("post-out", *_OUT),
    Place("post-correct", *_under(_OUT, "/correct/")),
    Place("post-take-down", *_under(_OUT, "/take-down/")),
    Place("post-move", *_under(_COMING, "/move/")),
    Place("post-hold", *_under(_COMING, "/hold/")),
    Place("duties", "duties/"),
    Place("duties-all", "duties/all/"),
    Place("duty", *_DUTY),
    Place("duty-do", *_under(_DUTY, "/do/")),
    Place("duty-files", *_under(_DUTY, "/evidence/")),
    Place("duty-hand-over", *_under(_DUTY, "/hand-over/")),
    Place("duty-set-aside", *_under(_DUTY, "/set-aside/")),
    Place("ruling", "duties/all/", (".duty-row a", "main a[href*='/rulings/']")),
    Place("accounts", "accounts/"),
    Place("account", *_ACCOUNT),
    Place("account-enter", "accounts/new/"),
    Place("account-authorise", *_under(_ACCOUNT, "/authorise/")),
    Place("account-change", *_under(_ACCOUNT, "/change/")),
    Place("account-check", *_under(_ACCOUNT, "/settings-check/")),
    Place("account-hand-over", *_under(_ACCOUNT, "/hand-over/")),
    Place("account-close", *_under(_under(_ACCOUNT, "/hand-over/"), "/close/")),
    Place("account-compromised", *_under(_ACCOUNT, "/compromised/")),
    Place("account-store", *_under(_ACCOUNT, "/credentials/new/")),
    Place("applications", "accounts/applications/"),
    Place("application-decide", "accounts/applications/", ("[aria-labelledby=waiting] a", "main a[href$='/decide/']")),
    Place("people", "people/"),
    Place("people-add", "people/add/"),
    Place("person", "people/?kind=staff", (_IN_TABLE,)),
    Place("pupil", *_PUPIL),
    Place("person-change", *_under(_PUPIL, "/change/")),
    Place("person-leaves", *_under(_PUPIL, "/leave/")),
    Place("person-answer", *_under(_PUPIL, "/answers/record/")),
    Place("person-bars", *_under(_PUPIL, "/bars/")),
    Place("person-give-post", "people/?kind=staff", (_IN_TABLE, "main a[href*='/posts/give/']")),
    Place("pictures", "people/image-permissions/"),
    Place("import", "people/import/"),
    Place("settings", "people/settings/"),
    Place("adopt", "people/settings/policy/"),
    Place("term", "people/settings/terms/add/"),
    Place("record", "record/"),
    Place("entry", "record/", (_IN_TABLE,)),
    Place("record-check", "record/check/"),
    Place("checkpoints", "record/checkpoints/"),
)
OTHERS = (
    ("Chair of governors", SCHOOL, (Place("today", ""), Place("record", "record/"))),
    ("Parent or carer", SCHOOL, (Place("today", ""), Place("ask", "ask/"))),
    ("Designated safeguarding lead", SCHOOL, (Place("today", ""), Place("pupil", *_PUPIL))),
    ("Trust lead", "hazel-lane", (Place("today", ""), Place("compare", "compare/"))),
)
"""Whoever else there is, at which school, and the pages that they see otherwise."""
