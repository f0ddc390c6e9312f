"""What is asked of posts, always within one school."""

from .archived import Search, archive
from .attention import in_trouble, pauses, to_post_by_hand, to_remove
from .planned import Slot, calendar
from .visible import ideas, mine, visible, with_rows
from .waiting import Approver, approvers, for_approval, waits_for

__all__ = [
    "Approver",
    "Search",
    "Slot",
    "approvers",
    "archive",
    "calendar",
    "for_approval",
    "ideas",
    "in_trouble",
    "mine",
    "pauses",
    "to_post_by_hand",
    "to_remove",
    "visible",
    "waits_for",
    "with_rows",
]
