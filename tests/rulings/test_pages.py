"""The pages of the ledger, as people use them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gatepost.calendars import end_of
from gatepost.rulings import ledger
from gatepost.rulings.models import Duty
from gatepost.rulings.services import rule
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from tests.cast import Cast
from tests.rulings.making import COMMENT, MONDAY, SATURDAY, answer_owed, of_post

SignIn = Callable[[Person], Client]
DUTIES = "/schools/riverside/duties/"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_teacher_sees_what_they_owe_and_why_it_is_due_then(cast: Cast, signed_in: SignIn) -> None:
    answer_owed(cast, by="tess", at=SATURDAY)
    shown = page(signed_in(cast.tess), DUTIES)
    assert "Answer the author" in shown
    assert "Due Monday 7 September, because it came on Saturday" in shown
    assert "Overdue" in shown


def test_a_teacher_does_not_see_what_others_owe(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="ben")
    client = signed_in(cast.tess)
    assert "Nothing is due" in page(client, DUTIES)
    assert client.get(f"{DUTIES}all/").status_code == 403
    assert client.get(f"{DUTIES}{duty.pk}/").status_code == 403


def test_duties_stand_in_the_order_in_which_they_press(cast: Cast, signed_in: SignIn) -> None:
    today = timezone.localdate()
    for days in (40, 0, -9):
        of_post(cast, Role.ADMINISTRATOR, due_at=end_of(today + timedelta(days)))
    of_post(cast, Role.ADMINISTRATOR, due_at=None, within="none")
    shown = page(signed_in(cast.ben), DUTIES)
    headings = re.findall(r'id="group-\d">([A-Z][a-z ]+?) <', shown)
    assert headings == ["Overdue", "Due today", "Later", "No date"]
    assert "No date, because the policy gives no time" in shown


def test_the_head_sees_and_filters_the_whole_ledger(cast: Cast, signed_in: SignIn) -> None:
    of_post(cast, Role.SAFEGUARDING_LEAD)
    done = answer_owed(cast, by="tess")
    ledger.do_duty(duty=done, by=cast.member("tess"))
    client = signed_in(cast.ada)
    assert "Designated safeguarding lead (Sam Example)" in page(client, f"{DUTIES}all/")
    assert "Designated safeguarding lead (Sam" not in page(client, f"{DUTIES}all/?show=closed")
    assert "Tess Example" in page(client, f"{DUTIES}all/?show=closed")
    assert "Nothing to show" in page(client, f"{DUTIES}all/?owner=headteacher&show=overdue")
    assert "Designated safeguarding lead (Sam" in page(client, f"{DUTIES}all/?show=nonsense&owner=9&page=x")


def test_a_duty_says_what_why_whose_and_by_when(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess", at=SATURDAY)
    shown = page(signed_in(cast.tess), f"{DUTIES}{duty.pk}/")
    for words in (
        "Answer the author",
        "A comment arrives on an official Facebook account.",
        "LM-052",
        "What arrives at a weekend is answered on the next working day.",
        "Tess Example",
        "because it came on Saturday",
        "raised the duty, which follows from LM-052",
        "Mark as done",
    ):
        assert words in shown
    assert "Hand over" not in shown


def test_a_duty_is_done_on_its_page_with_a_note_and_a_file(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess")
    file = SimpleUploadedFile("answer.png", b"a picture", "image/png")
    client = signed_in(cast.tess)
    response = client.post(f"{DUTIES}{duty.pk}/do/", {"note": "Answered.", "attached": [file]}, follow=True)
    assert response.redirect_chain == [(f"{DUTIES}{duty.pk}/", 302)]
    text = response.content.decode()
    assert "Done. Answer the author." in text
    assert "answer.png" in text
    assert Duty.objects.get(pk=duty.pk).state == "done"


def test_an_empty_file_is_refused_and_what_was_typed_stays(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess")
    empty = SimpleUploadedFile("empty.png", b"", "image/png")
    response = signed_in(cast.tess).post(f"{DUTIES}{duty.pk}/do/", {"note": "I rang them.", "attached": [empty]})
    text = response.content.decode()
    assert response.status_code == 200
    assert "There is something to put right" in text
    assert "I rang them." in text
    assert Duty.objects.get(pk=duty.pk).state == "due"


def test_no_more_than_five_files_at_a_time(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess")
    files = [SimpleUploadedFile(f"{number}.png", b"x", "image/png") for number in range(6)]
    text = signed_in(cast.tess).post(f"{DUTIES}{duty.pk}/evidence/", {"attached": files}).content.decode()
    assert "Choose up to 5 files at a time." in text
    assert not cast.riverside.evidence.exists()


def test_files_are_added_before_it_is_done(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess")
    file = SimpleUploadedFile("screenshot.png", b"a picture", "image/png")
    client = signed_in(cast.tess)
    client.post(f"{DUTIES}{duty.pk}/evidence/", {"attached": [file]})
    assert "screenshot.png" in page(client, f"{DUTIES}{duty.pk}/")


def test_whoever_comes_second_learns_who_was_first_and_loses_no_words(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess")
    ledger.do_duty(duty=duty, by=cast.member("tess"), at=MONDAY)
    response = signed_in(cast.ada).post(f"{DUTIES}{duty.pk}/set-aside/", {"reason": "It is gone."})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Tess Example marked this as done on Monday 7 September, 09:14." in text
    assert "It is gone." in text


def test_the_head_hands_over_by_the_form(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess")
    client = signed_in(cast.ada)
    form = page(client, f"{DUTIES}{duty.pk}/hand-over/")
    assert "Ben Example" in form
    assert "Pia Example" not in form
    assert "Cy Example" not in form
    client.post(f"{DUTIES}{duty.pk}/hand-over/", {"to": f"person:{cast.ben.pk}"})
    assert Duty.objects.get(pk=duty.pk).owner == cast.ben


def test_nobody_of_another_school_can_be_chosen(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess")
    text = signed_in(cast.ada).post(f"{DUTIES}{duty.pk}/hand-over/", {"to": f"person:{cast.cy.pk}"}).content.decode()
    assert "There is something to put right" in text
    assert Duty.objects.get(pk=duty.pk).owner == cast.tess


def test_setting_aside_without_a_reason_is_put_right_on_the_form(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="tess")
    text = signed_in(cast.ada).post(f"{DUTIES}{duty.pk}/set-aside/", {"reason": ""}).content.decode()
    assert "There is something to put right" in text
    assert Duty.objects.get(pk=duty.pk).state == "due"


@pytest.mark.parametrize("place", ["", "do/", "evidence/", "hand-over/", "set-aside/"])
def test_a_stranger_finds_nothing_and_the_wrong_role_is_refused(cast: Cast, signed_in: SignIn, place: str) -> None:
    duty = answer_owed(cast, by="ben")
    assert signed_in(cast.cy).get(f"{DUTIES}{duty.pk}/{place}").status_code == 404
    assert signed_in(cast.cy).get(f"/schools/hilltop/duties/{duty.pk}/{place}").status_code == 404
    assert signed_in(cast.tess).get(f"{DUTIES}{duty.pk}/{place}").status_code == 403
    assert signed_in(cast.tess).post(f"{DUTIES}{duty.pk}/{place}").status_code == 403


def test_a_governor_reads_every_duty_and_changes_none(cast: Cast, signed_in: SignIn) -> None:
    duty = answer_owed(cast, by="ben")
    client = signed_in(cast.gwen)
    assert "Mark as done" not in page(client, f"{DUTIES}{duty.pk}/")
    assert client.post(f"{DUTIES}{duty.pk}/do/", {"note": ""}).status_code == 403


def test_a_ruling_is_read_by_whom_it_was_made_for_and_by_readers_of_the_record(cast: Cast, signed_in: SignIn) -> None:
    ruling, _ = rule(school=cast.riverside, situation=COMMENT, by=cast.member("tess"), done=False)
    address = f"{DUTIES}rulings/{ruling.pk}/"
    assert "This calls for" in page(signed_in(cast.tess), address)
    assert "by Tess Example" in page(signed_in(cast.ada), address)
    assert signed_in(cast.pat).get(address).status_code == 403
    assert signed_in(cast.cy).get(address).status_code == 404


@pytest.mark.parametrize("place", ["", "all/"])
def test_the_number_of_queries_does_not_grow_with_the_duties(cast: Cast, signed_in: SignIn, place: str) -> None:
    client = signed_in(cast.ada)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(DUTIES + place)
        return len(captured)

    of_post(cast, Role.HEADTEACHER)
    answer_owed(cast, by="ada")
    few = queries()
    for name in ("ada", "ben", "tess", "sam"):
        answer_owed(cast, by=name)
        of_post(cast, Role.HEADTEACHER)
    assert queries() == few
