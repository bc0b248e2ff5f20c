"""Plural to singular, and nothing else: ``matrices`` is ``matrix``, but ``relative`` is not ``relation``.

The rule to keep: a plural and its singular fold to the same token.  No other ending is touched, because a match
must be explained by a word a reader would call the same word.
"""

from bot.papers.wordlist import wordlist

_IRREGULAR_PAIRS = """
analyses analysis|axes axis|crises crisis|oases oasis|diagnoses diagnosis|prognoses prognosis|neuroses neurosis
psychoses psychosis|symbioses symbiosis|metamorphoses metamorphosis|metastases metastasis|theses thesis
matrices matrix|submatrices submatrix|vertices vertex|indices index|subindices subindex|simplices simplex
cortices cortex|vortices vortex|helices helix|appendices appendix|codices codex|apices apex
nuclei nucleus|loci locus|foci focus|stimuli stimulus|radii radius|fungi fungus|bacilli bacillus|tori torus
hippocampi hippocampus|thalami thalamus|gyri gyrus|sulci sulcus|villi villus|cacti cactus|moduli modulus
calculi calculus|annuli annulus|alumni alumnus|glomeruli glomerulus|alveoli alveolus|syllabi syllabus
spectra spectrum|criteria criterion|phenomena phenomenon|bacteria bacterium|cyanobacteria cyanobacterium
mitochondria mitochondrion|ganglia ganglion|quanta quantum|optima optimum|maxima maximum|minima minimum
momenta momentum|continua continuum|polyhedra polyhedron|tetrahedra tetrahedron|automata automaton|extrema extremum
genera genus|corpora corpus|equilibria equilibrium|cilia cilium|epithelia epithelium|ova ovum|symposia symposium
algae alga|microalgae microalga|larvae larva|nebulae nebula|supernovae supernova|novae nova|formulae formula
antennae antenna|vertebrae vertebra|hyphae hypha|kilonovae kilonova|hypernovae hypernova
synopses synopsis|emphases emphasis|mitoses mitosis|meioses meiosis|fibroses fibrosis|stenoses stenosis
thromboses thrombosis|anastomoses anastomosis|necroses necrosis|scleroses sclerosis|cirrhoses cirrhosis
zoonoses zoonosis|mycoses mycosis|tuberculoses tuberculosis|cervices cervix|calyces calyx|radices radix
termini terminus|nodi nodus|esophagi esophagus|bronchi bronchus|emboli embolus|thrombi thrombus|uteri uterus
menisci meniscus|nevi nevus|rhombi rhombus|thesauri thesaurus|octopi octopus|tumuli tumulus|cumuli cumulus
strata stratum|errata erratum|memoranda memorandum|addenda addendum|cerebella cerebellum|septa septum|sera serum
crania cranium|atria atrium|taxa taxon|phyla phylum|millennia millennium|compendia compendium|curricula curriculum
referenda referendum|flagella flagellum|vacua vacuum|aquaria aquarium|herbaria herbarium|fulcra fulcrum
sterna sternum|endothelia endothelium|cochleae cochlea|infima infimum|suprema supremum
aortae aorta|bursae bursa|pupae pupa|fistulae fistula|lacunae lacuna|tracheae trachea|amoebae amoeba|personae persona
lemmata lemma|stomata stoma|carcinomata carcinoma|plateaux plateau|tableaux tableau|lice louse|trellises trellis
mice mouse|teeth tooth|feet foot|geese goose|children child|men man|women woman|oxen ox
lives life|halves half|wolves wolf|shelves shelf|knives knife|wives wife|calves calf|hooves hoof|loaves loaf
thieves thief|scarves scarf|selves self|leaves leaf|schemata schema|stigmata stigma|quizzes quiz|buses bus
gases gas|biogases biogas|lenses lens|biases bias|aliases alias|atlases atlas|canvases canvas|irises iris
pelvises pelvis|menus menu|gpus gpu|cpus cpu|tpus tpu|npus npu|apis api|kpis kpi|taxis taxi|skis ski|guis gui
rois roi|plateaus plateau|shoes shoe|toes toe|canoes canoe|foes foe|horseshoes horseshoe|floes floe
niches niche|caches cache|headaches headache|aches ache|avalanches avalanche|cliches cliche|moustaches moustache
movies movie|cookies cookie|zombies zombie|calories calorie|kilocalories kilocalorie|selfies selfie|rookies rookie
bowties bowtie|prairies prairie|magpies magpie|smoothies smoothie
"""
_IRREGULAR = dict(pair.split() for line in _IRREGULAR_PAIRS.split("\n") for pair in line.split("|") if pair.strip())

# Words that end in s and are no plural, or whose plural has no singular of the same meaning.
_KEPT = wordlist("""
    bias lens gas bus plus iris atlas canvas alias species series news always perhaps versus thus this his hers
    its is was has does as us less across gps aids sars mers cmos bios gis sis bayes texas kansas paris mars
    venus aries chaos cosmos pathos ethos kudos whereas besides sometimes afterwards towards backwards forwards
    upwards downwards ours theirs yours yes ps cris pelvis pancreas diabetes herpes rabies scabies caries mumps
    measles sepsis apparatus asbestos rhinoceros christmas lucas thomas james charles nicholas jones davis
    morris https windows pandas keras
""")
# "-ics" is a science, not a plural, except in these.
_COUNTABLE_ICS = wordlist("""
    metrics topics subtopics characteristics heuristics statistics mosaics clinics critics fabrics antibiotics
    ceramics comics epidemics pandemics plastics bioplastics classics basics mimics harmonics relics skeptics
    tics lyrics probiotics prebiotics antiseptics analgesics anesthetics lunatics academics
""")
_US_WORDS = wordlist("""
    virus campus status census corpus consensus genius bonus chorus sinus thesaurus octopus abacus apparatus
    fetus uterus focus nexus radius lotus circus plexus thymus hiatus locus syllabus phallus walrus cactus
    crocus stylus
""")
_US_PLURALS = tuple(f"{word}es" for word in _US_WORDS)
_GREEK_ENDINGS = ("yses", "heses")  # dialyses, hypotheses; their singulars end in -is


def singular(word: str) -> str:
    """The singular of a lower-case word, or the word itself when it is none of the plurals we are sure of."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word[-1] != "s" or word in _KEPT:
        return word
    if word.endswith(("ss", "us", "is", "'s", "species", "series")) or (
        word.endswith("ics") and word not in _COUNTABLE_ICS
    ):
        return word
    if word[-2] == "e":
        return _without_es(word)
    return word[:-1]


def _without_es(word: str) -> str:
    if word.endswith("ies"):
        return word[:-1] if len(word) < 5 else word[:-3] + "y"
    if word.endswith(_GREEK_ENDINGS):
        return word[:-2] + "is"
    if word.endswith(("sses", "shes", "ches", "xes", "tzes", "zzes", *_US_PLURALS)):
        return word[:-2]
    if word.endswith("oes") and len(word) > 5:
        return word[:-2]
    return word[:-1]
