"""Where the XML of an article may be had, by the keys of the paper."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from bot.papers import Paper

EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest"
_PMCID = re.compile(r"PMC\d{1,9}")
_PLOS = re.compile(r"10\.1371/journal\.(p[a-z]{3})\.\d+")
_PLOS_JOURNALS = {
    "pone": "plosone",
    "pbio": "plosbiology",
    "pmed": "plosmedicine",
    "pcbi": "ploscompbiol",
    "pgen": "plosgenetics",
    "ppat": "plospathogens",
    "pntd": "plosntds",
    "pclm": "climate",
    "pdig": "digitalhealth",
    "pgph": "globalpublichealth",
    "pwat": "water",
    "pstr": "sustainabilitytransformation",
    "pcsy": "complexsystems",
    "pmen": "mentalhealth",
}
_OPEN_RXIV = re.compile(r"10\.(?:1101|64898)/([\w.]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """The address of an article's XML, and the page on which its sections can be opened."""

    xml: str
    page: str


def in_europe_pmc(pmcid: str) -> Place:
    """Where Europe PMC keeps an open article."""
    return Place(f"{EUROPE_PMC}/{pmcid}/fullTextXML", f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/")


def search_address(paper: Paper) -> str:
    """Where to ask Europe PMC for the number of a paper's text; empty for a paper without DOI and PubMed id."""
    dois, pmids = _values(paper, "doi"), _values(paper, "pmid")
    query = f'DOI:"{dois[0]}"' if dois else f"EXT_ID:{pmids[0]} AND SRC:MED" if pmids else ""
    return f"{EUROPE_PMC}/search?query={quote(query)}&resultType=lite&format=json&pageSize=5" if query else ""


def find(body: bytes) -> str:
    """The number of the first open article in an answer of Europe PMC's search, or nothing."""
    try:
        results = json.loads(body)["resultList"]["result"]
        numbers = [str(result.get("pmcid") or "") for result in results if result.get("isOpenAccess") == "Y"]
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError("Europe PMC sent something that is not an answer to a search.") from error
    return next((number for number in numbers if _PMCID.fullmatch(number)), "")


def at_publishers(paper: Paper) -> Iterator[Place]:
    """Where publishers keep the XML themselves."""
    for doi in _values(paper, "doi"):
        if (plos := _PLOS.fullmatch(doi)) and plos[1] in _PLOS_JOURNALS:
            article = f"https://journals.plos.org/{_PLOS_JOURNALS[plos[1]]}/article"
            yield Place(f"{article}/file?id={doi}&type=manuscript", f"{article}?id={doi}")
        posted = paper.version_on or paper.published_on
        if (preprint := _OPEN_RXIV.fullmatch(doi)) and posted:
            server = "https://www.medrxiv.org" if "medrxiv" in paper.sources else "https://www.biorxiv.org"
            version = f"v{paper.version}" if paper.version else ""
            xml = f"{server}/content/early/{posted:%Y/%m/%d}/{preprint[1]}.source.xml"
            yield Place(xml, f"{server}/content/{doi}{version}.full")


def known(paper: Paper) -> Iterator[Place]:
    """Where the article is when the paper names its number in PubMed Central."""
    for number in _values(paper, "pmcid"):
        if _PMCID.fullmatch(number.upper()):
            yield in_europe_pmc(number.upper())


def _values(paper: Paper, kind: str) -> list[str]:
    return sorted(key.partition(":")[2] for key in paper.keys if key.startswith(f"{kind}:"))
