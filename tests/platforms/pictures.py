"""Pictures for the tests: plain colours."""

from __future__ import annotations

import io

from PIL import Image

from gatepost.platforms import Picture


def picture(
    colour: str = "green", alt: str = "A green field", size: tuple[int, int] = (64, 48), kind: str = "JPEG"
) -> Picture:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, kind)
    return Picture(written.getvalue(), alt, f"{colour}.{kind.lower()}")
