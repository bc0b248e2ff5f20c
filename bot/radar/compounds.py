"""Words written both solid and apart: ``pretraining``, ``pre-training`` and ``pre training`` are one word.

A reviewed table, because joining whatever stands together would make words that mean something else
(``over time`` is not ``overtime``, nor ``in painting`` the same as ``inpainting``).  Each entry is a first part and
the parts that follow it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.radar.plurals import singular

_TABLE = """
anti: bacterial body cancer coagulant correlated correlation depressant ferromagnet ferromagnetic fungal
anti: inflammatory matter microbial oxidant psychotic retroviral symmetric tumor viral
astro: biology chemistry particle physical physics | au: roc | audio: llm visual
auto: antibody bidding complete correlation encoded encoder encoding formalization immune immunity prompting
auto: regressive regressively
back: bone door end projected projection propagate propagated propagating propagation reaction translation
band: pass
bi: directional directionally level linear lingual lstm manual modal partite polar temporal ventricular weekly
bio: availability chemical compatibility degradable diversity film fuel impedance informatics inspired marker mass
bio: material mechanical medical molecular physics printing reactor safety security sensing sensor
bit: rate width wise | black: body box | blind: spot | block: wise | blue: shifted | broad: band | by: product
cardio: metabolic myopathy pulmonary respiratory vascular | change: point
chemo: dynamical informatics taxis therapy | chunk: wise | circum: binary galactic nuclear planetary stellar
class: wise
co: added culture design evolution evolutionary evolve evolving exist existence existing expression factor infection
co: located morbid morbidity moving occurrence operation operative pilot polymer reference rotation variance variate
co: visibility | code: base book | common: sense | core: set
counter: argument example factual intuitive intuitively jet measure speech
cross: attention domain entropy lingual linguistic modal talk validation | crowd: sourced sourcing | cryo: em et
cut: off | cyber: attack physical security | cyto: skeleton toxic toxicity | dash: cam
data: base center driven point set
de: bias biasing blurring centralized confounding convolution duplication facto hazing identification identified
de: noise noiser noising raining snowing | deci: hertz | deep: fake | depth: wise
down: regulated regulation sample sampled sampling scaling stream weight | e: commerce health learning mail
ego: centric motion
electro: catalyst catalytic chemical encephalogram encephalography magnetic physiological physiology spinning static
electro: weak | element: wise | end: point | exo: centric planet skeleton | extra: cellular galactic planar
feed: forward | ferro: electric magnetic | few: shot | file: system | fine: grained tunable tune tuned tuning
five: fold | fly: by | follow: up | four: fold | frame: rate wise | free: form hand style text | front: end
gastro: intestinal | geo: chemistry localization location physics referenced spatial tagged | giga: pixel
glyco: protein | grad: cam | graph: rag | grid: world | ground: truth | group: wise | hand: crafted held written
hard: coded | health: care | hepato: cellular | human: like | hydro: dynamic dynamics gel thermal
hyper: cube glycemia graph heuristic local luminous network parameter plane sensitivity spectral tension velocity
immuno: assay deficiency fluorescence globulin histochemistry suppression suppressive therapy | infra: red
inter: band cellular class cluster dependency disciplinary frame galactic group layer modal molecular observer
inter: operability rater relationship satellite species stellar symbol view
intra: cellular class cluster cranial frame group modal molecular operative subject venous | k: mean
key: frame word | knock: down out | lambda: cdm | land: cover | layer: wise | lepto: hadronic
life: cycle like long span time | light: cone curve weight | lipo: protein | list: wise | live: streaming
log: normal prob | long: form standing tail term | look: ahead | ly: alpha | macro: economic molecule scale
magneto: hydrodynamic hydrodynamical resistance | map: making | marker: less | mesh: free
meta: analysis cognition cognitive data genomic genomics heuristic learning material path stable surface
micro: array biome biota bubble channel climate controller electrode electronic fluidic gravity grid lensing
micro: mechanical needle organism plastic rna scope service structure tubule vascular | mid: plane training
min: max | mini: batch halo imagenet | mis: classification specification specified | mm: wave
mono: clonal layer lingual modal | morpho: syntactic | ms: coco
multi: agent band beam body cell center channel class color component core cultural dialectal dimensional
multi: directional disciplinary document domain drug event faceted factor ferroic fidelity field fluid frame
multi: frequency functional granular graph grid group head hop image label layer layered level lingual messenger
multi: modal modality mode model object objective omic parametric party path perspective phase phonon photon physics
multi: plane player point probe purpose qubit resolution round scale script sensor sensory site source species
multi: spectral stage step target task tasking temporal threaded turn user variable variate view wavelength winner
multi: word
nano: composite crystal fiber fluid hertz material medicine particle ribbon rod scale sheet structure technology
nano: tube wire | narrow: band
neuro: degeneration degenerative developmental imaging inflammation modulation morphic protective science symbolic
neuro: transmitter | night: time
non: adherence asymptotic binary circular coding coherent commutative commutativity conformity contextual convex
non: convexity cooperative degenerate determinism deterministic empty equilibrium existent human ideal invasive
non: linear linearity linearly local minimal minimally monotonic negative parametric periodic perturbative
non: relativistic rigid significant singular smooth specific spherical standard stationarity stationary steroidal
non: thermal trivial uniform uniformity vanishing verbal zero | north: east west | null: space | off: line
omni: directional modal | on: board | one: shot | open: source | opto: electronic mechanical | out: painting patient
over: abundance confidence confident correction density exposure expression fit fitting generalization generation
over: massive optimization parameterization parameterized predict refusal reliance representation represented
over: sampling saturation sensitivity simplified smooth smoothing thinking weight | pair: wise
pan: sharpening starrs | path: finding way | peri: natal operative vascular
photo: catalysis catalytic dissociation electron ionization realistic synthesis voltaic | physico: chemical
piece: wise | pixel: wise | plain: text | plug: in | point: cloud wise | policy: making
poly: morphism nucleotide peptide saccharide
post: doctoral hoc menopausal mortem natal operative partum processing synaptic training translational | pr: auc
pre: built clinical computation compute computed computing defined determined eclampsia existing filling filtering
pre: frontal natal operative process processed processing registered selected selection specified stellar term
pre: tokenization train trained trainer training | proto: cluster galaxy planetary star stellar type
pseudo: code inverse label random scalar spectral | quasi: crystal linear particle periodic | qwen: vl
radio: active carbon frequency isotope therapy | ray: tracing
re: acceleration align alignment analysis annotated annotation balancing captioning computation construct
re: construction design evaluate evaluation examine identification implementation initialization labeling
re: localization parameterization parameterized plan planning projection purpose rank ranked ranker ranking routing
re: sampling scoring train trained training tuning usable use weight weighted weighting | read: out | real: time
red: shifted | ride: sharing | ro: vibrational | role: play | roll: out | round: trip | run: time | screen: shot
sea: water | self: attention supervised supervision
semi: automatic classical conducting conductor definite empirical major parametric structured supervised
sense: making | side: channel | smart: phone | socio: cultural demographic economic linguistic political technical
south: east west | space: borne craft time | spatio: temporal temporally | spectro: photometric polarimetric
speech: llm | speed: up | stage: wise | stand: alone | step: wise | strategy: proof proofness
sub: agent band category cellular class clinical code component cutaneous dimension domain dominant family field
sub: goal graph grid group halo lattice linear linearly manifold millimeter mm model module network optimal
sub: optimality optimally packetization pixel population problem quadratic query question region sample sampling
sub: sequence skill solar space species stellar structure surface system task trajectory tree type unit word
super: computer conducting conductivity conductor conformal fluid gravity horizon human lattice linear massive nova
super: position resolution solar symmetric symmetry | table: top | target: less | test: bed | texture: less
thermo: dynamic dynamics electric mechanical nuclear plastic | three: fold
time: frame lapse scale series stamp stamped step | tiny: imagenet | token: wise | tool: box chain kit | trade: off
trans: dermal genic membrane | tri: axial modal partite planar plane | two: fold
ultra: compact deep faint fast high light luminous massive sound structure thin violet
under: confidence constrained dense determined examined explored fit fitting perform performance performing predict
under: represent representation represented representing resourced sampled sampling served specification specified
under: studied thinking utilization utilized utilizing weight | uni: directional modal variate
up: regulated regulation sample sampled sampling scaling stream | video: llm qa | visuo: motor tactile | voxel: wise
vq: gan vae | warm: up | water: filling | wave: form function guide length | web: page site | well: being | wet: lab
white: box | whole: body | wi: fi | wide: band | wild: type | work: flow load | x: ray | zero: shot
"""


def _read_table() -> dict[str, tuple[str, str]]:
    table = {}
    for entry in _TABLE.replace("\n", " | ").strip(" |").split(" | "):
        first, _, rest = entry.partition(":")
        for last in rest.split():
            table[singular(first + last)] = singular(first), singular(last)
    return table


COMPOUNDS: Mapping[str, tuple[str, str]] = MappingProxyType(_read_table())
