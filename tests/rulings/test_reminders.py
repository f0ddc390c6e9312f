"""Reminders: to whom, when, how often, and what they do not say. Sent to a real mail server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from gatepost.calendars import LONDON
from gatepost.records.models import Entry
from gatepost.rulings import ledger
from gatepost.rulings.models import Duty, Reminder
from gatepost.rulings.reminders import CLAIM_LASTS, escalate, send, want
from gatepost.schools.roles import Role
from tests.cast import Cast
from tests.rulings.mailbox import Mailbox, free_port, receiving
from tests.rulings.making import MONDAY, answer_owed, of_post

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server that runs while the test does."""
    with receiving(settings) as box:
        yield box


def remind(cast: Cast, now: datetime) -> int:
    escalate(cast.riverside, now)
    want(cast.riverside, now)
    return send(now)


def only_duty(duty: Duty) -> Duty:
    """What else the policy asked for is out of the way."""
    Duty.objects.exclude(pk=duty.pk).delete()
    return duty


def test_an_owner_is_reminded_a_working_day_before_it_is_due(cast: Cast, mailbox: Mailbox) -> None:
    friday = datetime(2026, 9, 11, 16, 0, tzinfo=LONDON)
    only_duty(of_post(cast, Role.ADMINISTRATOR, due_at=datetime(2026, 9, 14, 15, 0, tzinfo=LONDON)))
    assert remind(cast, friday - timedelta(hours=2)) == 0
    assert remind(cast, friday) == 1
    assert mailbox.to() == ["ben@riverside.example"]


def test_a_reminder_says_how_many_and_when_and_where_and_nothing_of_anybody(cast: Cast, mailbox: Mailbox) -> None:
    duty = only_duty(answer_owed(cast, by="tess"))
    remind(cast, MONDAY)
    letter = mailbox.letters[0]
    text = letter.get_content().replace("\r\n", "\n")
    assert letter["subject"] == "A duty needs you – Gatepost"
    assert "Due soon: Tuesday 8 September, 09:14" in text
    assert "/schools/riverside/duties/" in text
    for told in ("Tess", "Example", duty.clause, "author", "comment", "Facebook"):
        assert told not in text + letter["subject"]


def test_several_duties_come_in_one_letter(cast: Cast, mailbox: Mailbox) -> None:
    answer_owed(cast, by="tess")
    answer_owed(cast, by="tess")
    count = Duty.objects.filter(due_at__isnull=False).count()
    assert remind(cast, MONDAY) == 1
    assert f"{count} duties need you" in mailbox.letters[0]["subject"]


def test_each_reminder_is_sent_once(cast: Cast, mailbox: Mailbox) -> None:
    only_duty(answer_owed(cast, by="tess"))
    assert [remind(cast, MONDAY + timedelta(minutes=minute)) for minute in range(3)] == [1, 0, 0]
    assert remind(cast, TUESDAY + timedelta(minutes=1)) == 1
    assert "Overdue: Tuesday 8 September, 09:14" in mailbox.letters[-1].get_content()


def test_what_is_due_at_once_is_overdue_after_an_hour(cast: Cast, mailbox: Mailbox) -> None:
    only_duty(of_post(cast, Role.ADMINISTRATOR, within="at_once", due_at=MONDAY))
    remind(cast, MONDAY + timedelta(minutes=1))
    assert "Due soon" in mailbox.letters[0].get_content()
    remind(cast, MONDAY + timedelta(minutes=61))
    assert "Overdue" in mailbox.letters[1].get_content()


def test_what_is_overdue_by_two_working_days_goes_to_the_headteacher(cast: Cast, mailbox: Mailbox) -> None:
    duty = only_duty(answer_owed(cast, by="tess"))
    thursday = TUESDAY + timedelta(days=2)
    remind(cast, thursday - timedelta(minutes=1))
    assert "ada@riverside.example" not in mailbox.to()
    remind(cast, thursday + timedelta(minutes=1))
    assert mailbox.to() == ["ada@riverside.example", "tess@riverside.example"]
    assert "Overdue, and passed on to you" in mailbox.letters[-1].get_content()
    assert Duty.objects.get(pk=duty.pk).escalated_at is not None
    assert Entry.objects.filter(verb="escalated").count() == 1


