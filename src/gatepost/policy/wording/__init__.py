"""What the engine says in values, said in plain sentences. The phrases stand in `words.yaml`."""

from .duties import duty_sentence, duty_words, need_sentence, needed, needs_sentences
from .following import more_may_follow
from .questions import answer_words, clause_quote, question_sentence, why_sentence, why_sentences
from .rules import condition_words, rule_sentence
from .situations import situation_sentence
from .verdicts import mark, verdict_line
from .words import facet_words, value_words

__all__ = [
    "answer_words",
    "clause_quote",
    "condition_words",
    "duty_sentence",
    "duty_words",
    "facet_words",
    "mark",
    "more_may_follow",
    "need_sentence",
    "needed",
    "needs_sentences",
    "question_sentence",
    "rule_sentence",
    "situation_sentence",
    "value_words",
    "verdict_line",
    "why_sentence",
    "why_sentences",
]
