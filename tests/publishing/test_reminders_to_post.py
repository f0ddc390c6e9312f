"""Reminders to post: they come each school week to whoever is to post, rest in the holidays, and begin the post."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from gatepost.calendars import LONDON
from gatepost.channels.models import Account
from gatepost.publishing.errors import NotDone
from gatepost.publishing.letters import CLAIM_LASTS
from gatepost.publishing.models import Post, PostDue, PostReminder
from gatepost.publishing.queries import to_begin
from gatepost.publishing.reminding import raise_reminders, remind, send_letters
from gatepost.publishing.services.reminders import (
    Wanted,
    begin_post,
    change_reminder,
    end_reminder,
    not_this_time,
    set_reminder,
)
from gatepost.publishing.tasks import tick
from gatepost.records.models import Entry
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from gatepost.schools.services.school_days import add_closure, add_term
from tests.cast import Cast

from .making import an_account

SignedIn = Callable[[Person], Client]
SET = datetime(2026, 9, 3, 12, 0, tzinfo=LONDON)  # a Thursday


def at(day: int, hour: int = 9, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=LONDON)


MONDAY, NEXT_MONDAY = at(7), at(14)


@pytest.fixture
def page(cast: Cast) -> Account:
    return an_account(cast.riverside)


def the_menu(cast: Cast, page: Account, owner: Person | Role = Role.OFFICE_MANAGER, **facts: Any) -> PostReminder:
    """Every Monday at half past eight."""
    given = {"says": "This week's menu", "weekday": 0, "at": time(8, 30), "category": "general_news", "text": "Monday:"}
    wanted = Wanted(account=page, owner=owner, **{**given, **facts})
    return set_reminder(by=cast.member("ada"), wanted=wanted, at=SET)


def open_times(reminder: PostReminder) -> list[date]:
    return list(reminder.times.filter(closed_at__isnull=True).values_list("day", flat=True))


def verbs(reminder: PostReminder) -> list[str]:
    entries = Entry.objects.filter(subject=f"publishing.postreminder:{reminder.pk}").order_by("number")
    return [entry.verb for entry in entries]


# ---------------------------------------------------------------------- when it comes


def test_it_comes_on_its_day_at_its_time_and_once(cast: Cast, page: Account) -> None:
    reminder = the_menu(cast, page)
    remind(at(7, 8))
    assert open_times(reminder) == []
    tick(MONDAY)
    tick(MONDAY)
    assert open_times(reminder) == [date(2026, 9, 7)]
    assert verbs(reminder) == ["post_reminder_set", "post_reminder_came"]


def test_it_comes_again_next_week_and_the_one_before_is_put_away(cast: Cast, page: Account) -> None:
    reminder = the_menu(cast, page)
    remind(MONDAY)
    remind(NEXT_MONDAY)
    assert open_times(reminder) == [date(2026, 9, 14)]
    assert verbs(reminder)[-2:] == ["post_reminder_passed", "post_reminder_came"]


def test_a_bank_holiday_moves_it_to_the_next_school_day(cast: Cast, page: Account) -> None:
    reminder = set_reminder(
        by=cast.member("ada"), wanted=Wanted("The menu", page, cast.ada, 0, time(8, 30)), at=at(20, month=8)
    )
    remind(at(31, month=8))  # the summer bank holiday
    assert open_times(reminder) == []
    remind(at(1))
    assert open_times(reminder) == [date(2026, 9, 1)]


def test_it_rests_in_the_holidays_and_while_the_school_is_closed(cast: Cast, page: Account) -> None:
    school = cast.riverside
    add_term(school=school, by=GATEPOST, name="Autumn", first_day=date(2026, 9, 2), last_day=date(2026, 12, 18))
    add_closure(school=school, by=GATEPOST, name="Half-term", first_day=date(2026, 10, 26), last_day=date(2026, 10, 30))
    reminder = the_menu(cast, page)
    for closed in (at(26, month=10), at(30, month=10), at(21, month=12)):
        assert raise_reminders(school, closed) == []
    assert [due.reminder for due in raise_reminders(school, at(2, month=11))] == [reminder]


@pytest.mark.parametrize(("day", "comes"), [(date(2026, 3, 30), "07:30"), (date(2026, 10, 26), "08:30")])
def test_half_past_eight_stays_half_past_eight_when_the_clocks_change(
    cast: Cast, page: Account, day: date, comes: str
) -> None:
    set_reminder(by=cast.member("ada"), wanted=Wanted("The menu", page, cast.ada, 0, time(8, 30)), at=at(5, month=1))
    (due,) = raise_reminders(cast.riverside, datetime.combine(day, time(9), LONDON))
    due.refresh_from_db()
    assert due.due_at.astimezone(LONDON).time() == time(8, 30)
    assert f"{due.due_at:%H:%M}" == comes  # by the clock of the world


def test_what_was_set_after_its_time_begins_next_week(cast: Cast, page: Account) -> None:
    wanted = Wanted("The menu", page, cast.ada, SET.weekday(), time(8, 30))
    reminder = set_reminder(by=cast.member("ada"), wanted=wanted, at=SET)
    remind(SET)
    assert open_times(reminder) == []
    remind(at(10))
    assert open_times(reminder) == [date(2026, 9, 10)]


def test_a_closed_account_asks_for_no_posts(cast: Cast, page: Account) -> None:
    the_menu(cast, page)
    Account.objects.filter(pk=page.pk).update(state="closed", closed_on=date(2026, 9, 4))
    assert raise_reminders(cast.riverside, MONDAY) == []


# ---------------------------------------------------------------------- whom it reminds


def test_it_stands_with_whoever_holds_the_post(cast: Cast, page: Account) -> None:
    the_menu(cast, page)
    remind(MONDAY)
    assert [due.reminder.says for due in to_begin(cast.member("ben"))] == ["This week's menu"]
    assert not to_begin(cast.member("tess"))
    assert not to_begin(cast.member("ada"))
    assert not to_begin(cast.member("cy"))


def test_of_somebody_who_has_left_it_falls_to_the_headteacher(cast: Cast, page: Account) -> None:
    the_menu(cast, page, owner=cast.tess)
    remind(MONDAY)
    assert len(to_begin(cast.member("tess"))) == 1
    Person.objects.filter(pk=cast.tess.pk).update(left_on=date(2026, 9, 5))
    assert len(to_begin(cast.member("ada"))) == 1


def test_an_e_mail_says_what_and_where_and_is_sent_once(cast: Cast, page: Account) -> None:
    the_menu(cast, page)
    remind(MONDAY)
    remind(MONDAY)
    (letter,) = mail.outbox
    assert letter.to == [cast.ben.email]
    assert "“This week's menu” on Riverside News" in letter.body
    assert "/schools/riverside/" in letter.body


def test_what_a_mail_server_did_not_take_is_sent_later(
    cast: Cast, page: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_menu(cast, page)
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", _away)
        remind(MONDAY)
    assert send_letters(MONDAY) == 0  # another worker may have it in hand
    assert send_letters(MONDAY + CLAIM_LASTS) == 1
    assert len(mail.outbox) == 1


def _away(letter: object) -> None:
    raise OSError("no route to host")


# ---------------------------------------------------------------------- what is done with it


def test_it_begins_the_post_with_what_is_to_be_in_it(cast: Cast, page: Account) -> None:
    reminder = the_menu(cast, page)
    remind(MONDAY)
    (due,) = to_begin(cast.member("ben"))
    post = begin_post(due=due, by=cast.member("ben"), at=MONDAY)
    assert (post.state, post.text, post.category) == (Post.State.DRAFT, "Monday:", "general_news")
    assert post.author == cast.ben
    assert [wording.account for wording in post.wordings.all()] == [page]
    assert open_times(reminder) == []
    assert PostDue.objects.get().post == post


def test_of_two_who_begin_it_one_does(cast: Cast, page: Account) -> None:
    the_menu(cast, page)
    remind(MONDAY)
    due = PostDue.objects.get()
    begin_post(due=due, by=cast.member("ben"), at=MONDAY)
    with pytest.raises(NotDone, match="Somebody has seen to this already"):
        begin_post(due=due, by=cast.member("ada"), at=MONDAY)
    assert Post.objects.count() == 1


def test_not_this_time_is_recorded_and_it_comes_again(cast: Cast, page: Account) -> None:
    reminder = the_menu(cast, page)
    remind(MONDAY)
    not_this_time(due=PostDue.objects.get(), by=cast.member("ben"), at=MONDAY)
    assert verbs(reminder)[-1] == "post_reminder_skipped"
    assert not to_begin(cast.member("ben"))
    remind(NEXT_MONDAY)
    assert len(to_begin(cast.member("ben"))) == 1


def test_nobody_sees_to_what_is_not_theirs(cast: Cast, page: Account) -> None:
    the_menu(cast, page)
    remind(MONDAY)
    for act in (begin_post, not_this_time):
        for name in ("tess", "gwen", "cy"):
            with pytest.raises(PermissionDenied):
                act(due=PostDue.objects.get(), by=cast.member(name), at=MONDAY)  # type: ignore[operator]


# ---------------------------------------------------------------------- who sets it


def test_a_teacher_has_herself_reminded_and_nobody_else(cast: Cast, page: Account) -> None:
    mine = Wanted("Our week", page, cast.tess, 4, time(15))
    reminder = set_reminder(by=cast.member("tess"), wanted=mine, at=SET)
    change_reminder(reminder=reminder, by=cast.member("tess"), wanted=mine, at=SET)
    for owner in (cast.ben, Role.OFFICE_MANAGER):
        with pytest.raises(PermissionDenied):
            set_reminder(by=cast.member("tess"), wanted=Wanted("Our week", page, owner, 4, time(15)), at=SET)
    others = the_menu(cast, page)
    with pytest.raises(PermissionDenied):
        end_reminder(reminder=others, by=cast.member("tess"), at=SET)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"owner": Role.CHAIR_OF_GOVERNORS}, "Choose a post whose holders write posts"),
        ({"owner": Role.TEACHER}, "Choose a post whose holders write posts"),
        ({"category": "gossip"}, "Choose what the post is about"),
        ({"weekday": 6}, "Choose a day from Monday to Friday"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(cast: Cast, page: Account, facts: dict[str, Any], says: str) -> None:
    with pytest.raises(NotDone, match=says):
        the_menu(cast, page, **facts)


def test_nobody_is_reminded_of_another_school_s_account_or_from_another_school(cast: Cast, page: Account) -> None:
    theirs = an_account(cast.hilltop)
    with pytest.raises(NotDone, match="Choose an account of the school"):
        the_menu(cast, theirs)
    with pytest.raises(NotDone, match="Choose somebody of the school"):
        the_menu(cast, page, owner=cast.cy)


def test_what_has_ended_comes_no_more(cast: Cast, page: Account) -> None:
    reminder = the_menu(cast, page)
    remind(MONDAY)
    end_reminder(reminder=reminder, by=cast.member("ada"), at=MONDAY)
    remind(NEXT_MONDAY)
    assert open_times(reminder) == []
    with pytest.raises(NotDone, match="has ended already"):
        end_reminder(reminder=reminder, by=cast.member("ada"), at=MONDAY)


# ---------------------------------------------------------------------- on the pages


def test_the_headteacher_sets_one_and_the_office_begins_the_post_from_today(
    cast: Cast, page: Account, signed_in: SignedIn
) -> None:
    told = {
        "says": "This week's menu",
        "account": page.pk,
        "owner": "post:office_manager",
        "weekday": "0",
        "at": "08:30",
        "text": "Monday:",
    }
    signed_in(cast.ada).post("/schools/riverside/posts/reminders/set/", told)
    listed = signed_in(cast.ada).get("/schools/riverside/posts/reminders/").content.decode()
    assert "Monday, 08:30" in listed
    assert "Office manager" in listed
    PostReminder.objects.update(since=SET)
    remind(MONDAY)
    today = signed_in(cast.ben).get("/schools/riverside/").content.decode()
    assert "Begin this post" in today
    due = PostDue.objects.get()
    begun = signed_in(cast.ben).post(f"/schools/riverside/posts/reminders/due/{due.pk}/begin/")
    assert begun["Location"] == f"/schools/riverside/posts/{Post.objects.get().pk}/write/"
    again = signed_in(cast.ben).post(f"/schools/riverside/posts/reminders/due/{due.pk}/begin/", follow=True)
    assert "Somebody has seen to this already" in again.content.decode()


def test_a_teacher_is_offered_herself_alone(cast: Cast, page: Account, signed_in: SignedIn) -> None:
    asked = signed_in(cast.tess).get("/schools/riverside/posts/reminders/set/").content.decode()
    assert "Tess Example" in asked
    assert "Ben Example" not in asked
    assert "Office manager" not in asked


def test_a_reminder_is_changed_on_its_page(cast: Cast, page: Account, signed_in: SignedIn) -> None:
    reminder = the_menu(cast, page)
    address = f"/schools/riverside/posts/reminders/{reminder.pk}/change/"
    shown = signed_in(cast.ada).get(address).content.decode()
    assert "08:30" in shown
    told = {"says": "The menu", "account": page.pk, "owner": f"person:{cast.ben.pk}", "weekday": "1", "at": "09:00"}
    signed_in(cast.ada).post(address, told)
    reminder.refresh_from_db()
    assert (reminder.says, reminder.owner, reminder.owner_role, reminder.weekday) == ("The menu", cast.ben, "", 1)
    signed_in(cast.ada).post(f"/schools/riverside/posts/reminders/{reminder.pk}/end/")
    assert signed_in(cast.ada).get(address).status_code == 404
