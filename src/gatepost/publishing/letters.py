"""E-mails that wait to be sent: each is claimed first, so that of several workers one sends it, and none is lost with the mail server."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import TypeVar

from django.core.mail import EmailMessage
from django.db.models import Model, Q, QuerySet

log = logging.getLogger(__name__)

CLAIM_LASTS = timedelta(minutes=15)
Row = TypeVar("Row", bound=Model)


def unsent(rows: QuerySet[Row], now: datetime) -> QuerySet[Row]:
    """Those of which no e-mail was sent, and that no other worker is about to send."""
    return rows.filter(Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM_LASTS), sent_at__isnull=True)


def send(rows: QuerySet[Row], letter_of: Callable[[Row], EmailMessage], now: datetime) -> Iterator[Row]:
    """Send the e-mail of each, and give those that were sent. One that nobody would get is left.

    Where the mail server fails, the claim runs out and it is sent later.
    """
    for row in unsent(rows, now).order_by("pk"):
        try:
            letter = letter_of(row)
        except Exception:  # ours: the others are to get theirs all the same
            log.exception("An e-mail could not be written for %s %s.", row._meta.verbose_name, row.pk)
            continue
        if not letter.to or not unsent(rows, now).filter(pk=row.pk).update(claimed_at=now):
            continue
        try:
            letter.send()
        except SMTPRecipientsRefused:
            log.warning("The mail server refuses the addresses for %s %s.", row._meta.verbose_name, row.pk)
            continue
        except OSError as error:
            log.warning("The mail server cannot be used now (%s). E-mails wait.", type(error).__name__)
            break
        rows.filter(pk=row.pk).update(sent_at=now)
        yield row
