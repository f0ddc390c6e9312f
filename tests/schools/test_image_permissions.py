"""Answers are recorded, bars outrank them, and nobody but who holds bars learns of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gatepost.records.models import Entry
from gatepost.records.queries import entries
from gatepost.schools import queries
from gatepost.schools.image_permissions import ANY_CHANNEL, Light, light, standing
from gatepost.schools.imports.exporting import export_csv
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import ImagePermission, Person, SafeguardingBar
from gatepost.schools.services.image_permissions import Said, answer_as_parent, record_answer, withdraw
from gatepost.schools.services.safeguarding_bars import AlreadyBarred, NotBarred, lift_bar, place_bar
from tests.cast import Cast, person

SignedIn = Callable[[Person], Client]
REASON = "A relative must not find out which school."


def seen(cast: Cast, name: str, channel: str = "facebook") -> Light:
    return light(cast.pia, "image", channel, cast.member(name), timezone.localdate())


def give(cast: Cast, **facts: object) -> ImagePermission:
    return record_answer(
        person=cast.pia, by=cast.member("ben"), use="image", answer="given", given_by=cast.pat, **facts
    )


def test_what_nobody_has_answered_is_not_known(cast: Cast) -> None:
    assert seen(cast, "tess") is Light.UNKNOWN


def test_an_answer_is_kept_with_who_gave_it_and_where_it_is_written(cast: Cast) -> None:
    kept = give(cast, source="Form of 3 September", from_day=date(2026, 9, 3), basis="consent")
    found = standing(cast.pia.image_permissions.all(), "image", "facebook", date(2026, 9, 4))
    assert (found.answer, found.since, found.by, found.source) == (
        "given",
        date(2026, 9, 3),
        cast.pat,
        "Form of 3 September",
    )
    assert kept.recorded_by == cast.ben
    assert Entry.objects.get(verb="permission_answered").facts["person"] == cast.pia.pk


def test_taking_it_back_ends_it_and_keeps_that_it_was_given(cast: Cast) -> None:
    give(cast)
    assert seen(cast, "tess") is Light.PERMITTED
    withdraw(person=cast.pia, by=cast.member("ben"), use="image", given_by=cast.pat)
    assert seen(cast, "tess") is Light.WITHDRAWN
    assert [said.answer for said in cast.pia.image_permissions.all()] == ["given", "withdrawn"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": "carrier_pigeon"},
        {"answer": "perhaps"},
        {"use": "voice"},
        {"basis": "whim"},
        {"from_day": date(2026, 9, 2), "until_day": date(2026, 9, 1)},
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        record_answer(person=cast.pia, by=cast.member("ben"), **{"use": "image", "answer": "given", **wrong})  # type: ignore[arg-type]


def test_only_the_person_or_a_parent_of_theirs_answers(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="not a parent"):
        record_answer(person=cast.pia, by=cast.member("ben"), use="image", answer="given", given_by=cast.tess)


@pytest.mark.parametrize("name", ["tess", "gwen", "pat", "cy"])
def test_whoever_does_not_record_answers_records_none(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        record_answer(person=cast.pia, by=cast.member(name), use="image", answer="given")


def test_a_bar_outranks_permission_and_shows_only_to_those_who_hold_bars(cast: Cast) -> None:
    give(cast)
    place_bar(person=cast.pia, by=cast.member("sam"), reason=REASON)
    assert {name: seen(cast, name) for name in ("ada", "sam", "ben", "tess")} == {
        "ada": Light.BARRED,
        "sam": Light.BARRED,
        "ben": Light.REFUSED,
        "tess": Light.REFUSED,
    }
    assert light(cast.pia, "image", "facebook", GATEPOST, timezone.localdate()) is Light.BARRED


def test_once_lifted_permission_counts_again(cast: Cast) -> None:
    give(cast)
    place_bar(person=cast.pia, by=cast.member("sam"), reason=REASON)
    lift_bar(person=cast.pia, by=cast.member("ada"))
    assert seen(cast, "tess") is Light.PERMITTED


def test_one_bar_is_in_force_at_a_time_and_is_lifted_once(cast: Cast) -> None:
    place_bar(person=cast.pia, by=cast.member("sam"), reason=REASON)
    with pytest.raises(AlreadyBarred):
        place_bar(person=cast.pia, by=cast.member("ada"), reason=REASON)
    lift_bar(person=cast.pia, by=cast.member("sam"))
    with pytest.raises(NotBarred):
        lift_bar(person=cast.pia, by=cast.member("ada"))


@pytest.mark.parametrize("name", ["ben", "tess", "gwen", "pat", "cy"])
def test_nobody_else_places_or_lifts_a_bar(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        place_bar(person=cast.pia, by=cast.member(name), reason=REASON)
    with pytest.raises(PermissionDenied):
        lift_bar(person=cast.pia, by=cast.member(name))


def test_the_reason_is_encrypted_and_the_record_leads_to_nobody(cast: Cast) -> None:
    bar = place_bar(person=cast.pia, by=cast.member("sam"), reason=REASON)
    assert "relative" not in SafeguardingBar.objects.get().reason
    entry = Entry.objects.get(verb="bar_placed")
    assert (entry.subject, entry.facts) == (f"schools.safeguardingbar:{bar.pk}", {})


def test_the_record_tells_of_bars_and_answers_only_to_those_who_hold_bars(cast: Cast) -> None:
    give(cast)
    place_bar(person=cast.pia, by=cast.member("sam"), reason=REASON)
    told = {name: {entry.verb for entry in entries(cast.riverside, cast.member(name))} for name in ("ada", "ben")}
    assert told["ada"] - told["ben"] == {"permission_answered", "bar_placed"}


def pages(cast: Cast, browser: Client) -> list[str]:
    """What somebody can read of Pia, without what differs from one request to the next."""
    addresses = ["image-permissions/", "image-permissions/?channel=facebook", f"{cast.pia.pk}/", ""]
    found = [browser.get(f"/schools/riverside/people/{address}") for address in addresses]
    found.append(browser.get("/schools/riverside/record/"))
    texts = [response.content.decode() for response in found if response.status_code == 200]
    return [text for text in texts if text]


def test_no_page_tells_a_barred_child_from_a_refused_one(cast: Cast, signed_in: SignedIn) -> None:
    barred, refused = cast.pia, person(cast.riverside, "Rex", "pupil", sign_in=False)
    for child in (barred, refused):
        record_answer(person=child, by=cast.member("sam"), use="image", answer="given")
    for use in ("image", "name", "name_with_image"):
        record_answer(person=refused, by=cast.member("sam"), use=use, answer="refused")
    place_bar(person=barred, by=cast.member("sam"), reason=REASON)
    ben = signed_in(cast.ben)
    texts = []
    for child in (barred, refused):
        page = ben.get(f"/schools/riverside/people/{child.pk}/").content.decode()
        section = page[page.index("Pictures and names") : page.index("Record an answer")]
        texts.append(section.replace(child.name, "the child").replace(f"/people/{child.pk}/", "/people/0/"))
    assert texts[0] == texts[1]


def test_no_page_or_file_speaks_of_bars_to_anybody_else(cast: Cast, signed_in: SignedIn) -> None:
    give(cast)
    place_bar(person=cast.pia, by=cast.member("sam"), reason=REASON)
    ben = signed_in(cast.ben)
    told = [*pages(cast, ben), export_csv(school=cast.riverside, by=cast.member("ben"))]
    assert len(told) >= 5
    assert not [text for text in told if "safeguarding bar" in text.lower() or "barred" in text or "relative" in text]
    for address in ("bars/", "bars/place/"):
        assert ben.get(f"/schools/riverside/people/{cast.pia.pk}/{address}").status_code == 403


def test_a_bar_costs_no_query_more(cast: Cast, signed_in: SignedIn) -> None:
    ben = signed_in(cast.ben)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ben.get("/schools/riverside/people/image-permissions/")
        counts.append(len(asked))
        if not cast.pia.safeguarding_bars.exists():
            place_bar(person=cast.pia, by=cast.member("sam"), reason=REASON)
    assert counts[0] == counts[1]


def test_those_who_hold_bars_read_the_reason_on_a_page_that_is_not_kept(cast: Cast, signed_in: SignedIn) -> None:
    place_bar(person=cast.pia, by=cast.member("ada"), reason=REASON)
    page = signed_in(cast.sam).get(f"/schools/riverside/people/{cast.pia.pk}/bars/")
    assert REASON in page.content.decode()
    assert page["Cache-Control"] == "no-store"


def test_a_parents_answer_for_everywhere_is_meant_everywhere(cast: Cast) -> None:
    pat = cast.member("pat")
    answer_as_parent(pupil=cast.pia, by=pat, answers=[Said("image", "facebook", False)])
    answer_as_parent(pupil=cast.pia, by=pat, answers=[Said("image", ANY_CHANNEL, True)])
    assert seen(cast, "tess", "facebook") is Light.PERMITTED


def test_a_parents_no_after_a_yes_is_a_withdrawal_and_the_same_again_is_nothing_new(cast: Cast) -> None:
    pat = cast.member("pat")
    yes, no = [Said("image", ANY_CHANNEL, True)], [Said("image", ANY_CHANNEL, False)]
    assert [answer_as_parent(pupil=cast.pia, by=pat, answers=said) for said in (yes, yes, no, no)] == [1, 0, 1, 0]
    assert [said.answer for said in cast.pia.image_permissions.all()] == ["given", "withdrawn"]


def test_a_parent_answers_for_no_other_child(cast: Cast) -> None:
    other = person(cast.riverside, "Max", "pupil", sign_in=False)
    with pytest.raises(PermissionDenied):
        answer_as_parent(pupil=other, by=cast.member("pat"), answers=[Said("image", ANY_CHANNEL, True)])


def test_people_are_read_with_their_permissions_in_the_same_number_of_queries(cast: Cast) -> None:
    ada = cast.member("ada")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries_asked:
            for pupil in queries.pupils(cast.riverside):
                light(pupil, "image", "facebook", ada, timezone.localdate())
        return len(queries_asked)

    give(cast)
    one = asked()
    for name in ("Max", "Lou", "Ivy", "Kit"):
        child = person(cast.riverside, name, "pupil", sign_in=False)
        record_answer(person=child, by=GATEPOST, use="image", answer="given", given_by=child)
    assert asked() == one
