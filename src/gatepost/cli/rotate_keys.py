"""`gatepost rotate-keys`: encrypt everything that is kept encrypted with the newest key."""

from __future__ import annotations

from .errors import Misuse
from .installation import site
from .output import counted


def rotate_keys() -> None:
    """Encrypt all secrets with the newest key of GATEPOST_ENCRYPTION_KEYS, so that the older ones can be taken away."""
    with site():
        from gatepost.schools.secrets import SecretsError
        from gatepost.site.keys import rotate_all

        try:
            rotated = rotate_all()
        except SecretsError as error:
            raise Misuse(str(error)) from None
    for what, count in rotated.items():
        print(f"{counted(count, what)} encrypted with the newest key")
