"""How long things hold. Ours, as no policy names them."""

from __future__ import annotations

from datetime import datetime, timedelta

from .models import Post

STALE = timedelta(hours=24)
"""Nothing goes out later than this after its time."""
WAITS = timedelta(days=14)
"""How long a post without a time waits for its approval."""
LEASE = timedelta(minutes=30)
"""After this a worker that has a delivery in hand is taken to be gone; longer than any one call to a network."""
ONE_AT_A_TIME = timedelta(minutes=3)
"""How long what is being sent to an account keeps others from being sent there at the same time."""
LOOKED_UP_AFTER, LOOKED_UP_EVERY = timedelta(minutes=5), timedelta(hours=6)
"""How soon something is looked up of which nobody knows whether it arrived, and how often at least."""
TIDIED_AFTER, TIDIED_EVERY = timedelta(minutes=30), timedelta(days=1)
"""The same for removing what was uploaded and not sent."""
TOLD_AFTER = timedelta(days=2)
"""So long after its time somebody is told that it is still there: by then a network that was away has been asked for a day."""
SLOWEST = timedelta(minutes=30)
"""The longest pause between two attempts that were certainly not accepted. They end when the post is stale."""


def expiry(post: Post, approved_at: datetime) -> datetime:
    """Until when an approval holds."""
    return (post.send_at or approved_at) + STALE


def last_moment(post: Post) -> datetime:
    """Until when a post can be approved."""
    return post.send_at or (post.submitted_at or post.changed_at) + WAITS


def pause(since: datetime, at: datetime, first: timedelta, longest: timedelta) -> timedelta:
    """How long to wait before something is asked again that was asked for the first time at `since`: longer each time."""
    return min(max((at - since) / 2, first), longest)
