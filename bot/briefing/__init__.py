"""What is written about a digest: every claim checked, every gap filled from the papers' own sentences."""

from bot.briefing.composing import compose
from bot.briefing.saving import from_json, to_json
from bot.briefing.written import Briefing, CheckedTheme
from bot.grounding import CheckedClaim, Origin, Quote

__all__ = ["Briefing", "CheckedClaim", "CheckedTheme", "Origin", "Quote", "compose", "from_json", "to_json"]
