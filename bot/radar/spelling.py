"""British spelling read as American: ``tumour`` is ``tumor``, ``optimisation`` is ``optimization``."""

import re

from bot.papers.wordlist import pairs

_PAIRS = """
behaviour behavior|behavioural behavioral|colour color|coloured colored|colouring coloring|neighbour neighbor
neighbourhood neighborhood|neighbouring neighboring|tumour tumor|tumoural tumoral|favour favor|favourable favorable
flavour flavor|labour labor|harbour harbor|humour humor|vapour vapor|odour odor|honour honor|rumour rumor|armour armor
endeavour endeavor|rigour rigor|vigour vigor|mould mold|moulding molding|plough plow|grey gray|greyscale grayscale
centre center|centred centered|centring centering|fibre fiber|metre meter|kilometre kilometer|centimetre centimeter
millimetre millimeter|submillimetre submillimeter|micrometre micrometer|nanometre nanometer|litre liter
millilitre milliliter|theatre theater|calibre caliber|multicentre multicenter|sabre saber
modelling modeling|modelled modeled|modeller modeler|labelling labeling|labelled labeled|unlabelled unlabeled
signalling signaling|signalled signaled|travelling traveling|travelled traveled|traveller traveler|cancelled canceled
cancelling canceling|channelled channeled|channelling channeling|tunnelling tunneling|levelled leveled
levelling leveling|fuelled fueled|fuelling fueling|counselling counseling|marvellous marvelous|fulfil fulfill
fulfilment fulfillment
enrol enroll|enrolment enrollment|panelled paneled|funnelling funneling|totalling totaling
catalogue catalog|dialogue dialog|analogue analog|homologue homolog|orthologue ortholog|paralogue paralog
defence defense|offence offense|licence license|pretence pretense|practise practice|aluminium aluminum
programme program|artefact artifact|judgement judgment|ageing aging|sceptic skeptic|sceptical skeptical|tyre tire
disc disk|caesium cesium|sulphur sulfur|sulphate sulfate|sulphide sulfide|sulphuric sulfuric|draught draft
analyse analyze|analysed analyzed|analyser analyzer|analysing analyzing|catalyse catalyze|catalysed catalyzed
hydrolyse hydrolyze|hydrolysed hydrolyzed|paralyse paralyze|dialyse dialyze|electrolyse electrolyze
oestrogen estrogen|oestradiol estradiol|foetus fetus|foetal fetal|oesophagus esophagus|oesophageal esophageal
aetiology etiology|orthopaedic orthopedic|gynaecology gynecology|gynaecological gynecological|faeces feces|faecal fecal
paediatric pediatric|paediatrics pediatrics|anaesthesia anesthesia|anaesthetic anesthetic|diarrhoea diarrhea
coeliac celiac|haemoglobin hemoglobin|haemorrhage hemorrhage|haemorrhagic hemorrhagic|haematology hematology
haematopoietic hematopoietic|haemodynamic hemodynamic|haemodialysis hemodialysis|haemophilia hemophilia
haemostasis hemostasis|haematoma hematoma|manoeuvre maneuver|palaeontology paleontology|palaeoclimate paleoclimate
catalogued cataloged|cataloguing cataloging|instalment installment|skilful skillful|distil distill|instil instill
titre titer|lustre luster|spectre specter|meagre meager|sombre somber|ochre ocher|esthetic aesthetic
esthetics aesthetics|acknowledgement acknowledgment|caesarean cesarean|moustache mustache|homoeostasis homeostasis
encyclopaedia encyclopedia|archaeology archeology|archaeological archeological
"""
_AMERICAN = dict(pair.split() for line in _PAIRS.split("\n") for pair in line.split("|") if pair.strip())
# Beginnings and endings that are British wherever they stand.
_OUR = re.compile(
    r"(col|behavi|neighb|fav|lab|hon|flav|sav|harb|hum|rum|vap|od|tum|endeav|vig|rig|arm|splend|clam|parl|ferv|demean"
    r"|cand|savi|val|glam|ranc|succ)our"
)
_STARTS = pairs("""
    haem hem oestr estr oedem edem oesoph esoph paediatr pediatr orthopaed orthoped anaesth anesth gynaec gynec
    palaeo paleo archaeo archeo foet fet leucocyt leukocyt diarrhoe diarrhe caec cec manoeuv maneuv homoeo homeo
    sulph sulf
""")
_ENDS = pairs("""
    centre center centred centered fibre fiber aemia emia aemic emic paenia penia pnoea pnea rrhoea rrhea grey gray
""")
_BRITISH_STARTS, _BRITISH_ENDS = tuple(_STARTS), tuple(_ENDS)
_DOUBLED = re.compile(
    r"((?:re|mis|un|pre|meta)?(?:model|label|signal|travel|cancel|channel|tunnel|level|fuel|counsel|total|panel|funnel|dial"
    r"|equal|initial|marshal|pencil|spiral|trial|unravel|parcel|rival|quarrel|shovel))l(ed|ing|er)"
)
# Verbs in -ise.  A list, because exercise, precise, noise and disease are no such verbs.
_STEMS = """
actual anonym apolog atom author binar brutal cannul canonical capital carbon categor catheter central character
civil colon commercial compartmental computer conceptual container contextual conventional critic crystall custom
democrat diagonal digit digital dimer discret dramat econom electr emphas endothelial energ epithelial epitom equal
eutroph external factor familiar fertil final fluid formal fossil functional general global granular harmon homogen
hospital hybrid hydrogen hypothes ideal immun individual industrial initial institutional internal ion isomer item
jeopard lateral legal lemmat lexical liberal linear liquid local lyophil magnet marginal material maxim mechan memor
metabol mineral minim mobil modern modular monet moral motor municipal myelin national natural nebul neutral normal
oligomer operational optim organ orthogonal oxid parallel parameter parametr pasteur penal personal phosphor plastic
polar polit polymer popular pressur priorit privat public pulver quant radical random raster rational real recogn
regional regular ritual sanit scrutin secular sensit serial sexual social solubil spatial special spiritual stabil
standard steril stigmat styl subsid summar symbol symmetr synchron synthes system tabular territor tetramer theor
thermal token tranquil traumat trimer trivial urban util vapor vascular vector verbal victim visual vital vocal
volatil voxel vulcan weapon western
"""
_ISE = re.compile(
    r"((?:un|re|de|pre|over|non|mis|hyper|photo|bio|hydro)?"
    rf"(?:{'|'.join(sorted(set(_STEMS.split()), key=len, reverse=True))}))"
    r"is(e|ed|er|ing|ation|able|es|ers|ations|ational)"
)


def american(word: str) -> str:
    """The American spelling of a lower-case singular word, or the word itself."""
    found = _AMERICAN.get(word)
    if found is not None:
        return found
    if "is" in word and (verb := _ISE.fullmatch(word)):
        return f"{verb[1]}iz{verb[2]}"
    if "our" in word:
        word = _OUR.sub(r"\1or", word)
    if "ll" in word and (verb := _DOUBLED.fullmatch(word)):
        return verb[1] + verb[2]
    if word.startswith(_BRITISH_STARTS):
        start = next(one for one in _BRITISH_STARTS if word.startswith(one))
        word = _STARTS[start] + word[len(start) :]
    if word.endswith(_BRITISH_ENDS):
        end = next(one for one in _BRITISH_ENDS if word.endswith(one))
        word = word[: -len(end)] + _ENDS[end]
    return word


def american_start(prefix: str) -> str:
    """The American spelling of the beginning of a word, for ``optimis*`` and ``behaviour*``."""
    if prefix.endswith("is") and (verb := _ISE.fullmatch(prefix + "e")):
        return f"{verb[1]}iz"
    if prefix.endswith("isat") and (verb := _ISE.fullmatch(prefix + "ion")):
        return f"{verb[1]}izat"
    return american(prefix)
