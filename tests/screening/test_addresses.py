import pytest

from gatepost.screening.addresses import detect
from gatepost.screening.folding import fold
from gatepost.screening.postcodes import postcodes

from .marked import unmarked, with_marks

ADDRESSES = [
    "jars to Sam's, «14 Quarry Close, GL77 4TZ», any time",
    "books are at «9 Heron Way OX77 3QP» till six",
    "«14a High Street, Leeds LS1 4AB»",
    "«14 Quarry Close\nLeeds\nLS1 4AB»",
    "live at «14 Quarry Close»",
    "«Flat 2, 14 Quarry Close»",
    "«12 St John's Road»",
    "«Church Lane, LS1 4AB» and «Rose Field Road, Leeds, LS1 4AB»",
    "knock at «14, Quarry Close»",
    "come to «3 mill lane» for tea",
    "parcel for «LS14AB» and «SW1A 1AA», «sw1a 1aa»",
    "«M1 1AE», «B33 8TH», «CR2 6XH», «DN55 1PT», «EC1A 1BB»",
]

NEAR_MISSES = [
    "Elm Grove 61, St Hilda's 58, Mill Lane 40",
    "we beat Mill Lane 3-2 on Church Road",
    "Year 4 Forest Walk, class 3 Rose Garden, Room 12 Park View",
    "2 Forest Park tickets and 5 green bags",
    "Meet at 9 on Church Lane",
    "Sunday 14 July, 11 till 2 by the pavilion",
    "20 children walked to the park by the side gate",
    "KS2 2PM, E4 4AM, Y5 3PM, b4 2nd break",
    "playing t0 w1n and s0r3",
    "A1 paper, B4 and M62",
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_address_is_one_finding(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, detect(fold(plain))) == text


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_numbers_near_words_are_no_addresses(text: str) -> None:
    assert with_marks(text, detect(fold(text))) == text


def test_finding_says_what_it_is() -> None:
    (finding,) = detect(fold("at 14 Quarry Close, GL77 4TZ"))
    assert (finding.label, finding.detector) == ("contact_details", "addresses")
    assert finding.why == "“14 Quarry Close, GL77 4TZ” is a postal address."


@pytest.mark.parametrize("text", ["ZZ1 1AA", "LS1 4CI", "LS1 44A", "M1A 1AA", "XLS1 4ABX"])
def test_impossible_postcodes(text: str) -> None:
    assert postcodes(fold(text)) == []
