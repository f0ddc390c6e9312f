"""`gatepost check`: look at a draft post before it goes out."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .errors import ANSWERED, FAILED, Misuse, finishing
from .output import Json, PackName, show_json
from .screening_options import PhrasesFile, RollFile, Trusted, roll_in, settings_of

if TYPE_CHECKING:
    from gatepost.policy import Pack
    from gatepost.screening import Roll, Screening, Settings

STDIN = "-"
NOTHING = "nothing to check: name a file with the text, - for standard input, or a picture with --picture."
NO_TEXT = "there is no text in it; name a file with the text of the post, or a picture with --picture."
ACTION = "publish"


def check(
    pack: PackName,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE|-", help="The text of the post, or - for standard input.")
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option("--channel", metavar="CHANNEL", help="Where it goes: facebook, x, class_dojo, blog ..."),
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--as", metavar="ROLE", help="Who posts it: teacher, headteacher, office_manager ...")
    ] = None,
    picture: Annotated[
        list[Path] | None,
        typer.Option("--picture", metavar="PICTURE", help="A picture of the post. May be given several times."),
    ] = None,
    roll: RollFile = None,
    trusted: Trusted = None,
    phrases: PhrasesFile = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FACET=VALUE", help="What else is known, such as consent=given."),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option(
            "--account",
            metavar="ACCOUNT",
            help="official, personal ... If left out: what the policy says of the channel; official if it says nothing.",
        ),
    ] = None,
    action: Annotated[
        str | None,
        typer.Option("--action", metavar="ACTION", help=f"{ACTION}, reply, share ... If left out: {ACTION}."),
    ] = None,
    json: Json = False,
) -> None:
    """Check a draft post before it goes out.

    Its text and pictures are screened, the policy decides, and you are told what to do. Ends with 1 if it may not go out as it is.
    """
    from gatepost.policy import load_pack

    from . import draft_page, drafts, page

    policy = load_pack(pack)
    said = _said(policy, {"actor": actor, "action": action, "account": account, "channel": channel}, set_ or ())
    policy.decide(said)  # what is wrong with the words typed is said before anything is looked at
    text = _text(file, picture or ())
    screening = _screening(text, picture or (), roll_in(roll), settings_of("post", trusted, phrases), said)
    situation = drafts.situation_of(policy.vocabulary, said, screening)
    draft = drafts.Draft(policy, text, screening, situation)
    with finishing(ANSWERED if draft.may_go_out else FAILED):
        if json:
            show_json(draft_page.draft_json(draft))
        else:
            page.show(draft_page.draft_lines(draft))


def _said(policy: Pack, options: Mapping[str, str | None], settings: Sequence[str]) -> dict[str, Any]:
    """What the person says of the post. The account is, unless they say, what the policy says of the channel."""
    from .facets import read_facets

    said: dict[str, Any] = {facet: value for facet, value in options.items() if value is not None}
    for facet, value in read_facets(policy.vocabulary, settings).items():
        if said.get(facet, value) != value:
            raise Misuse(f"'{facet}' is given twice: {said[facet]} and, with --set, {value}.")
        said[facet] = value
    said.setdefault("action", ACTION)
    known = policy.channels.get(said.get("channel", ""))
    said.setdefault("account", (known and known.account) or "official")
    return said


def _text(file: str | None, pictures: Sequence[Path]) -> str:
    if file is None and pictures:
        return ""
    if file is None and sys.stdin.isatty():
        raise Misuse(NOTHING)
    name = "standard input" if file in (None, STDIN) else str(file)
    try:
        data = sys.stdin.buffer.read() if file in (None, STDIN) else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise Misuse(f"{name}: the file cannot be read ({(error.strerror or str(error)).lower()}).") from None
    except UnicodeDecodeError:
        raise Misuse(
            f"{name}: this is not text. Save the post as plain text (UTF-8); pictures are given with --picture."
        ) from None
    if not pictures and not text.strip():
        raise Misuse(f"{name}: {NO_TEXT}")
    return text


def _screening(
    text: str, pictures: Sequence[Path], roll: Roll | None, settings: Settings, said: Mapping[str, Any]
) -> Screening:
    from gatepost.screening import PictureError, screen

    try:
        return screen(text, pictures, roll, settings, shows_child="shows_child" in said.get("content", ()))
    except PictureError as error:
        raise Misuse(str(error)) from None
