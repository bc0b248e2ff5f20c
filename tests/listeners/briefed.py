"""A briefing that was really written and posted, and its buttons, pressed as people press them."""

from collections.abc import Mapping
from typing import Any

from bot.blocks import briefing_messages
from bot.briefing import Briefing
from bot.digest import Digest, Item
from bot.papers import Paper
from bot.ports.ledger import NumberedPaper
from bot.radar import matches, parse
from bot.subscribers import Subscriber, SubscriberKind
from tests.listeners.conftest import Stage

CLUB = "journal-club"
GRACE = "U0GRACE001"
Listed = tuple[int, str]  # the number in a paper's arXiv id, and the line that found it


def reader(stage: Stage, channel: str = "") -> Subscriber:
    """The person who types, or a channel."""
    kind = SubscriberKind.CHANNEL if channel else SubscriberKind.PERSON
    address = stage.slack.channel(channel) if channel else stage.slack.workspace.me
    found = stage.store.subscribers.find(stage.slack.workspace.team_id, kind, address)
    assert found is not None
    return found


def lines(stage: Stage, channel: str = "") -> list[str]:
    """What stands on a radar."""
    return [query.text for query in stage.store.subscribers.queries(reader(stage, channel).id)]


def paper(stage: Stage, number: int) -> Paper:
    """A stored paper."""
    found = stage.store.papers.find(f"arxiv:2606.{number:05}")
    assert found is not None
    return found


def brief(stage: Stage, *listed: Listed, channel: str = "", parts: Mapping[str, Any] | None = None) -> str:
    """Write and post a briefing of these papers; the timestamp of its message."""
    who = reader(stage, channel)
    stage.store.digests.open_extra(who.id, stage.now.date(), f"r{stage.now}", stage.now)
    claim = stage.store.digests.claim(stage.now, 60)
    assert claim is not None
    items = tuple(_item(stage, place, *each) for place, each in enumerate(listed, 1))
    digest = Digest(
        id=claim.id,
        subscriber=who,
        local_date=claim.local_date,
        edition=claim.edition,
        made_at=stage.now,
        since=stage.now,
        items=items,
        read=len(listed),
    )
    noted = {str(each.paper.id): _noted(each, parts) for each in items}
    numbered = [NumberedPaper(each.number, each.paper.id) for each in items]
    written = briefing_messages(digest, Briefing(None))
    assert stage.store.digests.finish(claim, {"why": noted}, numbered, written, stage.now)
    stage.deliver()
    stage.woken = 0
    place = channel or None
    posted = [one for one in stage.slack.bot_messages(place) if one.get("thread_ts") in (None, one["ts"])]
    return str(posted[-1]["ts"])


def press(stage: Stage, action: str, ts: str, number: int = 1, *, channel: str = "", user: str | None = None) -> str:
    """Press a button under the paper of that number; what is answered privately."""
    seen = stage.slack.messages(channel or None)
    posted = next(one for one in seen if one["ts"] == ts)
    rows = [block["block_id"] for block in posted["blocks"] if block["type"] == "actions"]
    return _pressed(stage, action, user, ts=ts, block_id=rows[number - 1], channel=channel or None)


def press_offered(stage: Stage, action: str, *, channel: str = "", user: str | None = None, row: str = "") -> str:
    """Press the newest button with that action among the private answers."""
    return _pressed(stage, action, user, channel=channel or None, block_id=row or None)


def _pressed(stage: Stage, action: str, user: str | None, **where: Any) -> str:
    before = len(stage.slack.ephemerals(user))
    assert stage.slack.press(action, user=user, **where).ok
    stage.slack.wait_for(lambda: len(stage.slack.ephemerals(user)) > before)
    told = stage.slack.ephemerals(user)[-1]
    assert len(told["text"]) < 3_000
    text: str = told["text"]
    return text.replace("\u2060", "")


def _item(stage: Stage, place: int, number: int, query: str) -> Item:
    match = matches(parse(query), paper(stage, number))
    assert match is not None
    return Item(place, paper(stage, number), (match,), 6.0 - place)


def _noted(item: Item, parts: Mapping[str, Any] | None) -> dict[str, Any]:
    noted: dict[str, Any] = {"score": item.score, "queries": [match.query for match in item.matches]}
    return {**noted, "parts": parts} if parts else noted
