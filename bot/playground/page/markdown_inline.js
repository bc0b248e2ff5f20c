// Draws one run of Markdown text: emphasis, code, links, and Slack's own tokens.

import { control } from "./control.js";
import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { decode } from "./escapes.js";
import { anchor, linkOrText, safeUrl } from "./links.js";

const DEEPEST = 8;

// One pattern a span; the order is the precedence at one place.
const SPANS = [
  [/^\\([!-/:-@[-`{-~])/, ([, character]) => character],
  [/^(`+)([^`][\s\S]*?)\1(?!`)/, ([, , code]) => el("code", {}, code.trim())],
  [
    /^!?\[([^[\]\n]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/,
    ([, label, url], again) => linkOrText(decode(url), again(label)),
  ],
  [/^<([^<>\n]+)>/, ([, body], again, context) => control(body, context)],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, ([, text], again) => el("strong", {}, again(text))],
  [/^__(?=\S)([\s\S]*?\S)__(?![\p{L}\p{N}])/u, ([, text], again) => el("strong", {}, again(text)), true],
  [/^~~(?=\S)([\s\S]*?\S)~~/, ([, text], again) => el("s", {}, again(text))],
  [/^\*(?=[^\s*])([^*]*[^\s*])\*(?!\*)/, ([, text], again) => el("em", {}, again(text))],
  [/^_(?=[^\s_])([^_]*[^\s_])_(?![\p{L}\p{N}_])/u, ([, text], again) => el("em", {}, again(text)), true],
  [
    /^https?:\/\/[^\s<>|"`)\]]*[^\s<>|"`)\].,;:!?'*_~]/,
    ([url]) => (safeUrl(url) ? anchor(safeUrl(url), url) : null),
  ],
];
const STARTS = /[\\`![<*_~h]/g;
const WORD_BEFORE = /[\p{L}\p{N}]$/u;

export function markdownInline(text, context, depth = 0) {
  if (depth > DEEPEST) return [decode(text)];
  const again = (inner) => markdownInline(inner, context, depth + 1);
  const out = [];
  let plainFrom = 0;
  let at = nextStart(text, 0);
  while (at >= 0) {
    const found = spanAt(text, at, again, context);
    if (found) {
      out.push(plain(text.slice(plainFrom, at)), found.node);
      plainFrom = found.end;
    }
    at = nextStart(text, found ? found.end : at + 1);
  }
  out.push(plain(text.slice(plainFrom)));
  return out.filter((piece) => piece !== "");
}

function nextStart(text, from) {
  STARTS.lastIndex = from;
  return STARTS.exec(text)?.index ?? -1;
}

function spanAt(text, at, again, context) {
  const rest = text.slice(at);
  const inWord = WORD_BEFORE.test(text.slice(Math.max(0, at - 2), at));
  for (const [pattern, draw, wordStart] of SPANS) {
    const match = wordStart && inWord ? null : pattern.exec(rest);
    const node = match && draw(match, again, context);
    if (node) return { node, end: at + match[0].length };
  }
  return null;
}

function plain(text) {
  return withEmoji(decode(text));
}
