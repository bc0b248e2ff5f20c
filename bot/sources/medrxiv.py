"""medRxiv's preprints, all or one category: ``medrxiv``, ``medrxiv:infectious diseases``; served like bioRxiv's."""

from bot.sources import biorxiv


class Adapter(biorxiv.Adapter):
    """The preprints of medRxiv, or of one of its categories."""

    server = "medrxiv"
    house = "medRxiv"
