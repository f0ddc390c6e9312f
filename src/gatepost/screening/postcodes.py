"""UK postcodes, by the shapes and the areas that Royal Mail uses (Programmer's Guide to the Postcode Address File)."""

import re

from .folding import Folded
from .wordlists import words

_AREAS = words(
    """
    AB AL B BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE
    NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ
    TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """
)
_SHAPE = re.compile(
    r"(?<![^\W_])(?P<area>[a-z]{1,2})(?P<district>\d[\da-z]?)(?P<gap>[ ]{0,2})"
    r"(?P<inward>\d[abd-hjlnp-uw-z]{2})(?![^\W_])",
    re.IGNORECASE,
)
_INNER_PART = re.compile(r"[0-9][0-9a-z]?[ ]{0,2}[0-9][abd-hjlnp-uw-z]{2}")  # in lower case
_LETTERED_DISTRICTS = words("E EC N NW SE SW W WC")  # London only: "W1A", "EC2V"
_ORDINAL = re.compile(r"1st|2nd|3rd|\dth", re.IGNORECASE)


def postcodes(folded: Folded) -> list[tuple[int, int]]:
    """Where postcodes stand in the plain form of a text."""
    if not _INNER_PART.search(folded.key):
        return []
    return [found.span() for found in _SHAPE.finditer(folded.flat) if _is_postcode(found)]


def _is_postcode(found: re.Match[str]) -> bool:
    area, district, inward = found["area"], found["district"], found["inward"]
    if area.upper() not in _AREAS or (found.group().isalnum() and len(found.group()) < 5):
        return False
    if _ORDINAL.fullmatch(inward) and not (found["gap"] and inward.isupper()):
        return False  # "b4 2nd break"
    if district[-1].isalpha() and area.upper() not in _LETTERED_DISTRICTS:
        return False
    if area.isupper() != inward[1:].isupper():
        return False
    return area.isupper() or (bool(found["gap"]) and len(area) + len(district) > 2)
