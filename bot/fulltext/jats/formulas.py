"""Formulas of an article as a line of Unicode, from MathML or from the TeX beside it."""

import re
from typing import Any

from lxml import etree

from bot.papers import display

_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_FORMS = {
    "msup": "{{{0}}}^{{{1}}}",
    "mover": "{0}",
    "msub": "{{{0}}}_{{{1}}}",
    "munder": "{{{0}}}_{{{1}}}",
    "msubsup": "{{{0}}}_{{{1}}}^{{{2}}}",
    "munderover": "{{{0}}}_{{{1}}}^{{{2}}}",
    "mfrac": "\\frac{{{0}}}{{{1}}}",
    "msqrt": "\\sqrt{{{0}}}",
}
_UNSEEN = frozenset(("annotation", "annotation-xml", "mphantom", "maction"))


def formula(element: Any) -> str | None:
    """The formula an element holds; nothing when it is no formula."""
    name = local(element)
    if name == "math":
        return display(f"${_tex(element)}$")
    if name == "tex-math":
        text = element.text or ""
        inner = _DOCUMENT.search(text)
        return display(f"${(inner[1] if inner else text).strip().strip('$').strip()}$")
    return None


def chosen(alternatives: Any) -> Any:
    """Of several forms of one formula, the one that reads best; nothing when there is none to read."""
    forms = {local(child): child for child in alternatives}
    return next((forms[name] for name in ("math", "tex-math", "textual-form") if name in forms), None)


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _tex(element: Any) -> str:
    """MathML as TeX; documents are no deeper than the XML parser allows, so the recursion ends."""
    name = local(element)
    if not name or name in _UNSEEN:
        return ""
    parts = [_tex(child) for child in element]
    form = _FORMS.get(name)
    if form and len(parts) >= form.count("{0}") + form.count("{1}") + form.count("{2}"):
        return form.format(*parts) if name != "msqrt" else form.format("".join(parts))
    text = " ".join((element.text or "").split())
    own = text if len(text) < 2 or name != "mtext" else f"\\text{{{text}}}"
    return own + "".join(parts)
