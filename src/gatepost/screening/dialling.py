"""What digits reach when they are dialled: a number that exists, one for drama, a helpline, or nothing."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

NOUGHTS = "oO"

# Ofcom, "Telephone numbers for use in TV and radio drama programmes": those that libphonenumber rejects.
_DRAMA = re.compile(r"(?:7700900\d{3}|1632960\d{3}|3069990\d{3}|8081570\d{3}|9098790\d{3})")

HELPLINES = {
    "08001111": "Childline",
    "116123": "Samaritans",
    "116000": "the missing children helpline",
    "08088005000": "the NSPCC helpline",
    "08088002222": "Family Lives",
    "08000684141": "Papyrus HOPELINE247",
    "08082000247": "the National Domestic Abuse Helpline",
    "0800555111": "Crimestoppers",
}
"""National lines: the numbers are public, and of no single person."""


def dialled(written: str) -> str:
    """As one would dial it: "o7700 9oo 382" is 07700900382, "+44 (0)113" loses the nought."""
    plain = re.sub(r"^((?:\+|00)\s?\d{1,3}[\s.-]?)\(0\)", r"\1", written)
    figures = ("0" if c in NOUGHTS else str(unicodedata.digit(c, "")) for c in plain)
    return ("+" if written.lstrip("(").startswith("+") else "") + "".join(figures)


@lru_cache(maxsize=1024)
def confidence(digits: str, region: str, *, invited: bool) -> float:
    """How sure it is that the digits are a telephone number; 0 means that they are not."""
    national = re.sub(r"^(?:\+44|0044)?0?", "", digits)
    if region == "GB" and _DRAMA.fullmatch(national):
        return 0.95
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    number = _parsed(digits, region)
    if number is None:
        return 0.0
    return _library_confidence(number, digits, invited=invited)


def _parsed(digits: str, region: str) -> "PhoneNumber | None":
    from phonenumbers import NumberParseException, parse

    try:
        return parse(digits, region)
    except NumberParseException:
        return None


def _library_confidence(number: "PhoneNumber", digits: str, *, invited: bool) -> float:
    from phonenumbers import is_possible_number, is_valid_number

    if is_valid_number(number):
        return 0.95 if digits.startswith(("+", "0")) else 0.8
    if digits.startswith("+") and is_possible_number(number) and len(digits) >= 9:
        return 0.8
    return 0.6 if invited and 6 <= len(digits) <= 11 else 0.0
