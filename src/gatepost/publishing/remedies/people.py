"""Children and staff who may not be shown or named there, or not both together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from django.urls import reverse
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.policy import Pack
from gatepost.policy.wording.grammar import joined
from gatepost.schools.image_permissions import ANY_CHANNEL, Light, widening
from gatepost.schools.models import PostHeld
from gatepost.schools.queries import channels
from gatepost.schools.roles import PERMISSIONS, Permission
from gatepost.schools.services.parent_links import send_links

from ..judging.judgement import Judgement
from ..judging.people import Concerned, in_the_way
from ..services import putting_right as right
from ..situations import TOGETHER
from .case import Case, Remedy, Trouble
from .pictures import of_picture


def not_permitted(case: Case) -> Iterator[Trouble]:
    """Those against whom nobody may be shown or named: a no, or no answer."""
    where: dict[Concerned, list[Account]] = {}
    for each in case.judged:
        for one in each.in_the_way:
            where.setdefault(one, []).append(each.account)
    for alike in _namesakes(case, where):
        accounts = where[alike[0]]
        yield _of_namesakes(case, alike, accounts) if len(alike) > 1 else _of_person(case, alike[0], accounts)


def names_with_pictures(case: Case) -> Iterator[Trouble]:
    """Children who may be named and shown, where the policy will not have a name with a picture."""
    ruled_out = [each for each in case.judged if _rules_out_together(each)]
    people = {one: each for each in ruled_out for one in each.people if one not in each.in_the_way}
    for one, judgement in people.items():
        if one.is_pupil and one.named:
            clause = judgement.decision.because[0]
            yield Trouble(
                f"{clause} rules out a child's name with a picture of a child: {one.person.name}.",
                [*_unnamed(case, one), *_unshown(case, one)],
            )


def _rules_out_together(judgement: Judgement) -> bool:
    """Whether the policy would not forbid it without the names of children."""
    content = set(judgement.situation["content"])
    apart = {**judgement.situation, "content": sorted(content.difference(TOGETHER))}
    return judgement.decision.verdict == "forbidden" and judgement.pack.decide(apart).verdict != "forbidden"


def _namesakes(case: Case, people: dict[Concerned, list[Account]]) -> list[list[Concerned]]:
    """People by how the words call them. Whoever is certainly meant stands alone, under their number."""
    found: dict[tuple[tuple[str, ...], int], list[Concerned]] = {}
    for one in people:
        found.setdefault((case.names_of(one), one.person.pk if one.told else 0), []).append(one)
    return list(found.values())


def _of_namesakes(case: Case, alike: list[Concerned], accounts: Sequence[Account]) -> Trouble:
    """Several who could be meant, and not all of whom may be named."""
    first, names = alike[0].person, case.names_of(alike[0])
    there = joined([each.name for each in accounts])
    mean_others = partial(right.mean_others, post=case.post, people=[one.person for one in alike], by=case.member)
    done = f"Nobody of the school is meant by “{names[0]}”."
    return Trouble(
        f"“{names[0]}” could be any of {len(alike)} people who may not be named on {there}.",
        (
            Remedy("Say who is meant", leads="#id_named"),
            _leaving_out(case, alike[0]),
            Remedy("None of them is meant", f"mean-another-{first.pk}", mean_others, done),
        ),
    )


def _of_person(case: Case, one: Concerned, accounts: Sequence[Account]) -> Trouble:
    light = one.light(accounts[0].channel, case.member, timezone.localdate())
    remedies = _freeing(case, one, accounts)
    if light is not Light.UNKNOWN or not one.is_pupil:
        return Trouble(_why(one, accounts, light), remedies)
    asking = _asking(case, one, accounts[0])
    return Trouble(_why(one, accounts, light), [*remedies, *asking], "" if asking else _whom_to_ask(case, one))


def _freeing(case: Case, one: Concerned, accounts: Sequence[Account]) -> list[Remedy]:
    """What leaves of somebody only what they may be: named, or shown. Where they may be neither, both have to go."""
    unnamed, unshown = list(_unnamed(case, one)), list(_unshown(case, one))
    if not (one.shown and one.named):
        return [*unnamed, *unshown]
    helps = unnamed if _may(replace(one, named=False), accounts) else []
    helps = [*helps, *(unshown if _may(replace(one, shown=False), accounts) else [])]
    return helps or [*unnamed, *unshown]


def _may(one: Concerned, accounts: Sequence[Account]) -> bool:
    day = timezone.localdate()
    return not any(in_the_way([one], account.channel, day) for account in accounts)


def _why(one: Concerned, accounts: Sequence[Account], light: Light) -> str:
    how = "shown with the name" if one.shown and one.named else "shown" if one.shown else "named"
    there = joined([each.name for each in accounts])
    match light:
        case Light.UNKNOWN:
            return f"Nobody has said yet whether {one.person.name} may be {how} on {there}."
        case Light.BARRED:
            return f"{one.person.name} must not be shown or named anywhere."
        case _:
            said = "was withdrawn" if light is Light.WITHDRAWN else "was refused"
            return f"{one.person.name} may not be {how} on {there}: permission {said}."


def _unnamed(case: Case, one: Concerned) -> Iterator[Remedy]:
    """What takes a name out of the words."""
    if not (names := case.names_of(one)):
        return
    yield _leaving_out(case, one)
    if not one.told:
        mean_others = partial(right.mean_others, post=case.post, people=[one.person], by=case.member)
        done = f"{one.person.name} is not meant by the words."
        yield Remedy(f"Another {names[0]} is meant", f"mean-another-{one.person.pk}", mean_others, done)


def _leaving_out(case: Case, one: Concerned) -> Remedy:
    names, instead = case.names_of(one), right.instead_of(one.person)
    return Remedy(
        f"Write “{instead}” instead of “{names[0]}”",
        f"leave-name-out-{one.person.pk}",
        partial(right.leave_name_out, post=case.post, person=one.person, names=names, by=case.member),
        f"The words say “{instead}” now. Read them once more.",
    )


def _unshown(case: Case, one: Concerned) -> Iterator[Remedy]:
    """What takes somebody out of the pictures."""
    shown = {each.picture_id for each in case.said if each.person_id == one.person.pk}
    for number, picture in enumerate(case.pictures, start=1):
        if picture.pk in shown:
            yield from of_picture(case, picture, number)


def _asking(case: Case, one: Concerned, account: Account) -> list[Remedy]:
    """For those who record answers: ask the parents, or enter what they said."""
    if not case.member.may(Permission.RECORD_IMAGE_PERMISSIONS):
        return []
    school, pupil = case.member.school, one.person
    record = reverse("schools:record-answer", args=[school.slug, pupil.pk])
    return [
        Remedy(
            f"Ask {pupil.first_name}'s parents",
            f"ask-{pupil.pk}",
            partial(send_links, school=school, pupils=[pupil], by=case.member, address=case.address),
            f"Whoever is known as a parent of {pupil.name} gets a letter with a link to answer.",
        ),
        Remedy("Enter their answer", leads=f"{record}?use={one.use}&channel={_asked_of(account, case.judged[0].pack)}"),
    ]


def _asked_of(account: Account, pack: Pack) -> str:
    """The narrowest channel for which this school asks, and that holds for an account."""
    asked = {channel for channel, _ in channels(account.school, pack)}
    return next((each for each in widening(account.channel) if each in asked), ANY_CHANNEL)


def _whom_to_ask(case: Case, one: Concerned) -> str:
    roles = [role for role, allowed in PERMISSIONS.items() if Permission.RECORD_IMAGE_PERMISSIONS in allowed]
    held = PostHeld.objects.current().filter(person__school=case.post.school, role__in=roles).select_related("person")
    names = list(dict.fromkeys(each.person.name for each in held.order_by("pk")))[:2]
    who = " or ".join(names) or "whoever keeps the permissions"
    return f"Ask {who} to ask {one.person.first_name}'s parents."