def test_a_weekend_does_not_count_towards_passing_it_on(cast: Cast, mailbox: Mailbox) -> None:
    only_duty(of_post(cast, Role.ADMINISTRATOR, due_at=datetime(2026, 9, 10, 15, 0, tzinfo=LONDON)))  # Thursday
    sunday, monday = datetime(2026, 9, 13, 15, 0, tzinfo=LONDON), datetime(2026, 9, 14, 15, 0, tzinfo=LONDON)
    assert escalate(cast.riverside, sunday) == []
    assert len(escalate(cast.riverside, monday)) == 1


def test_what_the_headteacher_leaves_goes_to_the_chair_of_governors(cast: Cast, mailbox: Mailbox) -> None:
    only_duty(of_post(cast, Role.HEADTEACHER))
    remind(cast, TUESDAY + timedelta(days=9))
    assert mailbox.to() == ["ada@riverside.example", "gwen@riverside.example"]


def test_a_duty_that_is_done_reminds_nobody(cast: Cast, mailbox: Mailbox) -> None:
    duty = only_duty(answer_owed(cast, by="tess"))
    want(cast.riverside, MONDAY)
    ledger.do_duty(duty=duty, by=cast.member("tess"))
    assert send(MONDAY) == 0


def test_whoever_takes_a_duty_over_is_reminded_as_well(cast: Cast, mailbox: Mailbox) -> None:
    duty = only_duty(answer_owed(cast, by="tess"))
    remind(cast, MONDAY)
    ledger.hand_over(duty=duty, by=cast.member("ada"), to=cast.ben)
    remind(cast, MONDAY + timedelta(minutes=1))
    assert mailbox.to() == ["ben@riverside.example", "tess@riverside.example"]


def test_a_reminder_stands_in_the_record(cast: Cast, mailbox: Mailbox) -> None:
    duty = only_duty(answer_owed(cast, by="tess"))
    remind(cast, MONDAY)
    entry = Entry.objects.get(verb="reminded")
    assert (entry.actor, entry.subject) == ("gatepost", f"rulings.duty:{duty.pk}")
    assert entry.facts == {"kind": "soon", "person": cast.tess.pk}


def test_two_workers_send_one_letter(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    only_duty(answer_owed(cast, by="tess"))
    want(cast.riverside, MONDAY)
    others: list[int] = []

    def while_sending(letter: mail.EmailMessage, **_: Any) -> int:
        others.append(send(MONDAY + timedelta(seconds=1)))  # the other worker comes at the very moment
        return mail.get_connection().send_messages([letter])

    monkeypatch.setattr(mail.EmailMessage, "send", while_sending)
    assert send(MONDAY) == 1
    assert others == [0]
    assert len(mail.outbox) == 1
    assert Reminder.objects.get().sent_at == MONDAY


def test_two_workers_that_want_the_same_reminder_enter_it_once(cast: Cast) -> None:
    only_duty(answer_owed(cast, by="tess"))
    want(cast.riverside, MONDAY)
    want(cast.riverside, MONDAY)
    assert Reminder.objects.count() == 1


def test_a_mail_server_that_fails_midway_loses_no_letter_and_sends_none_twice(cast: Cast, mailbox: Mailbox) -> None:
    for name in ("tess", "ben", "sam"):
        answer_owed(cast, by=name)
    mailbox.fails_after = 1
    assert remind(cast, MONDAY) == 1
    assert Reminder.objects.filter(sent_at__isnull=True).exists()
    mailbox.fails_after = None
    later = MONDAY + CLAIM_LASTS
    assert remind(cast, later) == 2
    assert mailbox.to() == ["ben@riverside.example", "sam@riverside.example", "tess@riverside.example"]
    assert not Reminder.objects.filter(sent_at__isnull=True).exists()


def test_an_address_that_is_refused_keeps_nobody_else_from_their_letter(cast: Cast, mailbox: Mailbox) -> None:
    for name in ("ben", "tess"):
        answer_owed(cast, by=name)
    mailbox.refuses = "ben@riverside.example"
    assert remind(cast, MONDAY) == 1
    assert mailbox.to() == ["tess@riverside.example"]


def test_a_mail_server_that_is_away_stops_nothing_else(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    only_duty(answer_owed(cast, by="tess"))
    assert remind(cast, TUESDAY + timedelta(days=3)) == 0
    assert Entry.objects.filter(verb="escalated").exists()
    assert not Entry.objects.filter(verb="reminded").exists()
