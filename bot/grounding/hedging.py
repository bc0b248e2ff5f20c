"""Caution: a claim must not be surer than the sentence it rests on."""

import re
from collections.abc import Sequence

from bot.grounding.words import containment, stems

_HEDGE = re.compile(
    r"\b(?:may|might|could|suggest\w*|appears?|seems?|likely|preliminary|hypothesi\w*|conjectur\w*|perhaps|presumably"
    r"|putative\w*|tentative\w*)\b",
    re.IGNORECASE,
)
_ANY_CAUTION = re.compile(
    rf"{_HEDGE.pattern}|\b(?:appeared|seemed|potential\w*|possibl\w*|indicat\w*|propose[ds]?|can|would|whether)\b",
    re.IGNORECASE,
)


def lost_hedge(claim: str, cited: Sequence[str]) -> str:
    """The word of caution in the sentence a claim mostly rests on, when the claim has none; else an empty string."""
    said = stems(claim)
    source = max(cited, key=lambda sentence: containment(said, frozenset(stems(sentence))), default="")
    hedge = _HEDGE.search(source)
    return hedge[0] if hedge and not _ANY_CAUTION.search(claim) else ""
