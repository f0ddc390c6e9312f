"""The key is changed: everything that is encrypted moves to the new one, and then the old one opens nothing."""

from __future__ import annotations

import base64

from gatepost.site.environment import UNSAFE_KEY
from tests.site.installations import SECRET, Installation

NEW = base64.urlsafe_b64encode(bytes(range(100, 132))).decode()
ENCRYPT_MORE = """
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.utils import timezone
from gatepost.channels.models import Account, Credential
from gatepost.publishing.models import Connection
from gatepost.schools import secrets
from gatepost.schools.models import School, User
user, now = User.objects.get(), timezone.now()
Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt("seed")})
account = Account.objects.create(school=School.objects.get(), channel="x", kind="official", name="X", opened_on=now.date())
Credential.objects.create(account=account, label="X", secret=secrets.encrypt("secret"), changed_at=now)
words = secrets.encrypt("words")
Connection.objects.create(account=account, platform="wordpress", address="https://x.example", secret=words, connected_at=now)
"""
OPEN = """
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from gatepost.channels.models import Credential
from gatepost.publishing.models import Connection
from gatepost.schools import secrets
from gatepost.schools.models import SafeguardingBar
print(decrypt(Authenticator.objects.get().data["secret"]), secrets.decrypt(Credential.objects.get().secret))
print(secrets.decrypt(SafeguardingBar.objects.get().reason), secrets.decrypt(Connection.objects.get().secret))
"""


def test_after_rotating_the_new_key_alone_opens_everything(founded: Installation) -> None:
    founded.python(ENCRYPT_MORE)
    both = Installation(founded.folder, {"GATEPOST_ENCRYPTION_KEYS": f"{NEW},{UNSAFE_KEY}"})
    told = both.do("rotate-keys")
    assert told.splitlines() == [
        "1 credential encrypted with the newest key",
        "1 connection encrypted with the newest key",
        "1 safeguarding reason encrypted with the newest key",
        "1 second factor encrypted with the newest key",
    ]
    alone = Installation(founded.folder, {"GATEPOST_ENCRYPTION_KEYS": NEW})
    assert alone.python(OPEN) == f"seed secret\n{SECRET} words\n"
    assert "is whole" in alone.do("verify")


def test_without_the_old_key_nothing_is_changed_and_it_is_said(founded: Installation) -> None:
    founded.python(ENCRYPT_MORE)
    ended = Installation(founded.folder, {"GATEPOST_ENCRYPTION_KEYS": NEW}).run("rotate-keys")
    assert ended.code == 2
    assert ended.err.startswith("gatepost: None of the keys in GATEPOST_ENCRYPTION_KEYS opens this secret.")
    assert founded.python(OPEN) == f"seed secret\n{SECRET} words\n"
