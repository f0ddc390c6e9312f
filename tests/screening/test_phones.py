"""Telephone numbers. All are Ofcom's numbers for drama, or invented lengths; none reaches anybody."""

import pytest

from gatepost.screening.phones import detect

from .marked import unmarked, with_marks

NUMBERS = [
    "«07700 900123»",
    "the office answers on «01632 960382» from 8am",
    "text «07700 900254».",
    "(«020 7946 0123»)",
    "tel:«0113 496 0355»",
    "«(0113) 496 0182»",
    "«01632 960 471»",
    "«07700-900-123», «07700.900.123» or «07700/900123»",
    "«07700900123»",
    "call«07700900123»now",
    "«+44 7700 900718»",
    "«+44 (0)7700 900645»",
    "«+447700900123»",
    "«0044 7700 900123»",
    "changed phones: «o7700 9oo 382» x",
    "«0 7 7 0 0 9 0 0 1 2 3»",
    "«07700 900123» «01632 960001»",
    "«07700 900123»/«07700 900456»",
    "«07700900123»\n«07700900456»",
    "2 tickets? 2 «07700 900123»",
    "02/08/2026 9.30 ring «07700 900123»",
    "2026-09-01 «07700 900123»",
    "«+353 1 234 5678» and «+1 202-555-0123»",
    "«0033 1 42 68 53 00»",
    "ring «960382»",
    "text me on «7700 900123»",
    "go to «07700 900123» or ask",
    "«０７７００ ９００１２３»",
]

NEAR_MISSES = [
    "label begins 07700 (such as 07700-90215-3)",
    "UPN B712300450068",
    "Your order 01632-96042 has come",
    "Order number 07700900123",
    "ref: 01632 960382",
    "charity no 0123456",
    "60m 00:11.25, 800m 03:41.80, relay 04:02.55",
    "Mon 3rd 16:00-18:20, Weds 5th 16:10-18:45",
    "trains at 07.42, 08.02 and 08.32",
    "scores 104, 98, 87; House points 1,480 905 733 610",
    "£07700900123 and £2,310.75",
    "01/09/2026 - 05/07/2027",
    "02/08/2026 9.30",
    "2026-2027, 10.30-11.45",
    "sort code 01-02-03 account 01234567",
    "0.1234567890",
    "07 08 09 10 11",
    "0000000000000000 0000000",
    "ooooo oooooo ooo",
    "&#128528;",
    "9-0, 3-2, 10-4",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_number_is_found_where_it_stands(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, detect(plain)) == text


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_other_figures_are_no_telephone_numbers(text: str) -> None:
    assert with_marks(text, detect(text)) == text


@pytest.mark.parametrize(
    "text", ["Childline 0800 1111", "Samaritans: 116 123", "NSPCC 0808 800 5000", "dial 999 or 111"]
)
def test_helplines_are_nobodys_contact_details(text: str) -> None:
    assert detect(text) == []


def test_finding_says_what_it_is() -> None:
    (finding,) = detect("ring 07700 900123")
    assert (finding.label, finding.span, finding.detector) == ("phone_number", (5, 17), "phones")
    assert finding.why == "“07700 900123” is a telephone number."
    assert finding.confidence == 0.95


def test_number_without_its_area_is_less_certain() -> None:
    assert detect("ring 960382")[0].confidence < detect("ring 01632 960382")[0].confidence
