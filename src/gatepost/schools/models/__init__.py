"""The data of this floor, a file for each noun."""

from .image_permissions import ImagePermission, SafeguardingBar
from .people import Family, Person, PostHeld
from .policies import Adoption, PackEdition
from .schools import Closure, School, Term, Trust
from .users import User

__all__ = [
    "Adoption",
    "Closure",
    "Family",
    "ImagePermission",
    "PackEdition",
    "Person",
    "PostHeld",
    "SafeguardingBar",
    "School",
    "Term",
    "Trust",
    "User",
]
