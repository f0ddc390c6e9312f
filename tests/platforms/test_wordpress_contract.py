"""The contract, kept with the WordPress of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gatepost.platforms import Platform, WordPress, content_hash

from .contract import NetworkContract, draft_of, publish
from .fake_wordpress import PASSWORD, USER, fake_wordpress


class TestWordPress(NetworkContract):
    @pytest.fixture
    def platform(self) -> Iterator[Platform]:
        with fake_wordpress() as site:
            yield WordPress(site.url, USER, PASSWORD, private=True)


def test_the_first_picture_stands_above_the_text_if_the_theme_shows_it_there() -> None:
    with fake_wordpress() as site:
        platform = WordPress(site.url, USER, PASSWORD, feature_first=True, private=True)
        draft = draft_of()
        first, second = platform.upload(draft, content_hash(draft)).pictures
        post = site.posts[int(publish(platform, draft).id)]
        assert post["featured_media"] == int(first.id)
        assert first.address not in post["content"]["raw"]
        assert second.address in post["content"]["raw"]
