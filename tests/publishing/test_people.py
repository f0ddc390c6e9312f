"""Who is shown and named: by hand, and by what the screening finds in the text; and what follows for the situation."""

from __future__ import annotations

from typing import Any

from gatepost.channels.models import Account
from gatepost.publishing.judging.judgement import Judgement, judge
from gatepost.publishing.models import Post
from gatepost.publishing.services.pictures import Said, add_picture, portray
from gatepost.publishing.services.writing import look_over
from gatepost.schools.image_permissions import Light
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import STARTED, Cast, person

from .making import a_draft, a_jpeg, answers, with_picture_of


def judged(post: Post) -> Judgement:
    (one,) = judge(Post.objects.get(pk=post.pk))
    return one


def situation(post: Post) -> dict[str, Any]:
    return dict(judged(post).situation)


def test_a_child_named_in_the_text_counts_though_nobody_ticked_it(cast: Cast, blog: Account) -> None:
    post = a_draft(cast, "ada", blog, text="Well done, Pia Example!")
    found = situation(post)
    assert "names_child" in found["content"]
    assert found["consent"] == "not_given"
    assert [each.person for each in judged(post).in_the_way] == [cast.pia]


def test_another_pia_is_meant_once_somebody_says_so(cast: Cast, blog: Account) -> None:
    post = a_draft(cast, "ada", blog, text="Well done, Pia Example!")
    portray(post=post, by=cast.member("ada"), people=[Said(cast.pia, "not_meant")])
    assert judged(post).people == []


def test_of_two_with_one_name_both_count_until_somebody_says_which(cast: Cast, blog: Account) -> None:
    other = person(cast.riverside, "Pia", "pupil", sign_in=False)
    answers(cast.pia, "given", use="name")
    post = a_draft(cast, "ada", blog, text="Well done, Pia Example!")
    assert {each.person for each in judged(post).people} == {cast.pia, other}
    portray(post=post, by=cast.member("ada"), people=[Said(cast.pia, "named")])
    look_over(post=post, by=cast.member("ada"))
    assert [each.person for each in judged(post).people] == [cast.pia]
    assert situation(post)["consent"] == "given"


def test_consent_is_given_only_if_everybody_gave_it(cast: Cast, blog: Account) -> None:
    other = person(cast.riverside, "Otto", "pupil", sign_in=False)
    answers(cast.pia, "given")
    post = a_draft(cast, "ada", blog)
    with_picture_of(cast, "ada", post, cast.pia, other)
    assert situation(post)["consent"] == "not_given"
    answers(other, "given", channel="blog")
    assert situation(post)["consent"] == "given"
    answers(other, "refused", channel="blog")
    assert situation(post)["consent"] == "refused"


def test_a_bar_reads_as_a_no_in_every_word_of_the_situation(cast: Cast, blog: Account) -> None:
    answers(cast.pia, "given")
    post = a_draft(cast, "ada", blog)
    with_picture_of(cast, "ada", post, cast.pia)
    place_bar(person=cast.pia, by=cast.member("sam"), reason="")
    barred = situation(post)
    cast.pia.safeguarding_bars.all().delete()
    answers(cast.pia, "refused")
    assert situation(post) == barred
    assert "on_no_publish_list" in barred["circumstance"]


def test_a_light_tells_of_a_bar_only_to_those_who_hold_bars(cast: Cast, blog: Account) -> None:
    post = a_draft(cast, "ada", blog)
    with_picture_of(cast, "ada", post, cast.pia)
    place_bar(person=cast.pia, by=cast.member("sam"), reason="")
    (pia,) = judged(post).people
    assert pia.light("blog", cast.member("sam"), STARTED) is Light.BARRED
    assert pia.light("blog", cast.member("tess"), STARTED) is Light.REFUSED


def test_the_name_beside_the_picture_needs_a_yes_to_both_together(cast: Cast, blog: Account) -> None:
    answers(cast.pia, "given")
    answers(cast.pia, "given", use="name")
    post = a_draft(cast, "ada", blog, text="Well done, Pia Example!")
    with_picture_of(cast, "ada", post, cast.pia)
    assert "name_with_image" in situation(post)["content"]
    assert situation(post)["consent"] == "not_given"
    answers(cast.pia, "given", use="name_with_image")
    assert situation(post)["consent"] == "given"


def test_faces_that_nobody_named_are_no_permission(cast: Cast, blog: Account) -> None:
    post = a_draft(cast, "ada", blog, holds=["shows_child"])
    assert situation(post)["consent"] == "not_given"


def test_what_it_holds_is_complete_only_once_a_person_has_looked(cast: Cast, blog: Account) -> None:
    post = a_draft(cast, "ada", blog, text="Ring us on 01632 960123.", holds=["controversial"])
    assert situation(post)["complete"] == ["content"]
    assert {"phone_number", "controversial"} <= set(situation(post)["content"])
    add_picture(post=post, by=cast.member("ada"), data=a_jpeg(), name="a.jpg", alt="A")
    assert "complete" not in situation(post)
    assert "controversial" not in situation(post)["content"]
    look_over(post=post, by=cast.member("ada"), holds_not=["phone_number"])
    assert "phone_number" not in situation(post)["content"]


def test_whoever_the_register_authorises_sends_their_own(cast: Cast, blog: Account) -> None:
    blog.authorisations.create(person=cast.tess, may="post", from_day=STARTED)
    told = situation(a_draft(cast, "tess", blog))
    assert (told["actor"], "authorised_for_account" in told["circumstance"]) == ("teacher", True)


def test_what_somebody_wrote_who_may_not_send_is_judged_as_the_headteachers(cast: Cast, blog: Account) -> None:
    told = situation(a_draft(cast, "tess", blog))
    assert (told["actor"], "authorised_for_account" in told["circumstance"]) == ("headteacher", True)
