"""What a history of answers comes to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gatepost.schools.image_permissions import ANY_CHANNEL, standing, widening
from gatepost.schools.models import ImagePermission

Use, Answer = ImagePermission.Use, ImagePermission.Answer
TODAY = date(2026, 9, 9)
NUMBERS = count(1)


@dataclass(frozen=True)
class Said:
    """An answer as the history holds it."""

    answer: str
    channel: str = ANY_CHANNEL
    use: str = Use.IMAGE
    day: int = 0
    until: int | None = None
    pk: int = field(default_factory=lambda: next(NUMBERS))
    basis: str = "consent"
    source: str = ""
    given_by: None = None

    @property
    def from_day(self) -> date:
        return TODAY + timedelta(days=self.day)

    @property
    def until_day(self) -> date | None:
        return None if self.until is None else TODAY + timedelta(days=self.until)

    @property
    def recorded_at(self) -> datetime:
        return datetime(2026, 9, 1, tzinfo=UTC) + timedelta(seconds=self.pk)


def yes(channel: str = ANY_CHANNEL, **facts: object) -> Said:
    return Said(Answer.GIVEN, channel, **facts)  # type: ignore[arg-type]


def no(channel: str = ANY_CHANNEL, **facts: object) -> Said:
    return Said(Answer.REFUSED, channel, **facts)  # type: ignore[arg-type]


def back(channel: str = ANY_CHANNEL, **facts: object) -> Said:
    return Said(Answer.WITHDRAWN, channel, **facts)  # type: ignore[arg-type]


HISTORIES = [
    ("nothing was ever said", [], "unknown"),
    ("a yes anywhere", [yes()], "given"),
    ("a yes here", [yes("facebook")], "given"),
    ("a yes for the class of networks", [yes("social_media")], "given"),
    ("a yes for somewhere else only", [yes("website")], "unknown"),
    ("a no anywhere after a yes here", [yes("facebook"), no()], "refused"),
    ("taken back anywhere after a yes here", [yes("facebook"), back()], "withdrawn"),
    ("a no here after a yes anywhere", [yes(), no("facebook")], "refused"),
    ("a yes here after a no anywhere", [no(), yes("facebook")], "given"),
    ("a yes anywhere after a no here", [no("facebook"), yes()], "refused"),
    ("a yes for the class of networks after a no here", [no("facebook"), yes("social_media")], "refused"),
    ("a yes here after all of that", [no("facebook"), yes(), yes("facebook")], "given"),
    ("a no elsewhere", [yes(), no("website")], "given"),
    ("a yes that has run out", [yes(day=-9, until=-1)], "unknown"),
    ("a yes on its last day", [yes(day=-9, until=0)], "given"),
    ("what a run-out yes replaced does not come back", [yes(day=-30), yes("facebook", day=-9, until=-1)], "unknown"),
    ("a no that has run out", [no(day=-9, until=-1)], "unknown"),
    ("a no here that has run out, then a yes anywhere", [no("facebook", day=-9, until=-1), yes()], "given"),
    ("a yes that begins tomorrow", [yes(day=1)], "unknown"),
    ("a no that begins tomorrow", [yes(), no(day=1)], "given"),
    ("a letter of last month that is recorded last", [no(day=0), yes(day=-30)], "refused"),
]


@pytest.mark.parametrize(("history", "answer"), [case[1:] for case in HISTORIES], ids=[case[0] for case in HISTORIES])
def test_a_history_comes_to_an_answer(history: list[Said], answer: str) -> None:
    assert standing(history, Use.IMAGE, "facebook", TODAY).answer == answer


def test_a_standing_says_since_when_and_where_it_is_written() -> None:
    found = standing([yes(day=-3, source="A form")], Use.IMAGE, "facebook", TODAY)
    assert (found.since, found.source, found.basis) == (date(2026, 9, 6), "A form", "consent")


@pytest.mark.parametrize("part", [Use.IMAGE, Use.NAME])
def test_a_no_to_the_picture_or_the_name_is_a_no_to_both_together(part: Use) -> None:
    history = [yes(use=Use.NAME_WITH_IMAGE), no(use=part)]
    assert standing(history, Use.NAME_WITH_IMAGE, "facebook", TODAY).answer == "refused"


def test_a_yes_to_the_picture_and_one_to_the_name_are_none_to_both_together() -> None:
    history = [yes(use=Use.IMAGE), yes(use=Use.NAME)]
    assert standing(history, Use.NAME_WITH_IMAGE, "facebook", TODAY).answer == "unknown"


def test_a_channel_widens_to_its_class_and_to_any() -> None:
    assert widening("facebook") == ("facebook", "social_media", ANY_CHANNEL)
    assert widening(ANY_CHANNEL) == (ANY_CHANNEL,)


CHANNELS = [ANY_CHANNEL, "social_media", "facebook", "instagram", "website"]
answers = some.builds(
    Said,
    answer=some.sampled_from(Answer.values),
    channel=some.sampled_from(CHANNELS),
    use=some.sampled_from(Use.values),
    day=some.integers(-20, 5),
    until=some.none() | some.integers(6, 20),
    pk=some.integers(1, 10_000),
)
histories = some.lists(answers, max_size=8, unique_by=lambda said: said.pk)
asked = some.tuples(some.sampled_from(Use.values), some.sampled_from(CHANNELS))


def latest(history: list[Said], **facts: object) -> Said:
    return Said(day=5, pk=99_999, **facts)  # type: ignore[arg-type]


@given(histories, asked)
def test_nothing_is_permitted_but_by_a_yes_that_applies(history: list[Said], ask: tuple[str, str]) -> None:
    use, channel = ask
    if standing(history, use, channel, TODAY).given:
        assert any(
            said.answer == Answer.GIVEN and said.use == use and said.channel in widening(channel) and said.day <= 0
            for said in history
        )


@given(histories, asked, some.sampled_from([Answer.REFUSED, Answer.WITHDRAWN]), some.data())
def test_the_last_word_is_a_no_wherever_it_applies(
    history: list[Said], ask: tuple[str, str], answer: str, data: some.DataObject
) -> None:
    use, channel = ask
    where = data.draw(some.sampled_from(widening(channel)))
    said = latest(history, answer=answer, channel=where, use=use)
    assert standing([*history, said], use, channel, TODAY + timedelta(days=5)).denied


@given(histories, asked)
def test_a_yes_for_exactly_this_is_heard(history: list[Said], ask: tuple[str, str]) -> None:
    use, channel = ask
    said = latest(history, answer=Answer.GIVEN, channel=channel, use=use)
    found = standing([*history, said], use, channel, TODAY + timedelta(days=5))
    assert found.given or use == Use.NAME_WITH_IMAGE


@given(histories, asked, some.randoms())
def test_the_order_of_the_rows_says_nothing(history: list[Said], ask: tuple[str, str], random: object) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standing(shuffled, *ask, TODAY) == standing(history, *ask, TODAY)


@given(histories, asked)
def test_other_uses_channels_and_days_say_nothing(history: list[Said], ask: tuple[str, str]) -> None:
    use, channel = ask
    parts = {use, Use.IMAGE, Use.NAME} if use == Use.NAME_WITH_IMAGE else {use}
    applying = [said for said in history if said.use in parts and said.channel in widening(channel) and said.day <= 0]
    assert standing(history, use, channel, TODAY) == standing(applying, use, channel, TODAY)


@given(histories, asked)
def test_an_answer_that_ends_permits_no_more_after_its_end(history: list[Said], ask: tuple[str, str]) -> None:
    ended = [replace(said, until=5) for said in history]
    assert not standing(ended, *ask, TODAY + timedelta(days=6)).known
