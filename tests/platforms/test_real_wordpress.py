"""The contract, kept with a real WordPress: `make test-wordpress`."""

from __future__ import annotations

import os
from dataclasses import replace
from html import unescape

import httpx
import pytest

from gatepost.platforms import Connection, NotConnected, Platform, Refused, WordPress, content_hash

from .contract import NetworkContract, draft_of, publish, seen
from .pictures import picture


def site() -> str:
    return os.environ["WORDPRESS_URL"]


def editor() -> WordPress:
    return WordPress(site(), os.environ["WORDPRESS_USER"], os.environ["WORDPRESS_PASSWORD"], private=True)


@pytest.fixture
def platform() -> Platform:
    return editor()


class TestAsEditor(NetworkContract):
    """With every right over posts."""


@pytest.fixture(scope="module")
def _categories() -> None:
    """The categories of the contract's drafts, which an editor has made."""
    publish(editor(), draft_of())


@pytest.mark.usefixtures("_categories")
class TestAsAuthor(NetworkContract):
    """Whose words WordPress cleans of markup that it does not know, and who may not add categories."""

    @pytest.fixture
    def platform(self) -> Platform:
        return WordPress(site(), "author", os.environ["WORDPRESS_AUTHOR_PASSWORD"], private=True)


def test_it_says_which_wordpress_it_is(platform: Platform) -> None:
    assert platform.health().software.startswith("WordPress 6.")


def test_a_wrong_password_is_not_let_in() -> None:
    stranger = WordPress(site(), os.environ["WORDPRESS_USER"], "wrong", private=True)
    assert stranger.health().connection is Connection.NOT_CONNECTED
    draft = draft_of()
    with pytest.raises(NotConnected):
        stranger.upload(draft, content_hash(draft))


def test_a_draft_and_its_pictures_are_in_no_public_list(platform: Platform) -> None:
    draft = draft_of()
    uploaded = platform.upload(draft, content_hash(draft))
    listed = httpx.get(f"{site()}/?rest_route=/wp/v2/media&per_page=100").text
    assert draft.key not in listed
    assert seen(f"{site()}/?p={uploaded.id}").status_code == 404


def test_marks_in_a_title_are_shown_and_never_run(platform: Platform) -> None:
    page = seen(publish(platform, replace(draft_of(), title="Fun <img src=x onerror=alert(1)> day")).address).text
    assert "<img src=x" not in page
    assert "Fun <img src=x onerror=alert(1)> day" in unescape(page)


def test_the_page_shows_categories_title_and_pictures(platform: Platform) -> None:
    page = seen(publish(platform, draft_of()).address).text
    assert "Sport &amp; play" in page
    assert "Sports day & fun 🎉" in unescape(page)
    assert page.count('<figure class="wp-block-image') == 2


def test_a_picture_too_large_for_the_server_is_refused_in_plain_words(platform: Platform) -> None:
    large = picture("red")
    draft = replace(draft_of(), pictures=(replace(large, data=large.data + bytes(3_000_000), name="large.jpg"),))
    with pytest.raises(Refused, match=r"WordPress does not take the picture: .*upload_max_filesize"):
        platform.upload(draft, content_hash(draft))


def test_a_request_too_large_for_the_server_is_refused_in_plain_words(platform: Platform) -> None:
    large = picture("red")
    draft = replace(draft_of(), pictures=(replace(large, data=large.data + bytes(9_000_000), name="large.jpg"),))
    with pytest.raises(Refused, match="larger than it takes"):
        platform.upload(draft, content_hash(draft))


def test_a_large_photo_of_which_wordpress_makes_smaller_ones_is_removed_whole(platform: Platform) -> None:
    draft = replace(draft_of(), pictures=(picture("red", size=(3200, 2400)),))
    uploaded = platform.upload(draft, content_hash(draft))
    scaled = uploaded.pictures[0].address
    assert scaled.endswith("-scaled.jpg")
    smaller = [scaled, scaled.replace("-scaled", ""), scaled.replace("-scaled", "-1024x768")]
    assert [seen(address).status_code for address in smaller] == [200, 200, 200]
    platform.take_down(publish(platform, draft))
    assert [seen(address).status_code for address in smaller] == [404, 404, 404]
