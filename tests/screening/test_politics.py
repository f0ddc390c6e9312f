from datetime import date

import pytest

from gatepost.screening.elections import PreElectionPeriod, pre_election_period, pre_election_periods
from gatepost.screening.folding import fold
from gatepost.screening.politics import detect

POLITICAL = [
    "Thanks to Labour, every breakfast club is now funded. What a difference a government makes.",
    "The Prime Minister should be ashamed of what he has done to school budgets.",
    "Say no to the new housing estate: back the Green candidate.",
    "Reform will sort this country out you wait",
    "Bet that lot voted tory",
    "blame the council, useless labour run shower",
    "Nigel Farage is the only one talking sense",
    "Write to your MP, this funding formula is a scandal",
    "Rachel Reeves has robbed pensioners and now its schools",
    "Our headteacher will be standing for the Green Party in May. Let's all get behind him!",
    "Thursday is polling day. Vote for change, vote for the Lib Dems.",
    "The Chancellor's budget is an attack on children. Join our protest outside the town hall.",
    "Never trust a Tory with a school",
    "Keir Starmer couldn't run a bath",
    "This is what happens when you vote Labour",
    "We need a general election NOW",
    "We urge all our families to vote Labour on Thursday to protect our schools.",
    "Come and meet your local Conservative candidate at our gates on Friday at 3pm.",
    "The government has let our children down again. Sign the petition against these cuts today.",
    "Join the rally outside County Hall on Saturday and tell the council to stop the cuts to our schools!",
    "Typical Tories, couldn't care less about kids",
    "Starmer's lot have no idea, roll on the next election",
    "Vote Reform and get this country back",
    "Lib Dems will fix the potholes outside school, vote for them on the 4th",
    "stop the boats and spend the money on schools",
    "brexit did this, thank boris johnson for your food prices",
]

NOT_POLITICAL = [
    "Our local MP came to visit Year 6 today and answered questions about Parliament.",
    "Year 5 learned about how laws are made for UK Parliament Week. We held a mock election, and the Chocolate Party won.",
    "Please vote for our garden in the county's school garden competition!",
    "Green team won the relay, and the green party bags went down a treat.",
    "The council will be resurfacing School Lane in March, so expect delays.",
    "We're voting on a new name for the school hamster. Nominations in the box.",
    "The Mayor opened our new library today.",
    "labour of love that costume, took me 3 weeks",
    "I was in labour with my youngest the last time I was in this hall haha",
    "The PTA campaign for a new crossing has worked, lights going in next month",
    "All four candidates for crossing patrol came to meet the children. Thank you to the council for arranging it.",
]


@pytest.mark.parametrize("text", POLITICAL)
def test_politics_is_found(text: str) -> None:
    findings = detect(fold(text))
    assert {finding.label for finding in findings} == {"political"}


@pytest.mark.parametrize("text", NOT_POLITICAL)
def test_school_life_is_no_politics(text: str) -> None:
    assert detect(fold(text)) == []


def test_before_a_poll_politics_weighs_more_and_says_so() -> None:
    text = fold("Please vote Labour on Thursday.")
    (quiet,) = detect(text, date(2024, 11, 4))
    (tense,) = detect(text, date(2024, 6, 20))
    assert tense.confidence > quiet.confidence
    assert tense.why.endswith("in the period before “General election, July 2024” (poll on 4 July 2024).")


def test_periods_hold_both_their_ends() -> None:
    period = pre_election_period(date(2024, 5, 25))
    assert period is not None
    assert pre_election_period(period.polling_day) == period
    assert pre_election_period(date(2024, 7, 5)) is None


def test_a_period_belongs_to_its_nations() -> None:
    day = date(2026, 4, 1)
    assert pre_election_period(day, "england") is None
    assert pre_election_period(day, "scotland") is not None
    assert pre_election_period(date(2026, 4, 7), "wales") is None
    assert pre_election_period(date(2026, 4, 8), "wales") is not None


@pytest.mark.parametrize("period", pre_election_periods(), ids=lambda period: period.name)
def test_every_period_is_dated_and_has_a_source(period: PreElectionPeriod) -> None:
    assert period.first < period.polling_day
    assert (period.polling_day - period.first).days < 60
    assert period.polling_day.weekday() == 3  # polls are on Thursdays
    assert period.basis in ("published", "convention")
    assert period.source.startswith("https://")
