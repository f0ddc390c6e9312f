import pytest

from gatepost.screening.emails import detect
from gatepost.screening.folding import fold

from .marked import unmarked, with_marks

ADDRESSES = [
    "e-mail «office@riverside.example» today",
    "«head@st-marys.leeds.sch.uk», «a.b@riverside.sch.uk»!",
    "«jo@example.com».",
    "<«jo+fair@example.co.uk»>",
    "mailto:«jo@example.com»",
    "«jo@example.com»,«sam@example.com»;«kit@example.org»",
    "«o’neil@example.com» and «o'neil@example.com»",
    "«zoë@example.com»",
    "«jo@münchen.example»",
    "«kit.moss [at] example.com», if you would",
    "«jo(at)example(dot)com» «jo{at}example.com»",
    "write to «office at riverside dot sch dot uk»",
    "«jo AT example DOT com»",
    "«j.patel @ gmail . com», «j.patel @ gmail.com», «j.patel@ gmail.com»",
    "«jo@example.com» . Come early",
    "e-mail «jo at example.com» or «kit.moss at example.com»",
    "«kitmoss at gmail.com»",
    "«kit dot moss at example dot com»",
]

NEAR_MISSES = [
    "@ home @school @megs_makes",
    "meet at school. Uk weather",
    "look at bbc dot co dot uk",
    "see it @ school.com",
    "2 @ £1.50",
    "a@b a@ @b @@@",
    "RT @odotkay via @wordpressdotcom",
    "meet at 3.30 at the gate",
    "book at example.com, we are at riverside.example, 8.30 at school.co.uk",
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_address_is_found_where_it_stands(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, detect(fold(plain))) == text


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_other_uses_of_the_sign_are_no_addresses(text: str) -> None:
    assert with_marks(text, detect(fold(text))) == text


def test_finding_says_what_it_is() -> None:
    (finding,) = detect(fold("Zoë: jo@example.com"))
    assert (finding.label, finding.span, finding.detector) == ("email_address", (5, 19), "emails")
    assert finding.why == "“jo@example.com” is an e-mail address."
