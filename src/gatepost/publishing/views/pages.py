"""What the pages of posts share: loading a post through the school, and doing what a button says."""

from __future__ import annotations

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse

from gatepost.channels.errors import NotDone
from gatepost.channels.views import pages
from gatepost.platforms.errors import PlatformError
from gatepost.records.files import EvidenceDamaged, EvidenceRefused
from gatepost.schools.members import Member
from gatepost.schools.policies import NoPolicyInForce
from gatepost.screening import PictureError

from .. import queries
from ..models import Delivery, Post

CannotBe = (NotDone, NoPolicyInForce, PictureError, PlatformError, EvidenceRefused, EvidenceDamaged)
"""Everything that can be in the way of what somebody wants, each with a sentence for them."""


def post_of(member: Member, pk: int) -> Post:
    """A post of the member's own school that they may see."""
    found: Post = get_object_or_404(queries.visible(member), pk=pk)
    return found


def delivery_of(member: Member, pk: int, delivery: int) -> Delivery:
    """A post of the member's own school on its way to one account."""
    deliveries = post_of(member, pk).deliveries.select_related("post__school", "account__school")
    found: Delivery = get_object_or_404(deliveries, pk=delivery)
    return found


def address_of(post: Post, page: str = "post") -> str:
    return reverse(f"publishing:{page}", args=[post.school.slug, post.pk])


press = partial(pages.press, cannot=CannotBe)
"""A button, and everything that can be in its way here."""
