"""The journals of PLOS: the word in their addresses, the code in their DOIs, and their names."""

JOURNALS = {
    "plosone": ("pone", "PLOS ONE"),
    "plosmedicine": ("pmed", "PLOS Medicine"),
    "plosbiology": ("pbio", "PLOS Biology"),
    "ploscompbiol": ("pcbi", "PLOS Computational Biology"),
    "plosgenetics": ("pgen", "PLOS Genetics"),
    "plospathogens": ("ppat", "PLOS Pathogens"),
    "plosntds": ("pntd", "PLOS Neglected Tropical Diseases"),
    "climate": ("pclm", "PLOS Climate"),
    "digitalhealth": ("pdig", "PLOS Digital Health"),
    "globalpublichealth": ("pgph", "PLOS Global Public Health"),
    "sustainabilitytransformation": ("pstr", "PLOS Sustainability and Transformation"),
    "water": ("pwat", "PLOS Water"),
    "mentalhealth": ("pmen", "PLOS Mental Health"),
    "complexsystems": ("pcsy", "PLOS Complex Systems"),
}
