"""A parent answers by a link, without an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from gatepost.schools import parent_links
from gatepost.schools.image_permissions import standing
from gatepost.schools.models import Family, ImagePermission
from gatepost.schools.services.parent_links import send_links
from gatepost.schools.services.people import change
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import Cast, person


@pytest.fixture
def link(cast: Cast) -> str:
    return f"/permission/{parent_links.token_for(Family.objects.get())}/"


def answer(cast: Cast, use: str = "image", channel: str = "facebook") -> str:
    return standing(ImagePermission.objects.filter(person=cast.pia), use, channel, timezone.localdate()).answer


def test_the_page_names_the_child_by_first_name_alone(cast: Cast, link: str, client: Client) -> None:
    page = client.get(link)
    assert page.status_code == 200
    assert "May we show Pia?" in page.content.decode()
    assert "Pia Example" not in page.content.decode()


@pytest.mark.parametrize("where", ["", "thank-you/", "broken/"])
def test_the_page_is_neither_kept_nor_found_nor_passed_on(cast: Cast, link: str, client: Client, where: str) -> None:
    page = client.get(f"/permission/{where}" if where else link)
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"
    assert "noindex" in page["X-Robots-Tag"]


def test_a_parent_gives_permission_by_the_link(cast: Cast, link: str, client: Client) -> None:
    page = client.post(link, {"image": "yes", "name": "no"})
    assert page["Location"] == "/permission/thank-you/"
    assert (answer(cast, "image"), answer(cast, "name"), answer(cast, "name_with_image")) == (
        "given",
        "refused",
        "refused",
    )
    assert ImagePermission.objects.first().given_by == cast.pat


def test_a_parent_withdraws_by_the_link(cast: Cast, link: str, client: Client) -> None:
    client.post(link, {"image": "yes"})
    client.post(link, {"image": "no"})
    assert answer(cast) == "withdrawn"


def test_a_parent_answers_channel_by_channel(cast: Cast, link: str, client: Client) -> None:
    client.post(link, {"image": "by_channel", "image-website": "yes", "image-social_media": "no"})
    assert (answer(cast, channel="website"), answer(cast, channel="facebook"), answer(cast, channel="tapestry")) == (
        "given",
        "refused",
        "unknown",
    )


def test_the_page_shows_what_the_parent_answered_before(cast: Cast, link: str, client: Client) -> None:
    client.post(link, {"image": "yes", "name": "by_channel", "name-website": "no"})
    form = client.get(link).context["form"]
    assert (form["image"].value(), form["name"].value(), form["name-website"].value()) == ("yes", "by_channel", "no")
    assert form["name_with_image"].value() == ""


def test_a_bar_never_shows_to_a_parent(cast: Cast, link: str, client: Client) -> None:
    client.post(link, {"image": "yes"})
    before = client.get(link).content
    place_bar(person=cast.pia, by=cast.member("sam"), reason="A reason")
    assert client.get(link).content == before


def test_an_answer_that_is_none_of_the_offered_is_said_and_changes_nothing(
    cast: Cast, link: str, client: Client
) -> None:
    page = client.post(link, {"image": "perhaps", "name": "yes"})
    assert page.status_code == 200
    assert "There is something to put right" in page.content.decode()
    assert not ImagePermission.objects.exists()


def test_nothing_answered_is_said_with_the_questions_still_there(cast: Cast, link: str, client: Client) -> None:
    page = client.post(link, {}).content.decode()
    assert "Answer at least one of the questions." in page
    assert "May the school show a picture or video with your child in it" in page
    assert not ImagePermission.objects.exists()


def test_a_link_works_for_thirty_days(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    token = parent_links.token_for(Family.objects.get())
    monkeypatch.setattr(parent_links, "LASTS", timedelta(seconds=-1))
    page = client.get(f"/permission/{token}/")
    assert page.status_code == 410
    assert "run out" in page.content.decode()
    assert "school office" in page.content.decode()


def test_a_link_that_was_changed_or_made_elsewhere_does_not_work(cast: Cast, client: Client) -> None:
    family = Family.objects.get()
    token = parent_links.token_for(family)
    elsewhere = signing.dumps([family.parent_id, family.pupil_id], salt="something else")
    for wrong in (token[:-1], f"x{token}", elsewhere, "0" * 5000):
        page = client.get(f"/permission/{wrong}/")
        assert page.status_code == 404
        assert "does not work" in page.content.decode()


def test_a_link_ends_with_the_family_and_when_one_of_them_leaves(cast: Cast, client: Client) -> None:
    token = parent_links.token_for(Family.objects.get())
    cast.pia.left_on = timezone.localdate() - timedelta(days=1)
    cast.pia.save()
    assert client.post(f"/permission/{token}/", {"image": "yes"}).status_code == 404
    cast.pia.left_on = None
    cast.pia.save()
    Family.objects.all().delete()
    assert client.post(f"/permission/{token}/", {"image": "yes"}).status_code == 404
    assert not ImagePermission.objects.exists()


def test_a_link_sent_to_a_wrong_address_ends_when_the_address_is_put_right(
    cast: Cast, link: str, client: Client
) -> None:
    change(person=cast.pat, by=cast.member("ben"), email="pat.example@home.example")
    assert client.post(link, {"image": "yes"}).status_code == 404
    assert not ImagePermission.objects.exists()


def test_a_browser_that_names_no_origin_is_heard(cast: Cast, link: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"image": "yes"}, secure=True, headers={"origin": "null"}).status_code == 302


def test_the_letter_names_no_child(cast: Cast) -> None:
    sent = send_links(
        school=cast.riverside,
        pupils=[cast.pia],
        by=cast.member("ben"),
        address=lambda token: f"https://x.example/{token}",
    )
    (letter,) = mail.outbox
    assert (sent.letters, sent.without_address) == (1, ())
    assert letter.to == ["pat@riverside.example"]
    assert "Pia" not in letter.subject + letter.body
    assert parent_links.read(letter.body.split("https://x.example/")[1].split()[0]).pupil == cast.pia


def test_a_parent_of_two_gets_one_letter_with_two_links(cast: Cast) -> None:
    max = person(cast.riverside, "Max", "pupil", sign_in=False)
    Family.objects.create(parent=cast.pat, pupil=max)
    send_links(
        school=cast.riverside, pupils=[cast.pia, max], by=cast.member("ben"), address=lambda token: f"https://x/{token}"
    )
    (letter,) = mail.outbox
    assert letter.body.count("https://x/") == 2


def test_children_whose_parents_have_no_address_are_named_to_the_sender(cast: Cast) -> None:
    max = person(cast.riverside, "Max", "pupil", sign_in=False)
    sent = send_links(school=cast.riverside, pupils=[max], by=cast.member("ben"), address=lambda token: token)
    assert (sent.letters, sent.without_address) == (0, (max,))


def test_nobody_else_sends_links(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        send_links(school=cast.riverside, pupils=[cast.pia], by=cast.member("tess"), address=lambda token: token)
    assert mail.outbox == []
