"""A strict Slack on 127.0.0.1: the Web API, Socket Mode, signed HTTP delivery, and a page to try a bot on.

It runs a bot that does not know the difference, and refuses what Slack refuses.

Reading order: `workspace` (who is there) → `state` (what is known) → `web_api` (what a bot may ask)
→ `strict` (what it may not send) → `deliveries` (how it hears of things) → `server`.
"""

from bot.playground.slack.controls import Control
from bot.playground.slack.faults import Fault, FaultPlan, Faults
from bot.playground.slack.records import Ack, Call, Post
from bot.playground.slack.server import LoopbackSlack
from bot.playground.slack.terms import Terms
from bot.playground.slack.workspace import Channel, User, Workspace, default_workspace

__all__ = [
    "Ack",
    "Call",
    "Channel",
    "Control",
    "Fault",
    "FaultPlan",
    "Faults",
    "LoopbackSlack",
    "Post",
    "Terms",
    "User",
    "Workspace",
    "default_workspace",
]
