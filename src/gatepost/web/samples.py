"""What the gallery shows: every component in every state, with an invented school."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator

LONDON = ZoneInfo("Europe/London")


def _clause(id: str, heading: str, says: str) -> dict[str, str]:
    return {"id": id, "heading": heading, "says": says}


CONSENT = _clause("RIV-12", "Photographs", "A child is shown only if a parent or carer has agreed.")
FRIENDS = _clause(
    "RIV-13", "Personal accounts", "Staff do not connect with pupils on personal accounts, their own children apart."
)
REPLY = _clause("RIV-20", "Our pages", "A comment is answered within a day, or the next working day after a weekend.")
PRIVACY = _clause("RIV-31", "Personal accounts", "Check once a term who can see what you post.")


def _card(mark: str, name: str, answer: str, situation: str, **more: Any) -> dict[str, Any]:
    return {
        "verdict": mark,
        "mark": mark,
        "name": name,
        "answer": answer,
        "situation": situation,
        "policy": "Riverside Primary School, Social media policy",
    } | more


CARDS = (
    _card(
        "forbidden",
        "Forbidden",
        "No. The policy rules this out.",
        "A teacher accepts a friend request from a pupil, on a personal account.",
        clauses=[FRIENDS],
        advice=[PRIVACY],
    ),
    _card(
        "needs",
        "Needed first",
        "Not yet: a parent or carer must agree first.",
        "A teacher publishes a picture of a pupil on Facebook.",
        needs=[{"words": "A parent or carer has agreed to the picture.", "clauses": [CONSENT]}],
        duties=[{"who": "The teacher", "words": "keep the consent with the picture", "clauses": [CONSENT]}],
        once_done=True,
        clauses=[CONSENT],
    ),
    _card(
        "discouraged",
        "Discouraged",
        "Better not. The policy advises against it.",
        "A governor writes about school on a personal account.",
        clauses=[PRIVACY],
    ),
    _card(
        "permitted",
        "Permitted",
        "Yes.",
        "The office manager publishes the date of the summer fair on the school's Facebook page.",
        clauses=[_clause("RIV-04", "What we post", "News of the school is posted by the office.")],
        more="Nothing has to be done.",
    ),
    _card("silent", "Silent", "The policy does not speak to this.", "A parent starts a podcast."),
    _card(
        "to_do",
        "To do",
        "This calls for action: answer it within a day, or the next working day.",
        "A parent's question comes in on the school's Facebook page.",
        duties=[
            {"who": "The administrator", "words": "answer it within a day, or the next working day", "clauses": [REPLY]}
        ],
        clauses=[REPLY],
    ),
    _card(
        "so_far_permitted",
        "So far permitted",
        "Yes, so far. It could still be ruled out, depending on who is shown.",
        "A teacher publishes a picture on the school's Facebook page.",
        clauses=[CONSENT],
    ),
    _card(
        "so_far_silent", "So far silent", "So far, the policy does not speak to this.", "A volunteer posts a picture."
    ),
)

DUTIES = (
    {
        "words": "Answer the question about the summer fair",
        "href": "#duties",
        "state": "overdue",
        "due": "Was due Tuesday 9 September, 09:14",
        "why": "because it came on Saturday",
        "owner": "Administrator of accounts",
        "clause": "RIV-20",
    },
    {
        "words": "Check the settings of the Facebook page",
        "href": "#duties",
        "state": "due",
        "due": "Due Friday 12 September",
        "owner": "Office manager",
        "clause": "RIV-22",
    },
    {"words": "Read the policy again", "state": "done", "due": "Done on Monday 1 September", "owner": "Tess Example"},
    {"words": "Close the old Twitter account", "state": "set_aside", "owner": "Headteacher"},
)

ENTRIES = (
    {
        "at": datetime(2026, 9, 9, 9, 14, tzinfo=LONDON),
        "who": "Ada Example",
        "sentence": "granted the application.",
        "text": "A good plan, and two people to run it.",
        "number": 42,
    },
    {
        "at": datetime(2026, 9, 8, 15, 2, tzinfo=LONDON),
        "who": "Gatepost",
        "sentence": "sent a reminder.",
        "number": 41,
    },
)

LIGHTS = (
    {"name": "Amira", "light": "given", "detail": "by a parent, since 4 September"},
    {"name": "Ben", "light": "refused"},
    {"name": "Chloe", "light": "barred"},
    {"name": "Eva", "light": "withdrawn"},
    {"name": "Dan", "light": "unknown", "detail": "nobody has answered yet"},
)

STATES = ("due", "overdue", "done", "set_aside", "attention", "open", "closed", "compromised")

FACTS = (
    ("Network", "Facebook"),
    ("Audience", "Public"),
    ("Purpose", "News for families"),
    ("Settings last checked", ""),
)

ACCOUNTS = (
    {"name": "Riverside Primary", "network": "Facebook", "people": 2, "state": "open"},
    {"name": "Riverside PE", "network": "X", "people": 0, "state": "attention"},
)


class SampleForm(forms.Form):
    name = forms.CharField(label="Name of the account", help_text="As people will see it.")
    email = forms.EmailField(label="E-mail address")
    network = forms.ChoiceField(label="Network", choices=[("facebook", "Facebook"), ("x", "X")])
    audience = forms.ChoiceField(
        label="Who can see it?",
        choices=[("public", "Everybody"), ("closed", "Those we let in")],
        widget=forms.RadioSelect,
    )
    plan = forms.CharField(label="What will be posted?", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    picture = forms.FileField(label="A picture", help_text="PNG or JPEG, up to 20 MB.", required=False)
    agreed = forms.BooleanField(label="I have read the policy.")


def gallery() -> dict[str, Any]:
    """Everything that the gallery draws."""
    return {
        "cards": CARDS,
        "clause": CONSENT,
        "duties": DUTIES,
        "entries": ENTRIES,
        "lights": LIGHTS,
        "states": STATES,
        "levels": ("success", "info", "warning", "error"),
        "facts": FACTS,
        "accounts": ACCOUNTS,
        "fresh_form": SampleForm(),
        "wrong_form": SampleForm({"email": "office at riverside", "plan": "News."}, auto_id="wrong_%s"),
        "page": Paginator(range(90), 30).page(2),
    }
