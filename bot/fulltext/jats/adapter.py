"""Fetches an article's XML from the places that keep it, one after the other."""

from collections.abc import Iterator

from bot.fulltext.jats.places import Place, at_publishers, in_europe_pmc, known, search_address
from bot.papers import Paper
from bot.ports.fulltext import Text, to_text
from bot.ports.sources import Fetcher, Parsers, SourceFailure

_XML = "application/xml, text/xml;q=0.9, */*;q=0.1"
_JSON = "application/json"


class Adapter:
    """The way by the article's own XML."""

    name = "jats"
    label = "article XML"
    turn = 30

    def read(self, paper: Paper, fetcher: Fetcher, parsers: Parsers) -> Text | None:
        """The text of an open article; one place that fails does not hide the next."""
        failed: SourceFailure | None = None
        for place in _places(paper, fetcher, parsers):
            if isinstance(place, SourceFailure):
                failed = place
                continue
            try:
                body = fetcher.get(place.xml, accept=_XML).body
                return to_text(parsers.run("bot.fulltext.jats:parse", body), place.page, paper.licence)
            except SourceFailure as failure:
                failed = failure if failure.kind != "not_found" else failed
        if failed is not None:
            raise failed
        return None


def _places(paper: Paper, fetcher: Fetcher, parsers: Parsers) -> Iterator[Place | SourceFailure]:
    """The places known from the paper's keys; Europe PMC is asked for its own only when they did not help."""
    numbered = list(known(paper))
    yield from numbered
    yield from (place for place in at_publishers(paper) if "journals.plos.org" in place.xml)
    address = "" if numbered else search_address(paper)
    if address:
        try:
            number = parsers.run("bot.fulltext.jats:find", fetcher.get(address, accept=_JSON).body)
        except SourceFailure as failure:
            yield failure
        else:
            yield from [in_europe_pmc(str(number))] if number else []
    yield from (place for place in at_publishers(paper) if "journals.plos.org" not in place.xml)
