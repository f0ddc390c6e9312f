"""The policy language: packs, situations, decisions. Django-free, and the one place where a policy is judged."""

from .decision import STRENGTH, VERDICTS, Advice, Decision, Duty, Need, Question
from .errors import PackError, PackNotFound, PolicyError, Problem, SituationError
from .loading import load_pack, pack_text, parse_pack, shipped_packs
from .pack import Clause, Pack
from .vocabulary import Vocabulary, load_controls, load_vocabulary

__all__ = [
    "STRENGTH",
    "VERDICTS",
    "Advice",
    "Clause",
    "Decision",
    "Duty",
    "Need",
    "Pack",
    "PackError",
    "PackNotFound",
    "PolicyError",
    "Problem",
    "Question",
    "SituationError",
    "Vocabulary",
    "load_controls",
    "load_pack",
    "load_vocabulary",
    "pack_text",
    "parse_pack",
    "shipped_packs",
]
