"""The categories of bioRxiv and medRxiv, by the lower-case names of their interface."""

import re
from difflib import get_close_matches

_BIORXIV = """
    animal behavior and cognition, biochemistry, bioengineering, bioinformatics, biophysics, cancer biology, cell
    biology, clinical trials, developmental biology, ecology, epidemiology, evolutionary biology, genetics,
    genomics, immunology, microbiology, molecular biology, neuroscience, paleontology, pathology, pharmacology and
    toxicology, physiology, plant biology, scientific communication and education, synthetic biology, systems
    biology, zoology
"""
_MEDRXIV = """
    addiction medicine, allergy and immunology, anesthesia, cardiovascular medicine, dentistry and oral medicine,
    dermatology, emergency medicine, endocrinology, epidemiology, forensic medicine, gastroenterology,
    genetic and genomic medicine, geriatric medicine, health economics, health informatics, health policy,
    health systems and quality improvement, hematology, hiv aids, infectious diseases,
    intensive care and critical care medicine, medical education, medical ethics, nephrology, neurology, nursing,
    nutrition, obstetrics and gynecology, occupational and environmental health, oncology, ophthalmology, orthopedics,
    otolaryngology, pain medicine, palliative medicine, pathology, pediatrics, pharmacology and therapeutics,
    primary care research, psychiatry and clinical psychology, public and global health, radiology and imaging,
    rehabilitation medicine and physical therapy, respiratory medicine, rheumatology, sexual and reproductive health,
    sports medicine, surgery, toxicology, transplantation, urology
"""


def named(text: str) -> str:
    """One spelling of a category: ``Cell_Biology`` is ``cell biology``, what stands in brackets is left out."""
    return " ".join(re.findall(r"[a-z]+", re.sub(r"\([^()]*\)", " ", text.lower())))


def chosen(text: str, server: str, house: str) -> str:
    """The category a person means, nothing for all.  Raises ``ValueError`` with a sentence for one there is not."""
    known = known_of(server)
    wanted = named(text)
    if not text.strip() or wanted in known:
        return wanted
    close = get_close_matches(wanted, known, n=3, cutoff=0.5)
    meant = f"Did you mean {' or '.join(close)}?" if close else f"There is {', '.join(known)}."
    raise ValueError(f"{house} has no category {text.strip()[:100]!r}. {meant}")


def known_of(server: str) -> tuple[str, ...]:
    """Every category of a server."""
    text = _MEDRXIV if server == "medrxiv" else _BIORXIV
    return tuple(" ".join(name.split()) for name in text.split(","))
