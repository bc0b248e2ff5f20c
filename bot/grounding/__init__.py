"""Claims and their proof: numbered sentences, the checks a claim must pass, and hints of text written for machines."""

from bot.grounding.checking import LEAST_SUPPORT, Checker, Verdict
from bot.grounding.claims import CheckedClaim, Origin, Quote
from bot.grounding.excerpts import excerpt, resolve
from bot.grounding.hints import addresses_machines

__all__ = [
    "LEAST_SUPPORT",
    "CheckedClaim",
    "Checker",
    "Origin",
    "Quote",
    "Verdict",
    "addresses_machines",
    "excerpt",
    "resolve",
]
