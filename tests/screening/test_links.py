import pytest

from gatepost.screening.folding import fold
from gatepost.screening.links import detect

DOUBTFUL = [
    "Get your tickets at https://www.big-fun-tickets.com/school",
    "Log in at http://192.168.4.20/login",
    "Pay at https://parentpay-login.co.uk",
    "Your parcel is waiting: royalmai1.com/track",
    "see https://xn--bbc-9ma.co.uk/news",
    "photos here cutt.ly/abc12",
    "win at facebook.com.login-now.info/claim",
    "https://gov.uk-refunds.info/claim",
    "https://www.classd0jo.com",
    "claim at prize-draw.win or big-prizes.top",
    "photos: school-pics.icu/a, school-pics.cc, pics.click, pics.vip",
    "go.to/abc",
]

KNOWN = [
    "Read more at www.nspcc.org.uk and https://www.childline.org.uk/help",
    "Our website: https://www.millfield.leeds.sch.uk/news",
    "Pay through https://app.parentpay.com/login",
    "Watch on https://youtu.be/abc123 or https://www.youtube.com/watch?v=12",
    "e-mail jo [at] some-site.com or jo.b @ some-site.com",
    "gofundme.com/f/new-minibus",
    "Meet at 8.45.Then go in.",
    "What a quiz.Win a prize next week.To enter see us.In the hall.",
    "come early.to be safe",
    "See https://www.gov.uk/school-meals. Or ask.",
]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_link_is_found(text: str) -> None:
    assert {finding.label for finding in detect(fold(text))} == {"untrusted_source"}


@pytest.mark.parametrize("text", KNOWN)
def test_known_site_is_not(text: str) -> None:
    assert detect(fold(text)) == []


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://bit.ly/abc", "is shortened, so it does not say where it leads"),
        ("http://10.0.0.7/x", "leads to a bare number instead of a name"),
        ("https://www.parentpay.com-pay.info/x", "looks like parentpay but belongs to somebody else (com-pay.info)"),
        ("https://bbс.co.uk/x", "uses letters of another alphabet that look like ours"),
        ("https://tall-trees.com/x", "leads to a site that is not on the school's list of trusted sites"),
    ],
)
def test_the_reason_is_said(link: str, reason: str) -> None:
    (finding,) = detect(fold(f"see {link} now"))
    assert finding.why == f"“{link}” {reason}."


@pytest.mark.parametrize(
    "entry", ["tall-trees.com", "https://www.tall-trees.com/about", "@Tall-Trees.com", "*.tall-trees.com"]
)
def test_a_school_trusts_what_it_lists(entry: str) -> None:
    assert detect(fold("https://news.tall-trees.com/x and tall-trees.com"), {entry}) == []


def test_what_looks_like_a_trusted_site_is_no_such_site() -> None:
    trusted = {"millfield.leeds.sch.uk", "tall-trees.com"}
    for link in (
        "https://millfield.leeds.sch.uk.example.info/pay",
        "https://tall-trees.com.example.info",
        "http://ta11-trees.com",
    ):
        (finding,) = detect(fold(link), trusted)
        assert "looks like" in finding.why or "not on the school's list" in finding.why


def test_a_shortener_is_trusted_if_the_school_says_so() -> None:
    assert detect(fold("bit.ly/abc"), {"bit.ly"}) == []
