"""Which posts somebody sees, and what they have in hand."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..models import Approval, Delivery, Post, Wording

S = Post.State
EVER_OUT = (S.PUBLISHED, S.CORRECTED, S.TAKEN_DOWN)
UNFINISHED = (S.IDEA, S.DRAFT, S.REFUSED, S.WITHDRAWN, S.EXPIRED)


def visible(member: Member) -> QuerySet[Post]:
    """The posts of the school; unfinished ones are their author's, and of those who answer for posts."""
    found = member.school.posts.select_related("author", "suggested_by", "school")
    if member.may(Permission.APPROVE_POSTS):
        return found
    return found.filter(~Q(state__in=UNFINISHED) | Q(author=member.person) | Q(suggested_by=member.person))


def with_rows(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with everything that a list shows of them, in the same number of queries however many they are."""
    return posts.select_related("author", "school").prefetch_related(
        Prefetch("wordings", Wording.objects.select_related("account")),
        Prefetch("deliveries", Delivery.objects.select_related("account")),
        Prefetch("approvals", Approval.objects.filter(voided_at__isnull=True).select_related("person")),
        "pictures",
    )
