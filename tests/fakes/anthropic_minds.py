"""How the model on the other side behaves: faithful, lying, obedient to whatever it reads, or out of order."""

import html
import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.fakes.anthropic_api import Reply, Responder, message

Body = Mapping[str, Any]
Note = dict[str, Any]
_SENTENCE = re.compile(r"^(?P<id>(?:P\d+\.)?s\d+): (?P<text>.+)$", re.MULTILINE)
_NOTE = re.compile(r"^- (?P<text>.+) \[(?P<refs>[^\]]+)\]$", re.MULTILINE)
_PAPER = re.compile(r'<(?:paper|notes) id="(P\d+)"')


def material(body: Body) -> str:
    """What the model is shown."""
    content = body["messages"][-1]["content"]
    return content if isinstance(content, str) else "\n".join(block["text"] for block in content)


def task(body: Body) -> str:
    """Which of our three requests it is: ``analysis``, ``synthesis`` or ``answer``."""
    wanted = json.dumps(body.get("output_config", {})) + str(body.get("system", ""))
    return "analysis" if '"takeaway"' in wanted else "synthesis" if '"headline"' in wanted else "answer"


def sentences(body: Body) -> list[Note]:
    """The numbered sentences or notes of the request, as notes that copy them."""
    text = material(body)
    found = [{"text": html.unescape(m["text"]), "refs": [m["id"]]} for m in _SENTENCE.finditer(text)]
    return found or [{"text": html.unescape(m["text"]), "refs": m["refs"].split(", ")} for m in _NOTE.finditer(text)]


def faithful(body: Body) -> Reply:
    """Copies what it is shown and cites it rightly."""
    return message(json.dumps(shaped(body, sentences(body))))


def shaped(body: Body, notes: Sequence[Note]) -> Mapping[str, Any]:
    """A reply of the wanted form made of these notes."""
    wanted = task(body)
    if wanted == "analysis":
        return {"takeaway": notes[0], "findings": list(notes[1:3]), "limits": None}
    if wanted == "answer":
        return {"status": "answered", "claims": list(notes[:2])}
    papers = _PAPER.findall(material(body))
    first = {paper: next(note for note in notes if note["refs"][0].startswith(f"{paper}.")) for paper in papers}
    joined = [first[paper] for paper in papers[:2]]
    title = " ".join(re.findall(r"\w{5,}", joined[0]["text"])[:4])
    return {
        "headline": joined[0],
        "themes": [{"title": title, "claims": joined}],
        "read_first": {"paper": papers[-1], "why": first[papers[-1]]},
    }


def changed(change: Callable[[Note], Note]) -> Responder:
    """Faithful but for one change to every note."""

    def respond(body: Body) -> Reply:
        return message(json.dumps(shaped(body, [change(note) for note in sentences(body)])))

    return respond


def saying(text: str) -> Responder:
    """Says the same in every place, whatever it is shown: a model that obeys an order in a paper."""
    return changed(lambda note: {"text": text, "refs": note["refs"]})


def in_turn(*replies: Reply | Responder) -> Responder:
    """Each reply once, in order; the last for ever."""
    lock, left = threading.Lock(), list(replies)

    def respond(body: Body) -> Reply:
        with lock:
            reply = left.pop(0) if len(left) > 1 else left[0]
        return reply(body) if callable(reply) else reply

    return respond


def always(reply: Reply) -> Responder:
    """The same whatever is asked."""
    return lambda body: reply


def by_task(**responders: Responder) -> Responder:
    """A responder for each kind of request; faithful where none is named."""
    return lambda body: responders.get(task(body), faithful)(body)
