"""Which source a person means: the one they want to add, or one of those they read."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.listeners.radar_command.addresses import Refused, feed_address

_LONGEST = 500
_ADDRESS = re.compile(r"<|https?:|[^\s:]+\.[^\s:]+$|[^\s:]+\.[^\s:]+:\d+(?:/|$)", re.IGNORECASE)

LabelOf = Callable[[str], tuple[str, str]]


def source_meant(typed: str, label_of: LabelOf) -> tuple[str, str]:
    """Name and label of the source a person wrote, such as ``arxiv:cs.CL``; a bare web address is a feed.

    Raises ``Refused``.
    """
    try:
        return label_of(_spec(typed.strip()))
    except (LookupError, ValueError) as mistake:
        raise Refused(f"I cannot read this: {str(mistake)[:300]}") from None


def feed_meant(typed: str, label_of: LabelOf) -> tuple[str, str]:
    """Name and label of the feed at an address.  Raises ``Refused``."""
    kind, _, address = typed.strip().partition(":")
    return source_meant(f"feed:{feed_address(address if kind.casefold() == 'feed' else typed)}", label_of)


def chosen(typed: str, labels: Mapping[str, str], order: Sequence[str], label_of: LabelOf) -> str:
    """The one of ``order`` a person means by its number, name, label or address; empty when it is none of them."""
    word = typed.strip()
    if word.isdigit():
        # Only short plain digits are a number in a list; int() of anything longer costs time and names nothing.
        number = int(word) if word.isascii() and len(word) < 4 else 0
        return order[number - 1] if 1 <= number <= len(order) else ""
    said = word.casefold()
    for name in order:
        if said in (name.casefold(), labels.get(name, "").casefold()):
            return name
    try:
        name = source_meant(word, label_of)[0]
    except Refused:
        return ""
    return name if name in order else ""


def _spec(typed: str) -> str:
    """What was written, as the name of a source: ``arXiv cs.CL`` is ``arXiv:cs.CL``, an address is a feed."""
    if len(typed) > _LONGEST:
        raise Refused(f"This is too long for a source: at most {_LONGEST} characters.")
    kind, colon, argument = typed.partition(":")
    if colon and kind.strip().casefold() == "feed":
        return f"feed:{feed_address(argument)}"
    if _ADDRESS.match(typed):
        return f"feed:{feed_address(typed)}"
    return typed if colon else ":".join(typed.split(None, 1))
