import pytest

from gatepost.screening import Settings
from gatepost.screening.folding import fold
from gatepost.screening.handles import detect

from .marked import unmarked, with_marks

OWN = Settings(own_accounts=frozenset({"@RiversidePrimary"}))


@pytest.mark.parametrize(
    "text",
    [
        "want to swap cards? add me on snapchat, «dazza_rp_88»",
        "add me on snap: «dazza88»",
        "message me «@dazza_88»",
        "my insta is «megs.makes»",
        "add me on discord «xx_slayer_xx»",
    ],
)
def test_account_to_be_contacted_is_a_contact_detail(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, detect(fold(plain), OWN), "contact_details") == text


@pytest.mark.parametrize("text", ["his band is on insta «@the_offbeats» 🎸", "Follow «@megs_makes»!"])
def test_account_to_be_followed_is_a_link_to_it(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, detect(fold(plain), OWN), "personal_account_link") == text


@pytest.mark.parametrize(
    "text",
    [
        "Thanks @BBCBitesize for the visit",
        "My class loved @BBCBitesize; please find @ourmuseum on the map",
        "Follow @riversideprimary",
        "Instagram: RiversidePrimary",
        "e-mail jo@example.com to add a name",
        "snap me at 8pm y5 on the app",
        "our whatsapp group is for Y5, add 2 more",
        "b3st cl4ss ever, add me to the list",
        "my facebook is broken",
        "follow the path @ 3pm",
    ],
)
def test_other_mentions_are_neither(text: str) -> None:
    assert with_marks(text, detect(fold(text), OWN)) == text
