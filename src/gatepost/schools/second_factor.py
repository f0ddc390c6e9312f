"""Who must sign in with more than a password."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from .members import Member
from .roles import NEEDS_SECOND_FACTOR


def second_factor_missing(request: HttpRequest, member: Member) -> bool:
    """Whether this member's posts call for a second factor, and they have set up none."""
    if not settings.SECOND_FACTOR or not member.permissions & NEEDS_SECOND_FACTOR:
        return False
    used = any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
    # Whoever has one is asked for it when they sign in. Only those who have just set it up have not used it yet.
    return not used and not is_mfa_enabled(request.user)
