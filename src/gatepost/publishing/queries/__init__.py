"""What is asked of posts, always within one school."""

from .archived import Became, Search, archive, authors, portrayed
from .at_hand import AtHand, at_hand
from .attention import ToDo, pauses, to_do
from .days import DayNotes
from .planned import Slot, beside, calendar, without_time
from .reminders import reminders, times_to_post, to_begin
from .verdicts import Waiting, with_verdicts
from .visible import visible, with_rows
from .waiting import Approver, approvers, for_approval, waits_for

__all__ = [
    "Approver",
    "AtHand",
    "Became",
    "DayNotes",
    "Search",
    "Slot",
    "ToDo",
    "Waiting",
    "approvers",
    "archive",
    "at_hand",
    "authors",
    "beside",
    "calendar",
    "for_approval",
    "pauses",
    "portrayed",
    "reminders",
    "times_to_post",
    "to_begin",
    "to_do",
    "visible",
    "waits_for",
    "with_rows",
    "with_verdicts",
    "without_time",
]
