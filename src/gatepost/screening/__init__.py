"""Screening: what does this text or picture hold? Findings for a person to judge, offline and without a model.

For example:

    roll = load_roll("roll.csv")
    screening = screen(text="Well done Aisha!", pictures=["photo.jpg"], roll=roll, kind="post", trusted=["hawthornbank.sch.uk"])
    screening.labels()          # values of the vocabulary's `content` facet
    screening.situation()       # what a pack needs to decide
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .barred import names_nobody_barred
from .errors import PictureError, RollError
from .findings import Finding, Screening
from .roll import Person, Roll, load_roll
from .settings import Settings, TextKind

if TYPE_CHECKING:
    from .phrases import Silenced
    from .pictures import PictureScreening

__all__ = [
    "Finding",
    "Person",
    "PictureError",
    "Roll",
    "RollError",
    "Screening",
    "Settings",
    "TextKind",
    "load_roll",
    "screen",
    "screen_picture",
    "screen_text",
]

_PLAIN = Settings()


def screen_text(text: str, roll: Roll | None = None, settings: Settings = _PLAIN) -> list[Finding]:
    """What a text holds, in the order of the text. No text is an error."""
    return _look(text, roll, settings)[0]


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
    kind: TextKind | None = None,
    trusted: Iterable[str] | None = None,
    shows_child: bool = False,
) -> Screening:
    """A text and its pictures together.

    `kind` ("post" or "comment") and `trusted` stand in for those of the settings. `shows_child`: a person says that a
    picture shows a child.
    """
    settings = _with(settings, kind, trusted)
    looked_at = tuple(screen_picture(picture, settings=settings) for picture in pictures)
    found, silenced = _look(text, roll, settings) if text else ([], ())
    return Screening(
        findings=(*found, *(finding for picture in looked_at for finding in picture.findings)),
        pictures=looked_at,
        shows_child=shows_child,
        silenced=silenced,
        roll_lacks=roll.lacks if roll else (),
        names_nobody_barred=names_nobody_barred(text, roll, found),
    )


def _look(text: str, roll: Roll | None, settings: Settings) -> "tuple[list[Finding], tuple[Silenced, ...]]":
    from .detectors import look

    return look(text, roll, settings)


def _with(settings: Settings, kind: TextKind | None, trusted: Iterable[str] | None) -> Settings:
    if kind is None and trusted is None:
        return settings
    return replace(
        settings,
        kind=settings.kind if kind is None else kind,
        trusted=settings.trusted if trusted is None else frozenset(trusted),
    )
