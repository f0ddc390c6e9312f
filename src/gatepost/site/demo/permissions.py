"""What families have said about pictures and names: most yes, some no, some yes and then no, some nothing."""

from __future__ import annotations

import random

from django.conf import settings
from django.urls import reverse

from gatepost.schools.members import member_of
from gatepost.schools.models import ImagePermission
from gatepost.schools.roles import Role
from gatepost.schools.services.image_permissions import Said, answer_as_parent
from gatepost.schools.services.parent_links import send_links
from gatepost.schools.services.safeguarding_bars import place_bar

from .roster import Roster

IMAGE, NAME = ImagePermission.Use.IMAGE, ImagePermission.Use.NAME
ANSWERS: dict[str, tuple[Said, ...]] = {
    "everything": (Said(IMAGE, "", True), Said(NAME, "", True)),
    "pictures without names": (Said(IMAGE, "", True), Said(NAME, "", False)),
    "the website only": (Said(IMAGE, "", False), Said(IMAGE, "website", True), Said(NAME, "", False)),
    "nothing": (Said(IMAGE, "", False), Said(NAME, "", False)),
    "no answer yet": (),
}
HOW_OFTEN = (12, 7, 3, 3, 2)
WITHDRAWN = (Said(IMAGE, "", False),)
BARRED = 2


def answers_of_families(roster: Roster, dice: random.Random) -> None:
    """Every family answers for its children, and two children are barred for their safety."""
    for pupil in roster.pupils:
        (answer,) = dice.choices(list(ANSWERS), HOW_OFTEN)
        answer_as_parent(pupil=pupil, by=member_of(roster.parents[pupil.pk][0]), answers=ANSWERS[answer])
    for pupil in dice.sample(roster.pupils, BARRED):
        place_bar(
            person=pupil,
            by=roster.member(Role.SAFEGUARDING_LEAD),
            reason="Invented for the demonstration: nobody outside the family may learn where the child goes to school.",
        )


def ask_again(roster: Roster) -> None:
    """The families that have not answered are sent their links."""
    send_links(
        school=roster.school,
        pupils=[pupil for pupil in roster.pupils if not pupil.image_permissions.exists()],
        by=roster.member(Role.OFFICE_MANAGER),
        address=lambda token: settings.SITE_ADDRESS + reverse("permission:answer", args=[token]),
    )


def second_thoughts(roster: Roster, dice: random.Random) -> None:
    """Later in the term two families take their permission back."""
    for pupil in dice.sample(roster.pupils, 2):
        answer_as_parent(pupil=pupil, by=member_of(roster.parents[pupil.pk][0]), answers=WITHDRAWN)
