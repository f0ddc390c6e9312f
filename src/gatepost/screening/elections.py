"""Pre-election periods, as dated data with their sources (`elections.yaml`)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from .shipped import shipped


@dataclass(frozen=True, slots=True)
class PreElectionPeriod:
    """The days from `first` to `polling_day`, both included, in which public bodies take special care.

    `nations` are those that vote; `basis` is "published" or "convention", as `source` (an address) says.
    """

    name: str
    nations: tuple[str, ...]
    first: date
    polling_day: date
    basis: str
    source: str


@cache
def pre_election_periods() -> tuple[PreElectionPeriod, ...]:
    """Every period that is known, the earliest first."""
    periods = (
        PreElectionPeriod(
            row["name"], tuple(row["nations"]), row["from"], row["polling_day"], row["basis"], row["source"]
        )
        for row in shipped("elections.yaml")
    )
    return tuple(sorted(periods, key=lambda period: period.first))


def pre_election_period(day: date, nation: str | None = None) -> PreElectionPeriod | None:
    """The period in which a day falls (in one nation, or anywhere), or None if none is known."""
    for period in pre_election_periods():
        if period.first <= day <= period.polling_day and (nation is None or nation in period.nations):
            return period
    return None
