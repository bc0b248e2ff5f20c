"""What a reader's thumbs teach: a taste that reorders what the radar found, and never finds anything itself."""

from bot.learning.blending import blend, trust
from bot.learning.taste import Taste
from bot.learning.training import Labelled, train
from bot.learning.vectors import Vector, vector

__all__ = ["Labelled", "Taste", "Vector", "blend", "train", "trust", "vector"]
