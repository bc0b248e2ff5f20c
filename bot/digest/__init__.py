"""Which matches make the cut for one subscriber and one local date, and in what order."""

from bot.digest.choosing import choose
from bot.digest.digest import Candidate, Digest, Item, SourceReport
from bot.digest.standings import Standings

__all__ = ["Candidate", "Digest", "Item", "SourceReport", "Standings", "choose"]
