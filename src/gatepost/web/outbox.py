"""Where e-mail goes in the demonstration: nowhere but into the outbox, for all to see."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .models import Letter


class Outbox(BaseEmailBackend):
    """An e-mail backend that keeps letters instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        letters = [
            Letter(to=", ".join(letter.recipients()), subject=str(letter.subject), text=str(letter.body))
            for letter in email_messages
        ]
        return len(Letter.objects.bulk_create(letters))
