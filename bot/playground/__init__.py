"""A Slack on this machine with a page, and a recorded week of papers: the bot runs on it unchanged."""
