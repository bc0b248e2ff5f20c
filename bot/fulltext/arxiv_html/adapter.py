"""Fetches arXiv's HTML of a paper and makes sure that it is that paper."""

import re

from bot.papers import Paper, display_title, folded
from bot.ports.fulltext import Text, to_text
from bot.ports.sources import Fetcher, Parsers, SourceFailure

_WORD = re.compile(r"\w{3,}")
_ALIKE = 0.4


class Adapter:
    """The way by ``arxiv.org/html``; papers without TeX source have none."""

    name = "arxiv_html"
    label = "arXiv HTML"
    turn = 10

    def read(self, paper: Paper, fetcher: Fetcher, parsers: Parsers) -> Text | None:
        """The text of an arXiv paper, in the version we know."""
        number = next((key.removeprefix("arxiv:") for key in sorted(paper.keys) if key.startswith("arxiv:")), "")
        if not number:
            return None
        url = f"https://arxiv.org/html/{number}" + (f"v{paper.version}" if paper.version else "")
        try:
            response = fetcher.get(url, accept="text/html")
        except SourceFailure as failure:
            if failure.kind == "not_found":
                return None
            raise
        text = to_text(parsers.run("bot.fulltext.arxiv_html:parse", response.body), url, paper.licence)
        if not _is_alike(paper.title, text.title):
            raise SourceFailure("another_paper", "The page at this address is of another paper.")
        return text


def _is_alike(known: str, told: str) -> bool:
    """Whether two titles may be one: half their words, since versions and conversions change a few."""
    ours, theirs = (set(_WORD.findall(folded(display_title(title)))) for title in (known, told))
    return not ours or not theirs or len(ours & theirs) / min(len(ours), len(theirs)) >= _ALIKE
