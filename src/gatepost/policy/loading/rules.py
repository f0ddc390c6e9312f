"""Reading a clause's rules: one of the eight forms each, with the keys that the form takes."""

from __future__ import annotations

from yaml.nodes import MappingNode, Node, SequenceNode

from ..errors import right_words
from ..pack import Condition, DutyWords, Form, Rule
from ..relations import contradiction, implies
from ..vocabulary import CONSENT, Vocabulary
from .conditions import ConditionReader
from .nodes import Reader, is_null, line_of

EXTRA_KEYS = {
    Form.FORBID: ("unless", "until", "even_outside"),
    Form.PERMIT: ("unless", "despite", "even_outside"),
    Form.ADVISE_AGAINST: ("unless", "even_outside"),
    Form.REQUIRE: ("when", "unless", "even_outside"),
    Form.OBLIGE: ("when", "unless", "even_outside"),
    Form.ADVISE: ("when", "unless", "even_outside"),
    Form.OUTSIDE: (),
    Form.STANDING: (),
}
REQUIRABLE = ("approval", "consent", "circumstance")  # for anything else there is `forbid ... until`
WITH_WHEN = (Form.REQUIRE, Form.OBLIGE, Form.ADVISE)
WITH_DUTY = (Form.OBLIGE, Form.ADVISE, Form.STANDING)
FORMS = tuple(form.value for form in Form)


class RuleReader:
    def __init__(self, reader: Reader, vocabulary: Vocabulary, conditions: ConditionReader) -> None:
        self.reader = reader
        self.vocabulary = vocabulary
        self.conditions = conditions

    def rules(self, node: Node | None, clause: str) -> tuple[Rule, ...]:
        if node is None:
            return ()
        nodes = self.reader.items(node, f"the rules of {clause}")
        return tuple(rule for item in nodes if (rule := self._rule(item, clause)))

    def guidance(self, node: Node, clause: str) -> Rule:
        """Guidance that is shown at a certain moment: advice without a duty."""
        when = self.conditions.alternatives(node, "guidance")
        return Rule(Form.ADVISE, clause, line_of(node), when=when)

    def _rule(self, node: Node, clause: str) -> Rule | None:
        form = self._form(node, clause)
        if form is None:
            return None
        known = (form.value, *EXTRA_KEYS[form])
        required = ("when",) if form in WITH_WHEN else ()
        keys = self.reader.mapping(node, f"the '{form}' rule", known, required)
        rule = Rule(
            form,
            clause,
            line_of(node),
            when=self._when(keys, form),
            unless=self.conditions.exceptions(keys.get("unless")),
            needs=self._needs(keys, form),
            duty=self._duty(keys[form.value], form) if form in WITH_DUTY else None,
            despite=self._despite(keys.get("despite")),
            even_outside=bool(self.reader.flag(keys.get("even_outside"), "'even_outside'")),
        )
        return rule if self._can_hold(node, rule) else None

    def _form(self, node: Node, clause: str) -> Form | None:
        if not isinstance(node, MappingNode):
            self.reader.problem(
                node, f"a rule of {clause} must be a mapping that begins with its form, such as 'forbid'."
            )
            return None
        words = [str(key.value) for key, _ in node.value]
        forms = [word for word in words if word in FORMS]
        if len(forms) == 1:
            return Form(forms[0])
        if forms:
            self.reader.problem(
                node, f"a rule has one form, and here are {len(forms)}: {', '.join(forms)}.", "Write two rules."
            )
        else:
            found = f"'{words[0]}' is not a form of a rule." if words else f"a rule of {clause} is empty."
            self.reader.problem(node, found, right_words(words[0] if words else "", FORMS))
        return None

    def _when(self, keys: dict[str, Node], form: Form) -> tuple[Condition, ...]:
        if form is Form.STANDING:
            return ()
        key = "when" if form in WITH_WHEN else form.value
        return self.conditions.alternatives(keys[key], key) if key in keys else ()

    def _needs(self, keys: dict[str, Node], form: Form) -> Condition | None:
        if form is Form.REQUIRE:
            needs = self.conditions.needs(keys["require"], "require")
            self._check_requirable(keys["require"], needs)
            return needs
        return self.conditions.needs(keys.get("until"), "until")

    def _check_requirable(self, node: Node, needs: Condition | None) -> None:
        """What can be required is an approval, a consent or a circumstance; of consent only that it is given."""
        for test in needs.tests if needs else ():
            if test.facet not in REQUIRABLE:
                hint = "Write 'forbid' with 'until' for what has to be chosen."
                self.reader.problem(
                    node, f"'require' asks for approval, consent or circumstance, not '{test.facet}'.", hint
                )
            elif test.facet == CONSENT and test.groups != (("given",),):
                self.reader.problem(node, "'require' can only ask that consent is 'given'.")

    def _despite(self, node: Node | None) -> tuple[str, ...]:
        if node is not None and (is_null(node) or (isinstance(node, SequenceNode) and not node.value)):
            self.reader.problem(node, "'despite' names no clause.", "Name the clauses that give way, or leave it out.")
            return ()
        return self.reader.texts(node, "'despite'")

    def _duty(self, node: Node, form: Form) -> DutyWords | None:
        required = ("do", "within") if form is Form.STANDING else ("do",)
        what = "a standing duty" if form is Form.STANDING else "a duty"
        keys = self.reader.mapping(node, what, ("do", "by", "to", "within"), required)
        duty = self.vocabulary.duty
        return DutyWords(
            do=self.reader.words(keys.get("do"), "duty", duty["do"]),
            by=self.reader.word(keys.get("by"), "actor", self.vocabulary["actor"].values, "in 'by'"),
            to=self.reader.words(keys.get("to"), "recipient", duty["to"]),
            within=self.reader.word(keys.get("within"), "time", duty["within"], "in 'within'") or "none",
        )

    def _can_hold(self, node: Node, rule: Rule) -> bool:
        """Note a rule that can never hold: it contradicts itself, or an exception always lifts it."""
        for condition in rule.when:
            if clash := contradiction(self.vocabulary, condition):
                self.reader.problem(node, f"this rule can never hold: it asks for '{clash}' and rules it out at once.")
                return False
            if any(implies(self.vocabulary, condition, exception) for exception in rule.unless):
                self.reader.problem(node, "this rule can never hold: an exception lifts it whenever it applies.")
                return False
        return True
