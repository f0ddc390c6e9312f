"""The contract, kept with the WordPress of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gatepost.platforms import Platform, WordPress

from .contract import NetworkContract
from .fake_wordpress import PASSWORD, USER, fake_wordpress


class TestWordPress(NetworkContract):
    @pytest.fixture
    def platform(self) -> Iterator[Platform]:
        with fake_wordpress() as site:
            yield WordPress(site.url, USER, PASSWORD, private=True)
