"""The data of this floor, a file for each noun."""

from .alarms import Alarm
from .approvals import Approval
from .days import PermissionDay
from .deliveries import Connection, Delivery, Pause, TakeDown
from .pictures import Picture, Portrayed
from .posts import Post, Wording
from .reminders import PostDue, PostReminder

__all__ = [
    "Alarm",
    "Approval",
    "Connection",
    "Delivery",
    "Pause",
    "PermissionDay",
    "Picture",
    "Portrayed",
    "Post",
    "PostDue",
    "PostReminder",
    "TakeDown",
    "Wording",
]
