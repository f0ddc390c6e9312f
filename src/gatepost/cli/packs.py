"""`gatepost packs`: the policies that are shipped."""

from __future__ import annotations

from .output import Json, show_json


def packs(json: Json = False) -> None:
    """List the policies that come with Gatepost."""
    from gatepost.policy import load_pack, shipped_packs

    from .documents import pack_json, pack_lines
    from .page import show

    loaded = [load_pack(name) for name in shipped_packs()]
    if json:
        show_json([pack_json(pack) for pack in loaded])
    else:
        show(item for pack in loaded for item in pack_lines(pack))
