"""How to sign in to accounts: kept encrypted, revealed one at a time with a reason, and every look recorded.

A secret stands in the argument that brings it, in the value that `reveal` returns, and nowhere else: not in the record, a log or a message.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from gatepost.records.services import write
from gatepost.rulings.services import rule
from gatepost.schools import secrets
from gatepost.schools.members import Actor, Member
from gatepost.schools.roles import Permission

from ..errors import NotDone
from ..models import Account, Credential
from ..situations import STORING, credentials_stored, keeper_of
from .fulfilling import fulfil


@sensitive_variables("secret")
@transaction.atomic
def keep(
    *, account: Account, by: Member, label: str, secret: str, username: str = "", at: datetime | None = None
) -> Credential:
    """Keep a password or key of an account. That it is kept encrypted meets the duty to store it securely."""
    by.require(Permission.MANAGE_REGISTER, account.school)
    moment = at or timezone.now()
    credential = Credential.objects.create(
        account=account,
        label=label,
        username=username,
        secret=secrets.encrypt(secret),
        changed_at=moment,
        changed_by=by.person,
    )
    situation = credentials_stored(account, keeper_of(by.roles))
    rule(school=account.school, situation=situation, subject=account, by=by, done=True, at=moment)
    fulfil(account, STORING, by=by, note="Kept encrypted in Gatepost.")
    facts = {"credential": credential.pk}
    write(school=account.school, by=by, verb="credential_kept", subject=account, facts=facts, at=moment)
    return credential


@sensitive_variables("secret")
@transaction.atomic
def change(
    *, credential: Credential, by: Member, label: str, username: str, secret: str = "", at: datetime | None = None
) -> None:
    """Change how to sign in. Without a new secret the old one stays."""
    account = credential.account
    by.require(Permission.MANAGE_REGISTER, account.school)
    moment = at or timezone.now()
    credential.label, credential.username = label, username
    fields = ["label", "username"]
    if secret:
        credential.secret = secrets.encrypt(secret)
        credential.changed_at, credential.changed_by = moment, by.person
        fields += ["secret", "changed_at", "changed_by"]
    credential.save(update_fields=fields)
    facts = {"credential": credential.pk, "secret_changed": bool(secret)}
    write(school=account.school, by=by, verb="credential_changed", subject=account, facts=facts, at=moment)


@transaction.atomic
def reveal(*, credential: Credential, by: Member, reason: str) -> str:
    """The secret, for one look. Who looked and why is recorded first.

    Raises:
        NotDone: no reason is given.
        SecretsError: the keys at hand do not open it.
    """
    account = credential.account
    by.require(Permission.REVEAL_CREDENTIALS, account.school)
    if not reason.strip():
        raise NotDone("Say what you need it for. It is recorded.")
    facts = {"credential": credential.pk}
    write(school=account.school, by=by, verb="credential_revealed", subject=account, facts=facts, text=reason)
    return secrets.decrypt(credential.secret)


def rotate_credentials(*, by: Actor) -> int:
    """Encrypt every credential of every school with the newest key; how many there were.

    One that is changed meanwhile is encrypted with the newest key already, and is left alone.
    """
    rotated = 0
    for credential in Credential.objects.select_related("account__school").iterator():
        account = credential.account
        by.require(Permission.ADMINISTER, account.school)
        unchanged = Credential.objects.filter(pk=credential.pk, secret=credential.secret)
        with transaction.atomic():
            if unchanged.update(secret=secrets.rotate(credential.secret)):
                rotated += 1
                facts = {"credential": credential.pk}
                write(school=account.school, by=by, verb="credential_rotated", subject=account, facts=facts)
    return rotated
