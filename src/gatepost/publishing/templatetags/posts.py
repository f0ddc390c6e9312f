"""Looking something up by a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(found: Mapping[int, Any] | None, number: int) -> Any:
    """What belongs to a number: `{{ light_of|of:person.pk }}`."""
    return (found or {}).get(number)
