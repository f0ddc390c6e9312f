"""The home page says what is due today, to each what is theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gatepost.channels.models import Account, Application
from gatepost.rulings.models import Duty
from gatepost.schools.models import Person, PostHeld, School, Trust
from gatepost.schools.policies import in_force
from gatepost.schools.roles import Role
from gatepost.web.today import MOST_DUTIES, greeting
from tests.cast import STARTED, Cast, person

LONDON = ZoneInfo("Europe/London")
Browser = Callable[[Person], Client]


def duty(school: School, owner: Person | None = None, role: str = "", *, due_in: timedelta, number: int = 1) -> Duty:
    """Something that somebody owes, raised by a clause of the policy in force."""
    now = timezone.now()
    return Duty.objects.create(
        school=school,
        edition=in_force(school).edition,
        clause="LM-052",
        do=["respond"],
        to=["author"],
        within="24h_or_next_working_day",
        owner=owner,
        owner_role=role,
        subject=f"schools.school:{number}",
        raised_at=now - timedelta(days=3),
        due_at=now + due_in,
    )


def home(browser: Client, school: str = "riverside") -> str:
    return browser.get(f"/schools/{school}/").content.decode()


@pytest.mark.parametrize(
    ("hour", "said"), [(7, "Good morning, Tess"), (12, "Good afternoon, Tess"), (19, "Good evening, Tess")]
)
def test_the_greeting_knows_the_time_of_day(cast: Cast, hour: int, said: str) -> None:
    assert greeting(cast.member("tess"), datetime(2026, 9, 9, hour, tzinfo=LONDON)) == said


def test_somebody_with_nothing_due_learns_what_duties_are(cast: Cast, signed_in: Browser) -> None:
    page = home(signed_in(cast.pat))
    assert "Nothing of yours is due today." in page
    assert "Nothing waits for you" in page


def test_what_is_overdue_is_said_first_and_counted(cast: Cast, signed_in: Browser) -> None:
    duty(cast.riverside, cast.tess, due_in=timedelta(days=60), number=1)
    duty(cast.riverside, cast.tess, due_in=-timedelta(days=1), number=2)
    duty(cast.riverside, cast.tess, due_in=-timedelta(days=2), number=3)
    page = home(signed_in(cast.tess))
    assert "Two things are overdue." in page
    assert page.index(">Overdue<") < page.index(">Later<")


def test_nobody_sees_the_duties_of_others_as_theirs(cast: Cast, signed_in: Browser) -> None:
    duty(cast.riverside, cast.ben, due_in=-timedelta(days=1))
    duty(cast.hilltop, cast.cy, due_in=-timedelta(days=1))
    assert "Nothing waits for you" in home(signed_in(cast.tess))


def test_a_long_list_is_cut_and_says_how_much_more_there_is(cast: Cast, signed_in: Browser) -> None:
    for number in range(MOST_DUTIES + 3):
        duty(cast.riverside, cast.tess, due_in=-timedelta(days=1), number=number)
    page = home(signed_in(cast.tess))
    assert page.count('class="duty-row') == MOST_DUTIES
    assert "And 3 more" in page


def test_whoever_sees_the_ledger_sees_how_the_school_stands(cast: Cast, signed_in: Browser) -> None:
    duty(cast.riverside, cast.tess, due_in=-timedelta(days=1), number=1)
    duty(cast.riverside, cast.tess, due_in=timedelta(days=9), number=2)
    figures = '<dt>overdue</dt><dd class="numbers">1</dd>'
    assert figures in home(signed_in(cast.ada))
    assert '<dt>due in all</dt><dd class="numbers">2</dd>' in home(signed_in(cast.gwen))
    assert figures not in home(signed_in(cast.tess))


def test_an_account_that_nobody_manages_is_shown_to_whoever_keeps_the_register(cast: Cast, signed_in: Browser) -> None:
    Account.objects.create(
        school=cast.riverside,
        channel="facebook",
        kind="official",
        name="Our page",
        audience="public",
        opened_on=STARTED,
    )
    page = home(signed_in(cast.ben))
    assert "Our page" in page
    assert "Nobody manages it." in page
    assert "Our page" not in home(signed_in(cast.tess))


def test_an_application_waits_for_whoever_decides_it_and_for_nobody_else(cast: Cast, signed_in: Browser) -> None:
    Application.objects.create(
        school=cast.riverside,
        applicant=cast.tess,
        channel="facebook",
        kind="official",
        name="Riverside PE",
        audience="public",
        purpose="News of matches",
        state=Application.State.SUBMITTED,
        submitted_at=timezone.now(),
    )
    page = home(signed_in(cast.ada))
    assert "Waiting for your decision" in page
    assert "Riverside PE" in page
    assert "Tess Example applied" in page
    assert "Riverside PE" not in home(signed_in(cast.tess))
    assert "Riverside PE" not in home(signed_in(cast.cy), "hilltop")


def test_only_readers_of_the_record_see_what_is_new(cast: Cast, signed_in: Browser) -> None:
    assert "New at school" in home(signed_in(cast.gwen))
    assert "New at school" not in home(signed_in(cast.tess))


def test_asking_begins_on_the_home_page(cast: Cast, signed_in: Browser) -> None:
    page = home(signed_in(cast.tess))
    assert 'action="/schools/riverside/ask/"' in page
    assert '<option value="teacher" selected>' in page


def test_a_school_without_a_policy_has_a_home_page_all_the_same(cast: Cast, signed_in: Browser) -> None:
    cast.riverside.adoptions.update(until_day=date(2021, 1, 1))
    page = home(signed_in(cast.ada))
    assert "Good" in page
    assert "Ask before you act" not in page


def test_a_trust_lead_sees_the_schools_of_the_trust_side_by_side_and_no_other(cast: Cast, signed_in: Browser) -> None:
    trust = Trust.objects.create(name="Valley Trust", slug="valley")
    School.objects.update(trust=trust)
    lead = person(cast.riverside, "Lena", Person.Kind.STAFF, Role.TRUST_LEAD)
    there = person(cast.hilltop, "Lena", Person.Kind.STAFF, Role.TRUST_LEAD, sign_in=False)
    Person.objects.filter(pk=there.pk).update(user=lead.user)
    School.objects.create(name="Lakeside", slug="lakeside", trust=trust)  # of the trust, and not hers
    duty(cast.hilltop, cast.cy, due_in=-timedelta(days=1))
    page = home(signed_in(lead))
    table = page[page.index("The schools of the trust") :]
    assert "Hilltop</a>" in table
    assert '<td class="number" data-label="Overdue">1</td>' in table
    assert "Lakeside" not in page
    assert "The schools of the trust" not in home(signed_in(cast.ada))


def test_whoever_led_the_trust_and_no_longer_does_sees_one_school(cast: Cast, signed_in: Browser) -> None:
    trust = Trust.objects.create(name="Valley Trust", slug="valley")
    School.objects.update(trust=trust)
    lead = person(cast.riverside, "Lena", Person.Kind.STAFF, Role.TRUST_LEAD)
    there = person(cast.hilltop, "Lena", Person.Kind.STAFF, Role.TRUST_LEAD, sign_in=False)
    Person.objects.filter(pk=there.pk).update(user=lead.user)
    PostHeld.objects.filter(person=there).update(until_day=date(2021, 1, 1))
    assert "The schools of the trust" not in home(signed_in(lead))


def test_neither_a_pupil_nor_a_stranger_has_this_page(cast: Cast, signed_in: Browser) -> None:
    assert signed_in(cast.cy).get("/schools/riverside/").status_code == 404
    Person.objects.filter(pk=cast.pat.pk).update(kind=Person.Kind.PUPIL)
    assert signed_in(cast.pat).get("/schools/riverside/").status_code == 403


def test_the_page_asks_the_database_as_often_for_five_duties_as_for_one(cast: Cast, signed_in: Browser) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            home(browser)
        return len(asked)

    def one_more(number: int) -> None:
        duty(cast.riverside, cast.ada, due_in=-timedelta(days=1), number=number)
        Account.objects.create(
            school=cast.riverside, channel="x", kind="official", name=f"{number}", audience="public", opened_on=STARTED
        )

    browser = signed_in(cast.ada)
    home(browser)
    one_more(1)
    with_one = queries()
    for number in range(2, 6):
        one_more(number)
    assert queries() == with_one
