"""British spelling read as American: ``tumour`` is ``tumor``, ``optimisation`` is ``optimization``."""

import re

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
encyclopaedia encyclopedia|archaeology archeology|archaeological archeological
"""
_AMERICAN = dict(pair.split() for line in _PAIRS.split("\n") for pair in line.split("|") if pair.strip())
# Verbs in -ise.  A list, because exercise, precise, noise and disease are no such verbs.
_STEMS = """
optim general normal regular character organ recogn summar synthes minim maxim util categor visual local token quant
factor vector initial parametr parameter penal personal polar polymer crystall ion stabil standard random
discret linear serial parallel digit hybrid rational formal real special central critic emphas
custom author harmon immun magnet modern moral neutral oxid priorit sanit symbol theor binar canonical lemmat
memor metabol mineral mobil monet operational orthogonal diagonal pressur public vital scrutin social
sensit steril synchron system urban vapor verbal anonym colon commercial compartmental contextual conceptual
democrat dimer energ equal fertil final functional global homogen hospital hypothes ideal industrial
internal external item legal lexical marginal mechan national natural pasteur privat radical sexual spatial
stigmat thermal isomer catheter conventional
"""
_ISE = re.compile(
    rf"((?:un|re|de|pre|over|non|mis|hyper|photo)?(?:{'|'.join(sorted(set(_STEMS.split()), key=len, reverse=True))}))"
    r"is(e|ed|er|ing|ation|able|es|ers|ations|ational)"
)


def american(word: str) -> str:
    """The American spelling of a lower-case singular word, or the word itself."""
    found = _AMERICAN.get(word)
    if found is not None:
        return found
    if "is" in word and (verb := _ISE.fullmatch(word)):
        return f"{verb[1]}iz{verb[2]}"
    if word.endswith("aemia"):
        return word[:-5] + "emia"
    return word[:-5] + "emic" if word.endswith("aemic") else word


def american_start(prefix: str) -> str:
    """The American spelling of the beginning of a word, for ``optimis*`` and ``behaviour*``."""
    if prefix.endswith("is") and (verb := _ISE.fullmatch(prefix + "e")):
        return f"{verb[1]}iz"
    if prefix.endswith("isat") and (verb := _ISE.fullmatch(prefix + "ion")):
        return f"{verb[1]}izat"
    return american(prefix)
