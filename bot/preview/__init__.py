"""What a query would have caught: hits, rate, samples and near misses among the papers of the last 30 days."""

from bot.preview.trying import DAYS, Caught, NearMiss, Preview, Sample

__all__ = ["DAYS", "Caught", "NearMiss", "Preview", "Sample"]
