"""Questions in a thread: which paper is meant, and an answer whose every claim shows its passage."""

from bot.discussion.answering import answer
from bot.discussion.answers import Answer
from bot.discussion.choosing import Chosen, Unclear, resolve
from bot.discussion.turns import Answerer

__all__ = ["Answer", "Answerer", "Chosen", "Unclear", "answer", "resolve"]
