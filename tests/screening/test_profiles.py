import pytest

from gatepost.screening import Settings
from gatepost.screening.profiles import detect

from .marked import unmarked, with_marks

OWN = Settings(own_accounts=frozenset({"@RiversidePrimary", "https://www.facebook.com/riverside.school/"}))

PROFILES = [
    "Her pots are here: «instagram.com/megs_makes_muddles»",
    "«https://www.facebook.com/profile.php?id=1000123», or",
    "(«linkedin.com/in/jo-b-123»)",
    "«https://uk.linkedin.com/in/jo-b»",
    "«https://www.tiktok.com/@jo.b?lang=en».",
    "«snapchat.com/add/dazza»",
    "«m.facebook.com/jo.b.smith»",
    "«https://x.com/jo_b» «twitter.com/jo_b»",
    "«bsky.app/profile/jo.example»",
    "«https://t.me/jo_b»",
]

NOT_PROFILES = [
    "https://www.facebook.com/riverside.school/posts",
    "instagram.com/riversideprimary and x.com/RiversidePrimary",
    "facebook.com/events/12345 facebook.com/groups/9",
    "youtube.com/watch?v=abc",
    "https://x.com/jo_b/status/123",
    "https://www.nhs.uk/live-well",
    "https://notfacebook.com/jo",
    "facebook.com",
    "instagram.com/p/Cabc/",
    "https://www.tiktok.com/discover",
]


@pytest.mark.parametrize("text", PROFILES)
def test_link_to_an_account_is_found(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, detect(plain, OWN)) == text


@pytest.mark.parametrize("text", NOT_PROFILES)
def test_own_accounts_and_other_pages_are_not(text: str) -> None:
    assert with_marks(text, detect(text, OWN)) == text


def test_finding_says_what_it_is() -> None:
    (finding,) = detect("see instagram.com/megs", OWN)
    assert (finding.label, finding.detector) == ("personal_account_link", "profiles")
    assert finding.why == "“instagram.com/megs” leads to an account on Instagram that is not on the school's list."
