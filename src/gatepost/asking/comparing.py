"""Two policies side by side: how they differ in each action, and then, for one action, in sentences."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gatepost.policy import Pack, load_pack, shipped_packs
from gatepost.policy.comparing import Answer, Comparison, Difference, How
from gatepost.policy.comparing import compare as compared
from gatepost.policy.comparing.words import action_heading, answer_words, difference_sentence, how_words, names
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.policies import pack_or_none
from gatepost.schools.roles import Permission, Role

MOST_CLAUSES = 3
ANY = "anything"  # stands in an address for differences that hold whatever is done


@school_page(Permission.ASK)
@require_safe
def compare(request: HttpRequest, member: Member) -> HttpResponse:
    """First the choice of a policy, then the actions in which the two differ, then one action's differences."""
    ours = pack_or_none(member.school)
    if ours is None:
        return render(request, "asking/no_policy.html", status=404)
    others = _others(member, ours)
    context: dict[str, Any] = {"ours": ours, "others": others}
    if chosen := request.GET.get("with"):
        if chosen not in others:
            raise Http404("No such policy to compare with.")
        comparison = _compared(ours, others[chosen])
        context |= {"chosen": chosen, "names": names(comparison), "counts": _counts(comparison)}
        context |= _one_action(comparison, request.GET.get("action", ""))
    return render(request, "asking/compare.html", context)


def _others(member: Member, ours: Pack) -> dict[str, Pack]:
    """The shipped policies; for whoever leads a trust also those of its schools."""
    others = {name: load_pack(name) for name in shipped_packs()}
    if Role.TRUST_LEAD in member.roles and member.school.trust:
        for school in member.school.trust.schools.exclude(pk=member.school.pk):
            if pack := pack_or_none(school):
                others[school.slug] = pack
    return {key: pack for key, pack in others.items() if (pack.name, pack.version) != (ours.name, ours.version)}


@lru_cache(maxsize=32)
def _compared(first: Pack, second: Pack) -> Comparison:
    """The whole comparison. It takes seconds, and packs do not change: it is made once in a process."""
    return compared(first, second)


def _counts(comparison: Comparison) -> list[dict[str, Any]]:
    """For each action with differences, how many there are of each kind."""
    rows = []
    for action, group in groupby(comparison.differences, key=lambda difference: difference.action):
        counts = Counter(difference.how for difference in group)
        rows.append(
            {
                "action": action or ANY,
                "words": action_heading(action),
                "stricter": counts[How.STRICTER],
                "looser": counts[How.LOOSER],
                "different": counts[How.DIFFERENT],
                "speaks": counts[How.SPEAKS],
            }
        )
    return rows


def _one_action(comparison: Comparison, action: str) -> dict[str, Any]:
    found = [difference for difference in comparison.differences if (difference.action or ANY) == action]
    if not found:
        return {}
    groups = [
        {"words": how_words(comparison, how), "differences": [_difference(comparison, one) for one in group]}
        for how, group in groupby(found, key=lambda difference: difference.how)
    ]
    return {"action": action, "heading": action_heading(found[0].action), "groups": groups}


def _difference(comparison: Comparison, difference: Difference) -> dict[str, Any]:
    first, second = names(comparison)
    return {
        "sentence": difference_sentence(comparison, difference),
        "sides": [
            _side(comparison.first, first, difference, difference.first),
            _side(comparison.second, second, difference, difference.second),
        ],
    }


def _side(pack: Pack, name: str, difference: Difference, answer: Answer) -> dict[str, Any]:
    return {
        "name": name,
        "verdict": answer.verdict,
        "answer": answer_words(answer, difference),
        "clauses": [pack.clauses[id] for id in answer.because[:MOST_CLAUSES]],
    }
