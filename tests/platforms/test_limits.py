"""What the networks take, and where that is said."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from gatepost.platforms import Draft, Limit, Picture, limits_of, new_key
from gatepost.platforms.counting import COUNTS
from gatepost.platforms.limits import Formats, Shape
from gatepost.policy import load_vocabulary

from .pictures import picture

NETWORKS = ("x", "facebook", "instagram", "youtube", "bluesky", "mastodon", "blog")


def post(text: str = "Sports day", *pictures: Picture, title: str = "") -> Draft:
    return Draft(new_key(), text, title, pictures)


@pytest.mark.parametrize("network", NETWORKS)
def test_every_limit_names_its_source_and_its_day(network: str) -> None:
    limits = limits_of(network)
    single = [getattr(limits, field.name) for field in fields(limits) if field.name not in ("name", "text")]
    said = [limit for limit in (*limits.text, *single) if limit is not None]
    assert said
    for limit in said:
        assert isinstance(limit, Limit | Formats | Shape)
        assert limit.source.startswith("https://")
        assert date(2026, 1, 1) <= limit.dated


@pytest.mark.parametrize("network", NETWORKS)
def test_every_way_of_counting_is_known(network: str) -> None:
    assert {limit.counted for limit in limits_of(network).text} <= set(COUNTS)


@pytest.mark.parametrize(
    ("network", "fits", "does_not"),
    [
        ("x", "a" * 280, "a" * 281),
        ("x", "運" * 140, "運" * 141),
        ("x", "https://school.example/" + "a" * 400, "https://school.example " + "a" * 260),
        ("bluesky", "👨‍👩‍👧‍👦" * 100, "a" * 301),
        ("bluesky", "a" * 300, "👨‍👩‍👧‍👦" * 150),
        ("mastodon", "a" * 470 + " https://school.example/" + "a" * 400, "a" * 501),
        ("youtube", "é" * 2500, "é" * 2501),
        ("facebook", "a" * 63_206, "a" * 63_207),
    ],
)
def test_a_text_is_measured_as_the_network_measures_it(network: str, fits: str, does_not: str) -> None:
    assert limits_of(network).problems(post(fits)) == ()
    [problem] = limits_of(network).problems(post(does_not))
    assert problem.startswith("The text has ")


def test_a_problem_says_what_is_too_much_and_how_much_is_taken() -> None:
    [problem] = limits_of("x").problems(post("a" * 300))
    assert problem == "The text has 300 characters as X counts them; it takes at most 280."
    [problem] = limits_of("youtube").problems(post("é" * 2501))
    assert problem == "The text has 5,002 bytes; YouTube takes at most 5,000."


def test_instagram_takes_no_post_without_a_picture_and_only_so_many_hashtags() -> None:
    limits = limits_of("instagram")
    assert limits.problems(post("#a #b #c #d #e", picture())) == ()
    assert limits.problems(post("#a #b #c #d #e #f")) == (
        "Instagram takes at most 5 hashtags; this text has 6.",
        "Instagram takes no post without a picture.",
    )


def test_a_picture_has_a_size_a_kind_a_shape_and_a_description_that_fit() -> None:
    wide = replace(picture("blue", "a" * 1001, size=(300, 100)), name="hall.jpg")
    assert limits_of("instagram").problems(post("Text", wide)) == (
        "The description of hall.jpg has 1,001 characters as Instagram counts them; it takes at most 1,000.",
        "hall.jpg is 300 by 100 pixels; Instagram takes no picture so narrow or wide.",
    )
    heavy = replace(picture(), data=picture().data + bytes(5_000_000), name="field.jpg")
    assert limits_of("x").problems(post("Text", heavy)) == ("field.jpg has 5.0 MB; X takes at most 5 MB.",)
    assert limits_of("x").problems(post("Text", *[picture()] * 5)) == ("X takes at most 4 pictures; there are 5.",)


def test_what_is_no_picture_is_said() -> None:
    [problem] = limits_of("blog").problems(post("Text", Picture(b"%PDF-1.7", "A page", "notes.pdf")))
    assert "notes.pdf: this is not a picture" in problem


def test_of_a_network_that_publishes_no_limit_nothing_is_refused() -> None:
    assert limits_of("tapestry").problems(post("a" * 100_000, *[picture()] * 40)) == ()
    assert limits_of("google_classroom").name == "Google Classroom"


def test_every_network_that_the_policies_name_has_a_name_to_be_called_by() -> None:
    for channel in load_vocabulary()["channel"].values:
        assert limits_of(channel).name[0].isupper()
