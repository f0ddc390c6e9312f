"""Icons of heroicons, under the library's own names. Each is drawn once in a process: a page shows dozens, and they never change."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.safestring import SafeString
from heroicons.templatetags import heroicons

register = template.Library()


@register.simple_tag
@cache
def heroicon_outline(name: str, *, size: int = 24) -> SafeString:
    return SafeString(heroicons.heroicon_outline(name, size=size))


@register.simple_tag
@cache
def heroicon_mini(name: str, *, size: int = 20) -> SafeString:
    return SafeString(heroicons.heroicon_mini(name, size=size))
