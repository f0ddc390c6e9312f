"""Which posts somebody sees, and what they have in hand."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..models import Approval, Delivery, Post, Wording

S = Post.State
EVER_OUT = (S.PUBLISHED, S.CORRECTED, S.TAKEN_DOWN)


def visible(member: Member) -> QuerySet[Post]:
    """The posts of the school; unfinished ones are their author's, and of those who answer for posts."""
    found = member.school.posts.select_related("author", "suggested_by", "school")
    if member.may(Permission.APPROVE_POSTS):
        return found
    unfinished = Q(state__in=(S.IDEA, S.DRAFT, S.REFUSED, S.WITHDRAWN, S.EXPIRED))
    return found.filter(~unfinished | Q(author=member.person) | Q(suggested_by=member.person))


def mine(member: Member) -> QuerySet[Post]:
    """What a member has in hand: their own posts that are not out."""
    return with_rows(visible(member).filter(author=member.person).exclude(state__in=(*EVER_OUT, S.WITHDRAWN)))


def ideas(member: Member) -> QuerySet[Post]:
    """What was suggested and nobody has taken up."""
    found = visible(member) if member.may(Permission.COMPOSE_POSTS) else member.school.posts.none()
    return with_rows(found.filter(state=S.IDEA)).order_by("created_at", "pk")


def with_rows(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with everything that a list shows of them, in the same number of queries however many they are."""
    return posts.select_related("author", "school").prefetch_related(
        Prefetch("wordings", Wording.objects.select_related("account")),
        Prefetch("deliveries", Delivery.objects.select_related("account")),
        Prefetch("approvals", Approval.objects.filter(voided_at__isnull=True).select_related("person")),
        "pictures",
    )
