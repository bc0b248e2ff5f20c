"""What Slack refuses: blocks, views, message arguments and metadata checked against its published limits.

A rule looks at one value and reports every mistake with a JSON pointer, in the words of Slack's own
`response_metadata.messages`.
"""

from bot.playground.slack.strict.messages import check_message
from bot.playground.slack.strict.rules import Problems
from bot.playground.slack.strict.surfaces import check_blocks
from bot.playground.slack.strict.views import check_view

__all__ = ["Problems", "check_blocks", "check_message", "check_view"]
