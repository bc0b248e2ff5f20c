"""Anthropic's models as a writer: one paper a call, checked notes in the next, and never a word about readers."""

from bot.llm.claude.writer import Claude, Options

__all__ = ["Claude", "Options"]
