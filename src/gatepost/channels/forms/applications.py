"""The form of an application: made from the grounds on which this school's policy decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from gatepost.schools.models import Person

from ..grounds import Grounds
from ..models import Application, Place
from ..services.applications import Wanted

ROWS = 4  # people to name at once; with more named there are as many and one beside
MOST_PEOPLE = 12
LONGEST_ANSWER = 4000


class ApplicationForm(forms.Form):
    """What is written: the name, the pack's own questions, and what else the policy wants to know. All of it is needed, but not in a draft:
    what is sent without `whole` is taken as far as it goes."""

    name = forms.CharField(
        label="Name of the account", max_length=100, help_text="As people will see it on the network."
    )

    def __init__(
        self, asked: Grounds, *, whole: bool, data: Any = None, application: Application | None = None
    ) -> None:
        super().__init__(data, initial=_initial(asked, application))
        self.asked = asked
        if not asked.questions:
            self.fields["purpose"] = forms.CharField(
                label="What is it for?", max_length=300, help_text="In a sentence or two."
            )
        for number, item in enumerate(asked.questions):
            field = forms.CharField(label=item.says, max_length=LONGEST_ANSWER, widget=forms.Textarea({"rows": 3}))
            field.clauses = [asked.pack.clauses[item.clause]] if item.clause else []  # type: ignore[attr-defined]
            self.fields[f"question-{number}"] = field
        for number, fact in enumerate(asked.facts):
            choice = forms.ChoiceField(label=fact.words, choices=fact.answers, widget=forms.RadioSelect)
            choice.clauses = fact.clauses  # type: ignore[attr-defined]
            self.fields[f"fact-{number}"] = choice
        for name, each in self.fields.items():
            each.error_messages["required"] = "Give the account a name." if name == "name" else "Answer this."
        if data is not None and not whole:
            for each in self.fields.values():
                each.required = False

    def answers(self) -> list[dict[str, str]]:
        """The answers to the pack's own questions."""
        return [
            {"clause": item.clause or "", "asks": item.says, "answer": self.cleaned_data[f"question-{number}"]}
            for number, item in enumerate(self.asked.questions)
        ]

    def facts(self) -> dict[str, str]:
        """What else was told."""
        told = ((fact.name, self.cleaned_data[f"fact-{number}"]) for number, fact in enumerate(self.asked.facts))
        return {name: answer for name, answer in told if answer}


def _initial(asked: Grounds, application: Application | None) -> dict[str, Any]:
    if application is None:
        return {}
    answered = {(each["clause"], each["asks"]): each["answer"] for each in application.answers}
    questions = {
        f"question-{number}": answered.get((item.clause or "", item.says), "")
        for number, item in enumerate(asked.questions)
    }
    facts = {f"fact-{number}": application.facts.get(fact.name) for number, fact in enumerate(asked.facts)}
    return {"name": application.name, "purpose": application.purpose, **questions, **facts}


class NamedForm(forms.Form):
    """One person who is to run the account, and what is stated of them."""

    person = forms.TypedChoiceField(label="Name", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, asked: Grounds, people: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = people
        for fact in asked.of_each_person:
            value = fact.name.partition(".")[2]
            self.fields[value] = forms.BooleanField(label=PERSON_WORDS[value], required=False)

    def stated(self) -> list[str]:
        return [name for name, value in self.cleaned_data.items() if name != "person" and value]


PERSON_WORDS = {"policy_acknowledged": "Has read and accepted the policy", "trained": "Has been trained for it"}


class BaseNamedSet(forms.BaseFormSet):
    def clean(self) -> None:
        named = [form.cleaned_data.get("person") for form in self.forms if form.is_valid()]
        chosen = [person for person in named if person]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError("Somebody is named twice.")


def named_set(
    asked: Grounds, people: Iterable[Person], *, data: Any = None, application: Application | None = None
) -> Any:
    """The rows in which people are named."""
    rows = application.named.all() if application and data is None else ()
    initial = [{"person": each.person_id, **dict.fromkeys(each.stated, True)} for each in rows]
    kept: Any = forms.formset_factory(
        NamedForm,
        formset=BaseNamedSet,
        extra=max(ROWS - len(initial), 1),
        max_num=MOST_PEOPLE,
        validate_max=True,
        absolute_max=MOST_PEOPLE,
    )
    choices = [
        ("", "Nobody"),
        *((person.pk, f"{person.name} ({person.get_kind_display().lower()})") for person in people),
    ]
    return kept(data, initial=initial or None, prefix="named", form_kwargs={"asked": asked, "people": choices})


def wanted(place: Place, form: ApplicationForm, named: Any, people: Mapping[int, Person]) -> Wanted:
    """What the forms say, as the services take it."""
    rows = [(row.cleaned_data.get("person"), row.stated()) for row in named.forms if row.cleaned_data.get("person")]
    return Wanted(
        channel=place.channel,
        kind=place.kind,
        audience=place.audience,
        name=form.cleaned_data["name"],
        purpose=form.cleaned_data.get("purpose", ""),
        answers=form.answers(),
        facts=form.facts(),
        named=[(people[person], stated) for person, stated in rows],
    )


class DecisionForm(forms.Form):
    """Granted or refused, why, and by which clause; of the application as it stood when the page was opened."""

    decision = forms.ChoiceField(
        label="Your decision",
        choices=[("grant", "Grant it"), ("refuse", "Refuse it")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="The applicant reads it. To refuse you have to say why.",
    )
    clause = forms.ChoiceField(label="The clause that is the ground", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, asked: Grounds, application: Application, data: Any = None) -> None:
        self.stands = str(application.submitted_at)
        super().__init__(data, initial={"seen": self.stands})
        clause = self.fields["clause"]
        assert isinstance(clause, forms.ChoiceField)
        named = [(id, f"{id}: {_short(each.says)}") for id, each in asked.pack.clauses.items()]
        speaking = [choice for choice in named if choice[0] in asked.clauses]
        others = [choice for choice in named if choice[0] not in asked.clauses]
        clause.choices = [
            ("", "No clause in particular"),
            *([("About such an account", speaking)] if speaking else []),
            ("The rest of the policy", others),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.stands:
            self.data = {**self.data, "seen": self.stands}  # the page that comes back shows what stands now
            raise forms.ValidationError("The application was changed after you opened this page. Read it again.")
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why it is refused.")
        return cleaned


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
