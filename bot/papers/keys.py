"""Normalises what identifies a paper: arXiv ids, DOIs, PubMed ids, links, and a category's spelling."""

import re
from urllib.parse import unquote, urlsplit

CATEGORY = r"[A-Za-z-]{2,12}(?:\.[A-Za-z-]{2,8})?"
_NEW_ID = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|econ|eess|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con"
)
_OLD_ID = rf"(?:{_ARCHIVES})(?:\.[A-Za-z-]{{2,8}})?/\d{{7}}"
ARXIV_ID = rf"(?P<arxiv>{_NEW_ID}|{_OLD_ID})(?:v(?P<version>[1-9]\d{{0,2}}))?"
_ARXIV = re.compile(
    r"(?:https?://)?(?:(?:(?:www|export|browse|[a-z]{2})\.)?arxiv\.org/(?:abs|pdf|html|format|ps|src|e-print|list)/"
    r"|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)/|(?:www\.)?alphaxiv\.org/(?:abs|overview)/"
    r"|huggingface\.co/papers/|scirate\.com/(?:arxiv/)?"
    r"|oai:arxiv\.org:|arxiv\s?:\s?|(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.48550/arxiv\.)?"
    rf"{ARXIV_ID}(?:\.pdf)?(?=$|[/?#\s])",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]{1,300}")
_DOI_TAIL = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|pdfdirect|html|meta|summary|references|full-text|fulltext|download))+$|\.pdf$"
)
_ARTICLE = re.compile(r"/\d{5,9}(?:/[^/]*)?$")
_OPEN_RXIV = re.compile(
    r"^(10\.(?:1101|64898)/.*?)(?:\.?v\d{1,3})?(?:\.(?:full|abstract|full-text|full\.pdf|supplementary-material))?$"
)
_CHEMRXIV = re.compile(r"^(10\.26434/.*?)[/.-]v\d{1,3}$")
_PMID = re.compile(
    r"(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/|pubmed:|pmid:?\s*)(\d{1,8})",
    re.I,
)
_PMCID = re.compile(
    r"(?:https?://)?(?:(?:pmc\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|europepmc\.org)/articles?/(?:pmc/)?"
    r"|pmcid:?\s*)?PMC(\d{1,9})(?!\w)",
    re.I,
)
_TRACKING = re.compile(
    r"^(?:utm_\w+|rss|fbclid|gclid|mc_[ce]id|af|cmp|ref|source|src|via|feed|ncid|sfns|share|dgcid|campaign|_gl|igshid|spm|wt_mc|rft_dat|rsc_ga)$"
)
_UPPER = frozenset(("cs", "math", "stat", "q-bio", "q-fin", "eess", "econ", "astro-ph", "nlin"))


def arxiv_key(text: str) -> str | None:
    """``arxiv:2606.06625`` from an id, its OAI name, its DOI or any of its addresses; the version is left out."""
    found = _ARXIV.match(text.strip())
    if found is None:
        return None
    archive, slash, number = found["arxiv"].lower().rpartition("/")
    return f"arxiv:{archive.split('.')[0]}{slash}{number}"


def version_of(text: str) -> int:
    """The version an arXiv id or address names, or an openRxiv address; 1 when it names none."""
    text = text.strip()
    found = _ARXIV.match(text)
    if found:
        return int(found["version"] or 1)
    late = re.search(r"(?:10\.(?:1101|64898)/|(?:bio|med)rxiv\.org/)\S{0,200}?\dv(\d{1,3})(?!\d)", text)
    return int(late[1]) if late else 1


def doi_key(text: str) -> str | None:
    """``doi:10.1371/journal.pmed.1000097`` from a DOI however written; arXiv's own DOIs become arXiv keys."""
    found = _DOI.search(unquote(text.strip()))
    if found is None:
        return None
    doi = _trimmed(found[0].lower().split("?")[0].split("#")[0].split("&")[0])
    doi = _DOI_TAIL.sub("", doi)
    if "/article" in text:
        doi = _ARTICLE.sub("", doi)  # …/article/doi/10.1021/jacs.6c12595/5291658/Its-Title
    if doi.startswith("10.48550/arxiv."):
        return arxiv_key(doi) or f"doi:{doi}"
    for versioned in (_OPEN_RXIV, _CHEMRXIV):
        if short := versioned.match(doi):
            doi = short[1]
    return f"doi:{doi}" if len(doi.partition("/")[2]) > 0 else None


def _trimmed(doi: str) -> str:
    """Drop what a sentence put behind the DOI; a closing bracket stays when it was opened inside."""
    while doi and (doi[-1] in ".,;:'\"*_|}]" or (doi[-1] == ")" and doi.count("(") < doi.count(")"))):
        doi = doi[:-1]
    return doi


def pmid_key(text: str) -> str | None:
    """``pmid:38012345`` from "pubmed:38012345", "PMID: 38012345" or PubMed's address."""
    found = _PMID.match(text.strip())
    return f"pmid:{int(found[1])}" if found else None


def pmcid_key(text: str) -> str | None:
    """``pmcid:PMC7383595`` from "PMC7383595", "PMCID: PMC7383595" or the article's address in PubMed Central."""
    found = _PMCID.match(text.strip())
    return f"pmcid:PMC{int(found[1])}" if found else None


def url_key(text: str) -> str | None:
    """One spelling for every address of a page: https, no ``www.``, no fragment, no tracking parameters."""
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    query = untracked(parts.query)
    place = host.removeprefix("www.") + (f":{port}" if port and port not in (80, 443) else "")
    return f"url:https://{place}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def untracked(query: str) -> str:
    """The query of an address without the parameters that only follow readers about."""
    return "&".join(p for p in query.split("&") if p and not _TRACKING.match(p.partition("=")[0].lower()))


def identify(text: str) -> str | None:
    """The strongest key one id or address means: arXiv before DOI before PubMed before the address itself."""
    return arxiv_key(text) or doi_key(text) or pmid_key(text) or url_key(text)


def category(text: str) -> str:
    """arXiv's own spelling of a category, whatever the case: ``CS.CL`` → ``cs.CL``, ``Quant-Ph`` → ``quant-ph``."""
    archive, dot, subject = text.strip().partition(".")
    archive = archive.lower()
    return f"{archive}{dot}{subject.upper() if archive in _UPPER else subject.lower()}"
