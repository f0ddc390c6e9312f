"""`gatepost init`: the first trust, school and administrator."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .errors import Misuse
from .installation import site


def init(
    school: Annotated[str, typer.Option(help="The school's name.")] = "",
    pack: Annotated[str, typer.Option(help="Its policy: a pack's name (see `gatepost packs`), or a file.")] = "",
    email: Annotated[str, typer.Option(help="The administrator's e-mail address.")] = "",
    first_name: Annotated[str, typer.Option(help="The administrator's first name.")] = "",
    last_name: Annotated[str, typer.Option(help="The administrator's last name.")] = "",
    trust: Annotated[str, typer.Option(help="The trust that the school belongs to, if any.")] = "",
    urn: Annotated[str, typer.Option(help="The school's unique reference number, if it has one.")] = "",
    short_name: Annotated[
        str, typer.Option(help="The school's name in addresses. Made from its name if not given.")
    ] = "",
    password_stdin: Annotated[
        bool, typer.Option(help="Read the administrator's password from standard input.")
    ] = False,
) -> None:
    """Found a school: its policy, and the administrator who sets the rest up. Asks for what is not given."""
    with site():
        from django.core.exceptions import ValidationError
        from django.db import transaction
        from django.utils import timezone

        from gatepost.site.founding import Administrator, appoint_administrator, found_school

        school = school or _asked("school", "The school's name")
        pack = pack or _asked("pack", "Its policy (a pack's name, see `gatepost packs`, or a file)")
        first_name = first_name or _asked("first-name", "The administrator's first name")
        last_name = last_name or _asked("last-name", "The administrator's last name")
        email = email or _asked("email", "The administrator's e-mail address")
        administrator = Administrator(first_name, last_name, email, _password(password_stdin))
        today = timezone.localdate()
        try:
            with transaction.atomic():
                founded = found_school(name=school, pack=pack, slug=short_name, urn=urn, trust=trust, on=today)
                appoint_administrator(school=founded, administrator=administrator, on=today)
        except ValidationError as error:
            raise Misuse("\n".join(error.messages)) from None
    print(f"{founded.name} stands at /schools/{founded.slug}/ and {email} can sign in.")


def _asked(option: str, question: str) -> str:
    if not sys.stdin.isatty():
        raise Misuse(f"--{option} is needed.")
    answer: str = typer.prompt(question)
    return answer


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise Misuse("--password-stdin is needed.")
    password: str = typer.prompt("A password (12 characters or longer)", hide_input=True, confirmation_prompt=True)
    return password
