"""How signing in works here: schools make the accounts, so nobody signs themselves up; what second factors rest on is encrypted."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from gatepost.schools import secrets
from gatepost.schools.access import signed_in


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SocialAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Google and Microsoft open an account that a school has made. They make none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """The seeds of codes are secrets like any other."""

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)


@signed_in
def addresses_are_the_schools(request: HttpRequest) -> HttpResponse:
    """Stands before allauth's page of one's addresses. Nobody proves that an address is theirs, so whoever could take the address of
    somebody who is yet to be let in would be let in in their place."""
    raise Http404("The school says under which address somebody signs in.")


@transaction.atomic
def rotate_second_factors() -> int:
    """Encrypt the seeds of all second factors with the newest key. How many there were."""
    rotated = 0
    for authenticator in Authenticator.objects.select_for_update():
        kept = {name: value for name, value in authenticator.data.items() if name in {"secret", "seed"}}
        if kept:
            authenticator.data |= {name: secrets.rotate(value) for name, value in kept.items()}
            authenticator.save(update_fields=["data"])
            rotated += 1
    return rotated
