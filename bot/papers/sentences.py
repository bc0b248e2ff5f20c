"""Splits readable text into sentences, as places in the text, so that a quote can be found again."""

import re
from itertools import pairwise

from bot.papers.wordlist import wordlist

_END = re.compile(
    r"(?:[.!?]+|…|\.\.\.|[。！？])[\"”’'»)\]]*(?:\s*\[\d[\d,\s–-]*\])?(?=\s)|[。！？][”’」』)]*|\n\n"
    # A stop and no blank: "…propagation.In this paper"
    r"|(?<=[a-z)]{2})\.(?=(?:The|We|In|This|Our|To|However|These|It|Here|For|Moreover|Furthermore|Finally)\s)"
)
_NEVER = wordlist("""
    e.g i.e cf vs viz approx ca resp fig figs eq eqs eqn eqns ref refs sec secs tab no nos nr vol pp p dr prof
    mr mrs ms st mt ed eds dept univ spp sp var subsp ssp cv gen incl excl est max min avg sect ch chap suppl
    app thm lem prop def cor al etc jan feb mar apr jun jul aug sept sep oct nov dec bros inc ltd co corp gov
    lat long temp conc sol i.v i.p s.c p.o w.r.t a.k.a a.s i.i.d s.t ibid op cit seq wt equiv wrt dim deg obs
    exp calc theor arxiv art nat phys rev lett biol chem proc acad sci j soc am math appl comput res med clin
    int
""")
_MAY_END = wordlist("""
    al etc inc ltd co corp min max sec no p gen exp deg app art nat sol long temp am sci res med int i.i.d a.k.a
    approx est dec jan mar ca ch lat var prop def cor rev a.s obs
""")
_STARTERS = wordlist("""
    the we in this our these to it here however for a an moreover furthermore additionally finally using both
    while although results methods conclusions background they such when with as by on at from if since because
    after thus therefore hence overall meanwhile first second third next also there what how why unlike existing
    recent previous despite given experiments experimental extensive code across among most many further
    consequently specifically notably importantly nevertheless instead one two three all no some each then
""")
_WORD = re.compile(r"[^\s(\[{“‘\"'/–—]+$")
_PLAIN_LOWER = re.compile(r"[a-zß-öø-ÿ]+(?=$|['’-])")  # not mmWave, p53 or α-helices, which may begin a sentence
_LABEL_ONLY = re.compile(
    r"[A-Z][\w &/,-]{2,40}:\s*"
    r"|(?:Context|Background|Aims?|Goals?|Objectives?|Purpose|Methods?|Results?|Findings|Conclusions?|Significance)\.\s*"
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text made readable by ``display``; a label such as "Results:" stays with its sentence."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends."""
    cuts = [0, *_cuts(text), len(text)]
    spans = (_stripped(text, start, end) for start, end in pairwise(cuts))
    return _with_labels(text, [span for span in spans if span[0] < span[1]])


def _cuts(text: str) -> list[int]:
    opened = _bracketed(text)
    cuts: list[int] = []
    for mark in _END.finditer(text):
        if mark[0] == "\n\n" or (not opened[mark.end() - 1] and _ends(text, mark)):
            cuts.append(mark.end())
    return cuts


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    return (start + left, start + left + len(inner.strip())) if inner.strip() else (start, start)


def _with_labels(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _LABEL_ONLY.fullmatch(text[slice(*joined[-1])]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _bracketed(text: str) -> bytearray:
    """Marks what stands inside brackets that do close within their paragraph: no sentence ends there."""
    inside = bytearray(len(text) + 1)
    stack: list[tuple[str, int]] = []
    for found in re.finditer(r"[()\[\]]|\n\n", text):
        char = found[0]
        if char == "\n\n":
            stack.clear()
        elif char in "([":
            stack.append((char, found.start()))
        elif stack and stack[-1][0] == "(["[")]".index(char)]:
            begin = stack.pop()[1]
            if not stack and found.start() - begin < 600:
                inside[begin : found.start()] = b"\x01" * (found.start() - begin)
    return inside


def _ends(text: str, mark: re.Match[str]) -> bool:
    sign, behind = mark[0], text[mark.end() : mark.end() + 60]
    following = behind.lstrip(" \u00a0")
    if sign[0] in "。！？" or not following or following.startswith("\n\n") or behind[0].isalpha():
        return True
    found = re.match(r"[^\w]*(\w[\w'’-]*)", following)
    if found is None or _PLAIN_LOWER.match(found[1]) or (sign == "." and behind[0] == "\u00a0"):
        return False
    return sign[0] in "!?" or _period_ends(text, mark.start(), sign, found[1])


def _period_ends(text: str, at: int, sign: str, following: str) -> bool:
    """Whether a full stop (or dots) ends the sentence, by the word before it and the word behind it."""
    before = _WORD.search(text[max(0, at - 40) : at])
    word = before[0] if before else ""
    starter = following.lower() in _STARTERS and following[0].isupper()
    if sign.startswith(("..", "…")):
        return following[0].isupper()
    if not word or len(sign.rstrip()) > 1:
        return True
    bare = word.lower().rstrip(".")
    if bare in _NEVER:
        return starter and bare in _MAY_END and not (bare == "al" and following[0].isdigit())
    if re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+[A-Z]|[A-Z][a-z]?\.-?[A-Z]", word):
        return starter and not _is_name(text, at)
    return not re.fullmatch(r"(?:\w\.)+\w", word) or starter


def _is_name(text: str, at: int) -> bool:
    """Whether the capital before the stop looks like an initial: "by J." or "Smith J." with another name beside it."""
    return bool(re.search(r"(?:\bby|\band|,|Drs?\.|Profs?\.)\s(?:[A-Z]\.\s?)*[A-Z]$", text[max(0, at - 14) : at]))
