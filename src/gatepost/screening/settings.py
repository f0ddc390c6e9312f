"""What a school tells the screening about itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    """`own_accounts`: the school's own accounts, as handles ("@hawthornbank") or addresses
    ("facebook.com/hawthornbank"); a link to one of them is not a link to a personal account.
    `region`: the country whose telephone numbers are written without a country code.
    `most_bytes` and `most_pixels`: a larger picture is refused before it is decoded."""

    own_accounts: frozenset[str] = field(default_factory=frozenset)
    region: str = "GB"
    most_bytes: int = 25_000_000
    most_pixels: int = 60_000_000
