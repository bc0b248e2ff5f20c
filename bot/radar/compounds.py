"""Words written both solid and apart: ``pretraining``, ``pre-training`` and ``pre training`` are one word.

A reviewed table, because joining whatever stands together would make words that mean something else
(``over time`` is not ``overtime``).  Each line is a first part and the parts that follow it.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TABLE = """
multi: modal lingual agent scale task turn view step hop stage dimensional object level label layer class objective
multi: spectral source domain head phase faceted round band variate model messenger resolution frame modality user
multi: channel sensor perspective center path party frequency component disciplinary temporal granular cultural player
multi: physics word mode directional fidelity grid parametric species winner plane cell body graph functional omic
multi: sensory purpose layered variable wavelength core threaded tasking image document factor site drug target
pre: training trained train trainer processing processed process defined computed compute computing filling
pre: registered existing determined selection selected tokenization specified built clinical operative natal
post: training processing operative hoc natal synaptic translational doctoral
fine: tuning tuned tune grained tunable
non: linear linearity trivial invasive uniform parametric rigid local thermal convex convexity zero stationary
non: stationarity negative deterministic relativistic ideal perturbative equilibrium verbal minimal monotonic standard
non: smooth commutative asymptotic singular vanishing cooperative binary coding human empty degenerate spherical
auto: regressive encoder encoding encoded correlation formalization complete immune immunity
bi: directional level modal lingual manual temporal ventricular partite polar linear
co: operative reference existence exist existing evolution evolving evolve located occurrence operation
co: variate variance pilot design expression morbidity factor culture
semi: supervised conductor conducting definite parametric classical automatic empirical structured
sub: optimal optimality graph task structure goal sample sampling population network agent problem type domain grid
sub: millimeter halo word surface category field region space question query system linear quadratic component module
sub: group pixel band sequence cellular family species unit manifold class solar stellar tree
super: resolution massive conducting conductor conductivity linear human nova symmetry symmetric position computer
hyper: spectral parameter network graph plane cube heuristic local tension glycemia sensitivity
inter: group class cluster frame layer view modal disciplinary operability dependency
inter: stellar galactic species cellular molecular satellite rater observer
intra: class group cluster cellular operative subject frame modal molecular venous cranial
extra: galactic cellular planar
over: fitting fit confidence confident smoothing parameterized parameterization sampling
under: represented explored studied sampled fitting fit specified determined resourced
up: sampling sample sampled scaling regulation regulated stream
down: sampling sample sampled scaling regulation regulated stream
re: ranking rank ranker weighting weight weighted sampling use usable training trained train parameterization
re: identification construct construction alignment planning labeling
de: noising noise noiser blurring hazing raining convolution identification duplication biasing bias centralized
feed: forward
back: propagation propagate door bone end projection translation
front: end
real: time
data: set base driven point center
time: series scale step stamp frame
trade: off
speed: up
run: time
roll: out
read: out
follow: up
cut: off
warm: up
work: flow load
frame: rate
test: bed
tool: chain kit box
key: frame word
life: long cycle span time
long: tail term
zero: shot
few: shot
one: shot
cross: modal lingual attention domain linguistic talk entropy validation
self: supervised attention supervision
light: weight curve
ground: truth
black: box body
white: box
open: source
deep: fake
spatio: temporal temporally
neuro: symbolic imaging degeneration degenerative science inflammation morphic modulation
audio: visual
visuo: motor tactile
socio: economic technical cultural demographic political linguistic
geo: spatial location localization referenced tagged physics chemistry
bio: inspired marker medical physics informatics molecular material mass diversity impedance chemical
photo: realistic ionization voltaic catalysis catalytic electron dissociation synthesis
electro: chemical magnetic static physiology encephalography
magneto: hydrodynamic resistance
micro: lensing service structure biome plastic scope fluidic array organism electronic grid controller
nano: particle structure tube fluid wire scale material medicine
meta: learning analysis data heuristic cognitive cognition surface material genomic genomics
pseudo: label code random scalar inverse spectral
quasi: linear periodic particle
ultra: sound violet light fast thin compact luminous
infra: red
radio: active therapy carbon isotope
proto: stellar cluster planetary type galaxy star
circum: galactic stellar nuclear binary planetary
counter: factual example measure argument
common: sense
cyber: security attack physical
crowd: sourced sourcing
code: base book
hand: crafted written held
mid: plane training
mini: batch halo
min: max
pair: wise
point: wise cloud
pixel: wise
element: wise
layer: wise
step: wise
piece: wise
block: wise
list: wise
voxel: wise
depth: wise
tri: modal plane partite
uni: modal directional variate
omni: modal directional
mono: lingual layer clonal
poly: morphism saccharide
ego: centric motion
exo: planet centric skeleton
anti: body viral symmetric correlation cancer oxidant tumor inflammatory microbial matter
trans: membrane genic dermal
macro: scale molecule economic
thermo: electric dynamic dynamics plastic
hydro: dynamic dynamics gel thermal
astro: physics physical chemistry biology particle
cardio: vascular myopathy
immuno: therapy assay globulin histochemistry suppression
chemo: therapy informatics taxis
graph: rag
health: care
lambda: cdm
ly: alpha
mm: wave
pan: starrs sharpening
path: way finding
ray: tracing
role: play
screen: shot
sea: water
side: channel
smart: phone
space: time craft
stand: alone
wave: guide length form function
web: site page
well: being
whole: body
wi: fi
wide: band
narrow: band
broad: band
x: ray
e: mail commerce learning health
k: mean
"""


def _read_table() -> dict[str, tuple[str, str]]:
    table = {}
    for line in _TABLE.strip().splitlines():
        first, _, rest = line.partition(":")
        table.update({first + last: (first, last) for last in rest.split()})
    return table


COMPOUNDS: Mapping[str, tuple[str, str]] = MappingProxyType(_read_table())
