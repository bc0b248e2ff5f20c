"""Fetches the PDF of a paper: arXiv's own, or one that the paper's addresses lead to."""

import re
from collections.abc import Iterator

from bot.papers import Paper
from bot.ports.fulltext import Text, to_text
from bot.ports.sources import Fetcher, Parsers, SourceFailure

_ANTHOLOGY = re.compile(r"10\.18653/v1/([\w.-]+)")


class Adapter:
    """The way by the PDF."""

    name = "pdf"
    label = "PDF"
    turn = 20

    def read(self, paper: Paper, fetcher: Fetcher, parsers: Parsers) -> Text | None:
        """The text of the first PDF that can be read, page by page."""
        failed: SourceFailure | None = None
        for address, page in _addresses(paper):
            try:
                body = fetcher.get(address, accept="application/pdf").body
                return to_text(parsers.run("bot.fulltext.pdf:parse", body), page, paper.licence)
            except SourceFailure as failure:
                failed = failure if failure.kind != "not_found" else failed
        if failed is not None:
            raise failed
        return None


def _addresses(paper: Paper) -> Iterator[tuple[str, str]]:
    """Where the PDF is fetched, and where a reader opens it."""
    version = f"v{paper.version}" if paper.version else ""
    for key in sorted(paper.keys):
        kind, _, value = key.partition(":")
        if kind == "arxiv":
            yield f"https://export.arxiv.org/pdf/{value}{version}", f"https://arxiv.org/pdf/{value}{version}"
        elif kind == "doi" and (found := _ANTHOLOGY.fullmatch(value)):
            address = f"https://aclanthology.org/{found[1].upper() if found[1][1:2].isdigit() else found[1]}.pdf"
            yield address, address
    if paper.url.lower().split("?")[0].endswith(".pdf"):
        yield paper.url, paper.url
