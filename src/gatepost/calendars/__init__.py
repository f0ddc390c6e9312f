"""Floor 3: school days, bank holidays, deadlines. Knows no Django."""

from .days import LONDON, SchoolCalendar, Span
from .deadlines import AT_ONCE, deadline, end_of, is_end_of_day, months_after, why
from .wording import day_words, due_words, moment_words

__all__ = [
    "AT_ONCE",
    "LONDON",
    "SchoolCalendar",
    "Span",
    "day_words",
    "deadline",
    "due_words",
    "end_of",
    "is_end_of_day",
    "moment_words",
    "months_after",
    "why",
]
