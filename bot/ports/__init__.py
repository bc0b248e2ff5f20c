"""Every seam of the bot, what crosses it and how it fails: sources, models, delivery and the store."""
