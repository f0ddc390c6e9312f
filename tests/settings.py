"""The site's settings for the tests: a folder of their own, and passwords that are quick to check."""

import os
import tempfile

os.environ.setdefault("GATEPOST_DATA", os.path.join(tempfile.gettempdir(), "gatepost-tests"))

from gatepost.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
}  # what one test counts, the next must not
SECOND_FACTOR = False  # the tests of signing in turn it on
