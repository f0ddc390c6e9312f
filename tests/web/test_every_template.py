"""What holds for every template, and for every page that is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

import gatepost
from gatepost.schools.models import Person
from tests.cast import Cast

PACKAGE = Path(gatepost.__file__).parent
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
POLICY = [
    "base-uri 'none'",
    "default-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "object-src 'none'",
]


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_holds_script_or_style_of_its_own_or_is_long(template: Path) -> None:
    text = template.read_text()
    assert not INLINE.findall(text)
    assert text.count("\n") < 200


def test_every_file_that_a_template_names_is_there() -> None:
    named = {name for template in TEMPLATES for name in re.findall(r"{% static '([^']+)' %}", template.read_text())}
    assert "web/tokens.css" in named
    assert [name for name in sorted(named) if not finders.find(name)] == []


def test_every_stylesheet_is_linked_and_keeps_to_the_layers() -> None:
    styles = (PACKAGE / "web/templates/styles.html").read_text()
    for sheet in sorted((PACKAGE / "web/static/web").rglob("*.css")):
        assert f"'web/{sheet.relative_to(PACKAGE / 'web/static/web')}'" in styles
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL).strip()
        assert rules.startswith("@layer")


def test_a_browser_is_told_exactly_what_a_page_may_do(client: Client) -> None:
    assert sorted(client.get("/gallery/")["Content-Security-Policy"].split("; ")) == POLICY


def test_a_page_says_its_name_its_school_and_how_to_skip_to_it(
    cast: Cast, signed_in: Callable[[Person], Client]
) -> None:
    page = signed_in(cast.ada).get("/schools/riverside/").content.decode()
    assert "<title>Today – Riverside – Gatepost</title>" in page
    assert '<html lang="en-GB">' in page
    assert page.index('<a class="skip" href="#main">') < page.index('<main id="main"')


def test_htmx_asks_for_nothing_that_the_policy_forbids(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    assert """"includeIndicatorStyles":false,"allowEval":false""" in page
