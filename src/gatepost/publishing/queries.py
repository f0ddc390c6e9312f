"""What is asked of posts, always within one school."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from gatepost.calendars import LONDON
from gatepost.channels.models import Account
from gatepost.channels.situations import APPROVALS, gives
from gatepost.schools.members import Member, member_of
from gatepost.schools.models import Person, PostHeld, School
from gatepost.schools.policies import NoPolicyInForce
from gatepost.schools.roles import Permission

from .judging import RELEASE, Judgement, judge, wanted_of
from .models import Approval, Delivery, Pause, Portrayed, Post, Wording
from .services.approving import wanted_in_words

S = Post.State
EVER_OUT = (S.PUBLISHED, S.TAKEN_DOWN)


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


# ---------------------------------------------------------------------- who approves


def for_approval(member: Member, at: datetime | None = None) -> list[Post]:
    """The posts that wait for this member, the first due first."""
    if not member.may(Permission.APPROVE_POSTS):
        return []
    waiting = with_rows(member.school.posts.filter(state=S.SUBMITTED).exclude(author=member.person))
    ordered = sorted(waiting, key=lambda post: (post.send_at or post.submitted_at or post.changed_at, post.pk))
    return [post for post in ordered if waits_for(post, member, at)]


def waits_for(post: Post, member: Member, at: datetime | None = None) -> bool:
    """Whether an approval that is still wanted is this member's to give."""
    if post.author_id == member.person.pk or not member.may(Permission.APPROVE_POSTS):
        return False
    try:
        return any(each.given_by(member) for each in judge(post, at=at))
    except NoPolicyInForce:
        return False


@dataclass(frozen=True, slots=True)
class Approver:
    """Whose approval is wanted, and who could give it today. `people` leaves out the author."""

    words: str
    people: tuple[Person, ...]


def approvers(post: Post, judged: Iterable[Judgement]) -> list[Approver]:
    """Who approves a post: of each group one is needed."""
    known = list(judged)
    wanted = wanted_of(known)
    words = wanted_in_words(wanted)
    return [Approver(said, tuple(_could(post, known, values))) for values, said in zip(wanted, words, strict=True)]


def _could(post: Post, judged: list[Judgement], values: tuple[str, ...]) -> list[Person]:
    if values == (RELEASE,):
        releasing = [each.senders.people for each in judged if each.release]
        found = [person for person in releasing[0] if all(person in people for people in releasing)]
    else:
        pack = judged[0].pack
        roles = [role.value for role, value in APPROVALS.items() if gives(pack, [value], [values])]
        holders = PostHeld.objects.current().filter(role__in=roles).values("person")
        found = list(Person.objects.current().filter(school=post.school, pk__in=holders))
    return [
        person for person in found if person.pk != post.author_id and member_of(person).may(Permission.APPROVE_POSTS)
    ]


# ---------------------------------------------------------------------- planned and past


@dataclass(frozen=True, slots=True)
class Slot:
    """A post on a day of the calendar. `clash`: another goes to the same account within the hour; `closed`: the school's closure."""

    post: Post
    at: datetime
    clash: bool
    closed: str


def calendar(member: Member, first: date, last: date) -> list[Slot]:
    """What goes out, and went out, from a day to a day (the last included)."""
    begin, end = (datetime.combine(day, time.min, LONDON) for day in (first, last + timedelta(days=1)))
    planned = Q(send_at__gte=begin, send_at__lt=end) & ~Q(state__in=(S.IDEA, S.WITHDRAWN))
    past = Q(send_at__isnull=True, published_at__gte=begin, published_at__lt=end)
    posts = sorted(with_rows(visible(member).filter(planned | past)), key=lambda post: (_when(post), post.pk))
    closures = list(member.school.closures.filter(first_day__lt=end.date(), last_day__gte=first))
    taken = [(post.pk, _when(post), {each.account_id for each in post.wordings.all()}) for post in posts]
    return [
        Slot(post, _when(post), _clashes(post, taken), _closed(timezone.localdate(_when(post)), closures))
        for post in posts
    ]


def _when(post: Post) -> datetime:
    return post.send_at or post.published_at or post.changed_at


def _clashes(post: Post, taken: list[tuple[int, datetime, set[int]]]) -> bool:
    accounts = {each.account_id for each in post.wordings.all()}
    return any(
        pk != post.pk and accounts & others and abs(at - _when(post)) < timedelta(hours=1) for pk, at, others in taken
    )


def _closed(day: date, closures: Iterable[object]) -> str:
    return next((each.name for each in closures if each.first_day <= day <= each.last_day), "")  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for in the archive. Whatever is empty is not asked."""

    text: str = ""
    person: Person | None = None
    account: Account | None = None
    channel: str = ""
    category: str = ""
    first: date | None = None
    last: date | None = None
    taken_down: bool | None = None


def archive(member: Member, search: Search = Search()) -> QuerySet[Post]:
    """Everything that was ever out, the latest first."""
    found = member.school.posts.filter(state__in=EVER_OUT)
    for word in search.text.split():
        own = Wording.objects.filter(post=OuterRef("pk"), own_text__icontains=word)
        found = found.filter(Q(text__icontains=word) | Q(title__icontains=word) | Exists(own))
    if search.person:
        about = Portrayed.objects.filter(post=OuterRef("pk"), person=search.person)
        found = found.filter(Exists(about.exclude(how=Portrayed.How.NOT_MEANT)))
    if search.account or search.channel:
        out = Delivery.objects.filter(post=OuterRef("pk"), sent_at__isnull=False)
        out = out.filter(account=search.account) if search.account else out
        found = found.filter(Exists(out.filter(account__channel=search.channel) if search.channel else out))
    if search.category:
        found = found.filter(category=search.category)
    if search.first:
        found = found.filter(published_at__gte=datetime.combine(search.first, time.min, LONDON))
    if search.last:
        found = found.filter(published_at__lt=datetime.combine(search.last + timedelta(days=1), time.min, LONDON))
    if search.taken_down is not None:
        found = found.filter(state=S.TAKEN_DOWN if search.taken_down else S.PUBLISHED)
    return found.select_related("author", "take_down").order_by("-published_at", "-pk")


# ---------------------------------------------------------------------- what somebody should see to


def to_post_by_hand(member: Member) -> QuerySet[Delivery]:
    """What waits for somebody to post it."""
    return _deliveries(member.school, Delivery.State.BY_HAND)


def to_remove(member: Member) -> QuerySet[Delivery]:
    """What has to come down and Gatepost could not remove."""
    return _deliveries(member.school, Delivery.State.TO_REMOVE)


def in_trouble(member: Member) -> QuerySet[Delivery]:
    """What was not sent, or of which nobody knows."""
    return _deliveries(member.school, Delivery.State.FAILED, Delivery.State.UNCONFIRMED)


def pauses(school: School) -> QuerySet[Pause]:
    """What keeps everything from going out now."""
    return Pause.objects.filter(school=school, ended_at__isnull=True).select_related("by")


def _deliveries(school: School, *states: str) -> QuerySet[Delivery]:
    found = Delivery.objects.filter(post__school=school, state__in=states)
    return found.select_related("post__author", "account").order_by("due_at", "pk")
