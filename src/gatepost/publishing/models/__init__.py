"""The data of this floor, a file for each noun."""

from .approvals import Approval
from .deliveries import Connection, Delivery, Pause, TakeDown
from .pictures import Picture, Portrayed
from .posts import Post, Wording
from .reminders import PostDue, PostReminder

__all__ = [
    "Approval",
    "Connection",
    "Delivery",
    "Pause",
    "Picture",
    "Portrayed",
    "Post",
    "PostDue",
    "PostReminder",
    "TakeDown",
    "Wording",
]
