"""The last look before something is shown: by the permissions and the policy of this very moment. In doubt nothing is sent."""

from __future__ import annotations

from datetime import datetime

from gatepost.channels.models import Account
from gatepost.schools.policies import NoPolicyInForce

from ..judging.judgement import judge
from ..models import Delivery, Post
from .arriving import GOING
from .pausing import is_paused


class Stopped(Exception):
    """It may not be sent. The message says why, in plain words."""


def last_look(delivery: Delivery, at: datetime) -> None:
    """Look whether it is still wanted and may still go out. Part of a transaction: until that ends, nobody changes the post.

    Raises:
        Stopped: it may not be sent.
    """
    post = Post.objects.select_for_update().get(pk=delivery.post_id)
    delivery.post = post
    if post.state not in GOING or is_paused(post.school):
        raise Stopped("It was held back at the last moment.")
    fit(delivery, at)


def fit(delivery: Delivery, at: datetime) -> None:
    """Decide again.

    Raises:
        Stopped: it may not be sent.
    """
    if Account.objects.get(pk=delivery.account_id).state != Account.State.OPEN:
        raise Stopped("The account is closed or compromised.")
    try:
        judgement = next(iter(judge(delivery.post, account=delivery.account, at=at)), None)
    except NoPolicyInForce as problem:
        raise Stopped(str(problem)) from None
    if judgement is None:
        raise Stopped("The post is no longer meant for this account.")
    if judgement.in_the_way:
        raise Stopped("There is no longer permission for everybody who is shown or named.")
    if not judgement.may_go:
        raise Stopped(
            judgement.card.answer if judgement.stopped else "An approval that it needs is missing or has run out."
        )
