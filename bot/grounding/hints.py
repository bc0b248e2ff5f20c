"""Text that talks to a machine instead of a reader: a hint for people, never the only line of defence."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнᴀᴇᴏɡıοανερτικυωѡАВЕКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlkmtbhaeogioaveptikuwwabekmhopctxyijsabezhikmnoptyx",
)
_WHO = (
    r"(?:ai|llms?|gpt|chatgpt|claude|gemini|(?:large )?language models?|chatbots?"
    r"|ai (?:models?|assistants?|agents?|reviewers?|systems?))"
)
_MARKS = r"im_start|im_end|system|assistant|human|user|papers?|document|context|instructions?|sentence|prompt"
MARK = re.compile(rf"</?(?:{_MARKS})\b[^<>]{{0,40}}>", re.IGNORECASE)
_HINTS = tuple(
    re.compile(pattern)
    for pattern in (
        # orders to drop earlier orders
        r"\b(?:ignor|disregard|forget|overrid|bypass)\w*\b.{0,40}"
        r"\b(?:previous|prior|above|earlier|preceding|all|any|other|these|system)\b.{0,24}"
        r"\b(?:instruction|prompt|rule|direction|guideline|message|command)s?\b",
        r"\b(?:ignore|disregard|forget)\b.{0,16}\b(?:question|briefing|task|instructions?|papers except)\b",
        r"\b(?:ignor|vergiss|oubli|olvid|dimentic)\w*\b.{0,30}"
        r"\b(?:instruccion|instruction|anweisung|istruzion|instru[cç][oõ])\w*",
        # words to a machine by name
        rf"\b(?:note|notice|message) (?:to|for) (?:the |any |all |every )?{_WHO}\b",
        rf"\b(?:dear|hey|hello|attention) {_WHO}\b|\bif you are (?:an? )?{_WHO}\b|\bas an? {_WHO},? you\b",
        rf"\byou are (?:now )?(?:an? )?(?:dan\b|{_WHO}|admin|jailbroken)|\byou are now\b",
        r"\bact as (?:dan|an? unrestricted)\b|\bnew (?:system )?(?:rule|instruction|question)s?\s*:",
        r"\bto the (?:summari[sz]er|summari[sz]ing model|assistant|chatbot|reading model|language model)s?\s*[:,]",
        # orders about the verdict
        r"\b(?:positive|favou?rable) reviews? only\b",
        r"\bdo not (?:highlight|mention|discuss|list) (?:any )?(?:negative|weakness|limitation|flaw)",
        r"\b(?:recommend|rate|rank|put|place|list|accept|praise|promote) "
        r"(?:this|the present) (?:paper|article|submission|manuscript)\b",
        r"\b(?:rank|put|place|list|call) (?:this|it) (?:first|groundbreaking|at the top)\b|\bread_first\b",
        # marks that divide a prompt
        rf"<\|?/?(?:{_MARKS})\b[^<>]{{0,40}}\|?>|\[/?inst\]|<<sys>>|\bbegin (?:system )?prompt\b",
        r"(?:^|[.\n]\s*)(?:system|assistant|human|user)\s*:\s*"
        r"(?:you|ignore|forget|new|sure|say|please|print|output)\b",
        # orders to tell secrets or to use tools
        r"\b(?:reveal|repeat|print|show|output|leak|recite|quote|say)\b.{0,30}"
        r"\b(?:system prompt|your (?:instructions|prompt|rules|guidelines))",
        r"\b(?:call|use|invoke|run) the \w+ tool\b",
        r"\b(?:list|print|reveal|send) (?:all |the |your )+(?:tokens|api keys?|secrets|passwords?|radars?|keywords)\b",
        # orders about the reply
        r"\btell the (?:reader|user)s? (?:that|to)\b",
        r"\b(?:append|add|insert|attach|include)\b.{0,60}"
        r"\b(?:to|in) your (?:reply|answer|summary|response|output|review)\b",
        r"\b(?:summary|summari[sz]ation|reply|your answer|response|your output|briefing|digest) must "
        r"(?:end|begin|start|include|contain|say|state|mention)\b",
        r"\b(?:answer|reply|respond) only with\b|(?:^|[.:]\s)(?:answer|reply|respond) with\b",
        r"\boutput the word\b|\brepeat the word\b|\btranslate the following (?:in)?to json\b",
        r"\bany (?:digest|briefing|summary) that (?:also )?(?:contains|includes)\b",
        r"\bevery other paper (?:today|here)\b|\bdecode\b.{0,30}[a-z0-9+/]{20,}={0,2}",
    )
)


def addresses_machines(text: str) -> bool:
    """Whether the text looks like an order to whatever model reads it, however it is disguised."""
    decoded = _TAGS.sub(lambda tag: chr(ord(tag[0]) - 0xE0000) if ord(tag[0]) >= 0xE0020 else "", text)
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", decoded)).translate(_LOOKALIKES).casefold()
    plain = " ".join(folded.split())
    return any(hint.search(plain) for hint in _HINTS)
