"""What all tests share: where the CI variable is set, properties are tried on the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("repeatable")
