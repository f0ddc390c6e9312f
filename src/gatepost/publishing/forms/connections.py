"""Where a site is, and as whom Gatepost signs in there."""

from __future__ import annotations

import re

from django import forms

BEHIND_THE_SITE = re.compile(r"/(?:wp-admin|wp-login\.php|wp-json)(?:[/?#].*)?$")
"""What stands after the address of a WordPress when somebody copies it from where they work."""


class ConnectForm(forms.Form):
    """The password is always asked for: the one that is kept is never sent to another address."""

    address = forms.URLField(
        label="Address of the site",
        max_length=200,
        assume_scheme="https",
        help_text="As its readers see it, such as https://blog.our-school.org.uk",
    )
    username = forms.CharField(
        label="User name in WordPress", max_length=200, widget=forms.TextInput({"autocomplete": "off"})
    )
    password = forms.CharField(
        label="Application password",
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="The one that WordPress made for Gatepost, not one that somebody signs in with. It is kept encrypted and never shown.",
    )

    def clean_address(self) -> str:
        return BEHIND_THE_SITE.sub("", self.cleaned_data["address"]).rstrip("/")
