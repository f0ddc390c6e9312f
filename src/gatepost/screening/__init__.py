"""Screening: what does this text or picture hold? Findings for a person to judge, offline and without a model.

For example:

    roll = load_roll("roll.csv")
    screening = screen(text="Well done Aisha!", pictures=["photo.jpg"], roll=roll)
    screening.labels()          # values of the vocabulary's `content` facet
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import PictureError, RollError
from .findings import Finding, Screening
from .roll import Person, Roll, load_roll
from .settings import Settings

if TYPE_CHECKING:
    from .pictures import PictureScreening

__all__ = [
    "Finding",
    "Person",
    "PictureError",
    "Roll",
    "RollError",
    "Screening",
    "Settings",
    "load_roll",
    "screen",
    "screen_picture",
    "screen_text",
]

_PLAIN = Settings()


def screen_text(text: str, roll: Roll | None = None, settings: Settings = _PLAIN) -> list[Finding]:
    """What a text holds: contact details, links to accounts and, with a roll, names. No text is an error."""
    from . import addresses, emails, handles, names, phones, profiles
    from .findings import in_order
    from .folding import fold

    folded = fold(text)
    found = [
        *phones.detect(text, settings.region),
        *emails.detect(folded),
        *addresses.detect(folded),
        *profiles.detect(text, settings),
        *handles.detect(folded, settings),
        *(names.detect(folded, roll) if roll else ()),
    ]
    return in_order(found)


def screen_picture(source: str | Path | bytes, *, name: str = "", settings: Settings = _PLAIN) -> "PictureScreening":
    """What a picture holds, given as a path or as bytes: faces and metadata. Raises PictureError."""
    from .pictures import screen_picture as look

    return look(source, name=name, settings=settings)


def screen(
    text: str | None = None,
    pictures: Iterable[str | Path | bytes] = (),
    roll: Roll | None = None,
    settings: Settings = _PLAIN,
    *,
    shows_child: bool = False,
) -> Screening:
    """A text and its pictures together. `shows_child`: a person says that a picture shows a child."""
    looked_at = tuple(screen_picture(picture, settings=settings) for picture in pictures)
    found = screen_text(text, roll, settings) if text else []
    found += [finding for picture in looked_at for finding in picture.findings]
    return Screening(tuple(found), looked_at, shows_child)
