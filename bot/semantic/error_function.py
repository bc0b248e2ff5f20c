"""The bend in BERT's layers, GELU, and the error function it is made of, which numpy does not have."""

import numpy as np

from bot.semantic.weights import Floats

# Abramowitz and Stegun 7.1.26: wrong by less than 1.5e-7 everywhere, no more than the rounding of 32-bit floats.
_SLOPE = 0.3275911
_TERMS = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


def erf(values: Floats) -> Floats:
    """The error function, to six digits."""
    size = np.abs(values)
    bent = 1 / (1 + np.float32(_SLOPE) * size)
    total = np.full_like(size, _TERMS[0])
    for term in _TERMS[1:]:
        total *= bent
        total += np.float32(term)
    total *= bent
    np.multiply(size, -size, out=size)
    np.exp(size, out=size)
    total *= size
    total -= 1  # the mirror image below nothing, so that only the sign is left to copy
    return np.asarray(np.copysign(total, values), np.float32)


def gelu(values: Floats) -> Floats:
    """Each value times the chance that a normal draw lies below it."""
    bent = erf(values * np.float32(0.5**0.5))
    bent += 1
    bent *= values
    bent *= np.float32(0.5)
    return bent
