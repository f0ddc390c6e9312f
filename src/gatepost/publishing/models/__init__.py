"""The data of this floor, a file for each noun."""

from .approvals import Approval
from .deliveries import Connection, Delivery, Pause, TakeDown
from .pictures import Picture, Portrayed
from .posts import Post, Wording

__all__ = ["Approval", "Connection", "Delivery", "Pause", "Picture", "Portrayed", "Post", "TakeDown", "Wording"]
