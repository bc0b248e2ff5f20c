"""Runs a parser of untrusted bytes in a limited child process.

``parsers`` hands the work to warm children, ``worker`` talks to one of them and outlives it, ``child`` is the
program it runs, ``reply`` reads what it says without trusting it.
"""

from bot.parsing.failures import ParseFailure
from bot.parsing.parsers import Parsers

__all__ = ["ParseFailure", "Parsers"]
