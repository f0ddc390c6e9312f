"""The pages of people, permissions and the school, for those who may see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gatepost.records.models import Entry
from gatepost.schools.models import Family, Person
from gatepost.schools.policies import in_force
from gatepost.schools.roles import Role
from tests.cast import Cast, person

SignedIn = Callable[[Person], Client]
PEOPLE = "/schools/riverside/people/"
FILE = b"id,kind,first_name,last_name,class_name\nP1,pupil,Max,Small,Oak\n"


def reached(cast: Cast, signed_in: SignedIn, address: str, *names: str) -> dict[str, int]:
    return {name: signed_in(getattr(cast, name)).get(PEOPLE + address).status_code for name in names}


def upload(content: bytes = FILE, name: str = "people.csv") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content, "text/csv")}


def test_who_sees_people(cast: Cast, signed_in: SignedIn) -> None:
    expected = {"ada": 200, "ben": 200, "sam": 200, "tess": 403, "gwen": 403, "pat": 403, "cy": 404}
    assert reached(cast, signed_in, "", *expected) == expected
    assert reached(cast, signed_in, f"{cast.pia.pk}/", *expected) == expected


def test_who_sees_permissions(cast: Cast, signed_in: SignedIn) -> None:
    expected = {"ada": 200, "ben": 200, "sam": 200, "tess": 200, "gwen": 403, "pat": 403, "cy": 404}
    assert reached(cast, signed_in, "image-permissions/", *expected) == expected


def test_who_administers_the_school(cast: Cast, signed_in: SignedIn) -> None:
    expected = {"ada": 200, "ben": 403, "sam": 403, "tess": 403, "cy": 404}
    assert reached(cast, signed_in, "settings/", *expected) == expected


def test_a_person_of_another_school_is_not_found_under_ones_own(cast: Cast, signed_in: SignedIn) -> None:
    ada = signed_in(cast.ada)
    for address in ("", "change/", "leave/", "posts/give/", "answers/record/", "bars/", "bars/place/"):
        assert ada.get(f"{PEOPLE}{cast.cy.pk}/{address}").status_code == 404
    assert ada.get(f"{PEOPLE}{cast.ada.pk}/posts/{cast.cy.posts.get().pk}/end/").status_code == 404


def test_people_are_found_by_a_part_of_their_name_their_kind_or_their_class(cast: Cast, signed_in: SignedIn) -> None:
    Person.objects.filter(pk=cast.pia.pk).update(class_name="Oak")
    ben = signed_in(cast.ben)

    def found(**asked: str) -> set[str]:
        return {somebody.first_name for somebody in ben.get(PEOPLE, asked).context["page"]}

    assert found(search="es") == {"Tess"}
    assert found(search="ada example") == {"Ada"}
    assert found(search="oak") == {"Pia"}
    assert found(kind="pupil") == {"Pia"}
    assert found(search="nobody") == set()


def test_whoever_has_left_is_not_in_the_list_but_keeps_a_page(cast: Cast, signed_in: SignedIn) -> None:
    Person.objects.filter(pk=cast.tess.pk).update(left_on=cast.tess.joined_on)
    ben = signed_in(cast.ben)
    assert b"Tess" not in ben.get(PEOPLE).content
    assert b"Tess" in ben.get(f"{PEOPLE}{cast.tess.pk}/").content


@pytest.mark.parametrize("address", ["", "image-permissions/"])
def test_a_longer_list_asks_no_more_queries(cast: Cast, signed_in: SignedIn, address: str) -> None:
    ben = signed_in(cast.ben)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            ben.get(PEOPLE + address)
        return len(queries)

    asked()
    one = asked()
    for name in ("Max", "Lou", "Ivy", "Kit"):
        person(cast.riverside, name, "pupil", sign_in=False)
        person(cast.riverside, f"{name}a", "staff", Role.TEACHER)
    assert asked() == one


def test_somebody_new_is_added(cast: Cast, signed_in: SignedIn) -> None:
    facts = {"kind": "pupil", "first_name": "Max", "last_name": "Small", "parents": [cast.pat.pk]}
    response = signed_in(cast.ben).post(f"{PEOPLE}add/", facts, follow=True)
    assert b"They are entered." in response.content
    assert Family.objects.filter(pupil__first_name="Max", parent=cast.pat).exists()


def test_what_was_typed_is_still_there_when_something_is_wrong(cast: Cast, signed_in: SignedIn) -> None:
    facts = {"kind": "pupil", "first_name": "Max", "last_name": "", "email": "nonsense"}
    page = signed_in(cast.ben).post(f"{PEOPLE}add/", facts)
    assert b'value="Max"' in page.content
    assert b"There is something to put right" in page.content


@pytest.mark.parametrize("parent", ["9" * 30, "nobody", "-1", "\0"])
def test_a_parent_who_is_not_in_the_list_is_refused(cast: Cast, signed_in: SignedIn, parent: str) -> None:
    facts = {"kind": "pupil", "first_name": "Max", "last_name": "Small", "parents": [parent]}
    page = signed_in(cast.ben).post(f"{PEOPLE}add/", facts)
    assert b"There is something to put right" in page.content


def test_a_change_is_saved_with_its_record(cast: Cast, signed_in: SignedIn) -> None:
    facts = {
        "kind": "pupil",
        "first_name": "Pia",
        "last_name": "Example",
        "class_name": "Oak",
        "parents": [cast.pat.pk],
    }
    signed_in(cast.ben).post(f"{PEOPLE}{cast.pia.pk}/change/", facts)
    cast.pia.refresh_from_db()
    assert cast.pia.class_name == "Oak"
    assert "class_name" in Entry.objects.get(verb="person_changed").facts["changed"]


def test_a_parent_who_also_teaches_here_stays_a_parent_when_something_else_changes(
    cast: Cast, signed_in: SignedIn
) -> None:
    Family.objects.create(parent=cast.tess, pupil=cast.pia)
    ben, address = signed_in(cast.ben), f"{PEOPLE}{cast.pia.pk}/change/"
    form = ben.get(address).context["form"]
    parents = form["parents"].value()
    ben.post(address, {"kind": "pupil", "first_name": "Pia", "last_name": "New", "parents": parents})
    assert {family.parent for family in cast.pia.families_as_pupil.all()} == {cast.pat, cast.tess}


def test_somebody_leaves_and_comes_back(cast: Cast, signed_in: SignedIn) -> None:
    ben, today = signed_in(cast.ben), timezone.localdate().isoformat()
    ben.post(f"{PEOPLE}{cast.tess.pk}/leave/", {"last_day": today})
    again = ben.post(f"{PEOPLE}{cast.tess.pk}/leave/", {"last_day": today})
    assert b"already has a last day" in again.content
    ben.post(f"{PEOPLE}{cast.tess.pk}/come-back/", {"on": today})
    cast.tess.refresh_from_db()
    assert cast.tess.left_on is None


def test_only_posts_that_one_may_give_are_offered(cast: Cast, signed_in: SignedIn) -> None:
    address = f"{PEOPLE}{cast.tess.pk}/posts/give/"
    assert b"safeguarding lead" not in signed_in(cast.ben).get(address).content
    assert b"safeguarding lead" in signed_in(cast.ada).get(address).content
    page = signed_in(cast.ben).post(address, {"role": "headteacher", "from_day": "2026-09-01"})
    assert b"There is something to put right" in page.content
    assert not cast.tess.posts.filter(role="headteacher").exists()


def test_a_post_is_given_and_ended(cast: Cast, signed_in: SignedIn) -> None:
    ada = signed_in(cast.ada)
    ada.post(f"{PEOPLE}{cast.tess.pk}/posts/give/", {"role": "line_manager", "from_day": "2026-09-01"})
    post = cast.tess.posts.get(role="line_manager")
    ada.post(f"{PEOPLE}{cast.tess.pk}/posts/{post.pk}/end/", {"last_day": "2026-09-30"})
    post.refresh_from_db()
    assert str(post.until_day) == "2026-09-30"


def test_an_answer_on_paper_is_recorded(cast: Cast, signed_in: SignedIn) -> None:
    facts = {"use": "image", "channel": "website", "answer": "given", "given_by": cast.pat.pk, "basis": "consent"}
    signed_in(cast.ben).post(f"{PEOPLE}{cast.pia.pk}/answers/record/", {**facts, "from_day": "2026-09-01"})
    page = signed_in(cast.tess).get(f"{PEOPLE}image-permissions/?channel=website")
    assert b"Permission given" in page.content


def test_the_table_shows_one_class(cast: Cast, signed_in: SignedIn) -> None:
    Person.objects.filter(pk=cast.pia.pk).update(class_name="Oak")
    person(cast.riverside, "Max", "pupil", sign_in=False)
    page = signed_in(cast.tess).get(f"{PEOPLE}image-permissions/?class_name=Oak")
    assert [row["pupil"] for row in page.context["rows"]] == [cast.pia]
    assert f'href="{PEOPLE}{cast.pia.pk}/"' not in page.content.decode()


def test_a_bar_is_placed_and_lifted(cast: Cast, signed_in: SignedIn) -> None:
    sam = signed_in(cast.sam)
    assert b"in force" in sam.post(f"{PEOPLE}{cast.pia.pk}/bars/place/", {"reason": "A reason"}, follow=True).content
    assert b"already in force" in sam.post(f"{PEOPLE}{cast.pia.pk}/bars/place/", {"reason": "Again"}).content
    assert b"lifted" in sam.post(f"{PEOPLE}{cast.pia.pk}/bars/lift/", follow=True).content
    assert b"No bar is in force" in sam.post(f"{PEOPLE}{cast.pia.pk}/bars/lift/", follow=True).content


def test_links_are_sent_to_the_parents_of_a_class(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.ben).post(f"{PEOPLE}image-permissions/links/", {"class_name": ""}, follow=True)
    assert b"1 letter sent." in page.content
    assert "http://testserver/permission/" in mail.outbox[0].body


@pytest.mark.parametrize("pupil", ["somebody", "9" * 5000, "-1", "1\0"])
def test_a_link_that_is_asked_for_nobody_in_particular_goes_to_nobody(
    cast: Cast, signed_in: SignedIn, pupil: str
) -> None:
    page = signed_in(cast.ben).post(f"{PEOPLE}image-permissions/links/", {"pupil": pupil}, follow=True)
    assert b"Nobody was sent a link" in page.content
    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_said(cast: Cast, signed_in: SignedIn, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
    page = signed_in(cast.ben).post(f"{PEOPLE}image-permissions/links/", follow=True)
    assert b"could not be reached" in page.content


@pytest.mark.parametrize(
    "address", ["image-permissions/links/", "import/drop/", "export/people.csv", "settings/terms/1/remove/"]
)
def test_nothing_changes_by_being_looked_at(cast: Cast, signed_in: SignedIn, address: str) -> None:
    assert signed_in(cast.ada).get(PEOPLE + address).status_code == 405


def test_a_policy_is_adopted_and_the_one_before_ends(cast: Cast, signed_in: SignedIn) -> None:
    today = timezone.localdate().isoformat()
    ada = signed_in(cast.ada)
    page = ada.post(f"{PEOPLE}settings/policy/", {"pack": "catcott", "from_day": today}, follow=True)
    assert b"The policy is adopted." in page.content
    assert in_force(cast.riverside).edition.name == "catcott"
    again = ada.post(f"{PEOPLE}settings/policy/", {"pack": "bradfield", "from_day": today})
    assert b"begins after that" in again.content


def test_a_head_who_hands_the_school_on_comes_home_and_is_told(cast: Cast, signed_in: SignedIn) -> None:
    facts = {"role": "headteacher", "from_day": timezone.localdate().isoformat()}
    page = signed_in(cast.ada).post(f"{PEOPLE}{cast.ben.pk}/posts/give/", facts, follow=True)
    assert page.status_code == 200
    assert f"{cast.ben.name} has the post.".encode() in page.content


def test_no_post_is_given_unless_one_is_chosen(cast: Cast, signed_in: SignedIn) -> None:
    facts = {"from_day": timezone.localdate().isoformat()}
    page = signed_in(cast.ada).post(f"{PEOPLE}{cast.ben.pk}/posts/give/", facts)
    assert b"Choose one of these." in page.content


def test_terms_and_closures_are_added_and_taken_out(cast: Cast, signed_in: SignedIn) -> None:
    ada = signed_in(cast.ada)
    days = {"name": "Autumn", "first_day": "2026-09-02", "last_day": "2026-12-18"}
    ada.post(f"{PEOPLE}settings/terms/add/", days)
    assert b"These days are also in Autumn" in ada.post(f"{PEOPLE}settings/terms/add/", days).content
    backwards = {"name": "Half-term", "first_day": "2026-10-30", "last_day": "2026-10-26"}
    assert b"cannot be before the first" in ada.post(f"{PEOPLE}settings/closures/add/", backwards).content
    ada.post(f"{PEOPLE}settings/terms/{cast.riverside.terms.get().pk}/remove/")
    assert not cast.riverside.terms.exists()


def test_a_file_is_looked_at_before_it_is_imported(cast: Cast, signed_in: SignedIn) -> None:
    ben = signed_in(cast.ben)
    page = ben.post(f"{PEOPLE}import/", upload(), follow=True)
    assert b"Max Small" in page.content
    assert not Person.objects.filter(external_id="P1").exists()
    done = ben.post(f"{PEOPLE}import/plan/", {"plan": page.context["plan"].digest}, follow=True)
    assert b"Imported: 1 added" in done.content
    assert Person.objects.filter(external_id="P1", school=cast.riverside).exists()
    assert b"no longer here" in ben.get(f"{PEOPLE}import/plan/", follow=True).content


def test_a_plan_that_nobody_saw_is_not_done(cast: Cast, signed_in: SignedIn) -> None:
    ben = signed_in(cast.ben)
    ben.post(f"{PEOPLE}import/", upload())
    page = ben.post(f"{PEOPLE}import/plan/", {"plan": "guessed"})
    assert b"Nothing was imported" in page.content
    assert not Person.objects.filter(external_id="P1").exists()


def test_a_file_with_bad_rows_shows_them_and_offers_no_import(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.ben).post(f"{PEOPLE}import/", upload(FILE + b"P2,pupl,Lou,<b>Small</b>,\n"), follow=True)
    assert b"is not one of" in page.content
    assert b"Import it" not in page.content


def test_a_file_that_is_no_table_is_refused_at_once(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.ben).post(f"{PEOPLE}import/", upload(b"\x89PNG\0\0"))
    assert b"is not plain text" in page.content


def test_a_dropped_file_is_gone(cast: Cast, signed_in: SignedIn, tmp_path: object) -> None:
    ben = signed_in(cast.ben)
    ben.post(f"{PEOPLE}import/", upload())
    assert b"is dropped" in ben.post(f"{PEOPLE}import/drop/", follow=True).content
    assert not [file for file in tmp_path.rglob("imports/*") if file.is_file()]  # type: ignore[attr-defined]


def test_people_are_taken_away_as_a_file_and_that_is_recorded(cast: Cast, signed_in: SignedIn) -> None:
    ben = signed_in(cast.ben)
    page = ben.post(f"{PEOPLE}export/people.csv")
    assert page["Content-Disposition"].startswith('attachment; filename="riverside-people-')
    assert "Pia,Example" in page.content.decode()
    assert ben.post(f"{PEOPLE}export/oneroster.zip").content.startswith(b"PK")
    assert Entry.objects.filter(verb="people_exported").count() == 2
