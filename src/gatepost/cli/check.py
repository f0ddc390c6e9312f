"""`gatepost check`: look at a draft post before it goes out."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .errors import ANSWERED, FAILED, Misuse, finish
from .output import Json, PackName, show_json

if TYPE_CHECKING:
    from gatepost.policy import Pack
    from gatepost.screening import Screening

STDIN = "-"
NOTHING = "nothing to check: name a file with the text, - for standard input, or a picture with --picture."


def check(
    pack: PackName,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE|-]", help="The text of the post, or - for standard input.")
    ] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", help="Where it goes: facebook, x, class_dojo, blog ...")
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--as", help="Who posts it: teacher, headteacher, office_manager ...")
    ] = None,
    picture: Annotated[
        list[Path] | None, typer.Option("--picture", help="A picture of the post. May be given several times.")
    ] = None,
    roll: Annotated[
        Path | None, typer.Option("--roll", help="The school's roll (CSV), so that names are noticed.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FACET=VALUE", help="What else is known, such as consent=given."),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option("--account", help="official, personal ...; by default what the policy says of the channel."),
    ] = None,
    action: Annotated[str, typer.Option("--action", help="publish, reply, share ...")] = "publish",
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
    screening = _screening(text, picture or (), roll, said)
    draft = drafts.Draft(policy, text or "", screening, drafts.situation_of(policy.vocabulary, said, screening))
    if json:
        show_json(draft_page.draft_json(draft))
    else:
        page.show(draft_page.draft_lines(draft))
    finish(ANSWERED if draft.may_go_out else FAILED)


def _said(policy: Pack, options: Mapping[str, str | None], settings: Sequence[str]) -> dict[str, Any]:
    """What the person says of the post. The account is, unless they say, what the policy says of the channel."""
    from .facets import read_facets

    said: dict[str, Any] = {facet: value for facet, value in options.items() if value}
    said |= read_facets(policy.vocabulary, settings)
    known = policy.channels.get(said.get("channel", ""))
    said.setdefault("account", (known and known.account) or "official")
    return said


def _text(file: str | None, pictures: Sequence[Path]) -> str | None:
    if file is None and pictures:
        return None
    if file is None and sys.stdin.isatty():
        raise Misuse(NOTHING)
    try:
        data = sys.stdin.buffer.read() if file in (None, STDIN) else Path(str(file)).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise Misuse(f"{file}: the file cannot be read ({(error.strerror or str(error)).lower()}).") from None
    except UnicodeDecodeError:
        raise Misuse(
            f"{file}: this is not text. Save the post as plain text (UTF-8); pictures are given with --picture."
        ) from None


def _screening(text: str | None, pictures: Sequence[Path], roll: Path | None, said: Mapping[str, Any]) -> Screening:
    from gatepost.screening import PictureError, RollError, load_roll, screen

    try:
        names = load_roll(roll) if roll else None
        return screen(text, pictures, names, shows_child="shows_child" in said.get("content", ()))
    except (RollError, PictureError) as error:
        raise Misuse(str(error)) from None
