// Turns Slack's mrkdwn into DOM nodes: links, mentions, bold, italic, strike, code, quotes, emoji.

import { control } from "./control.js";
import { el, fragment } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { decode } from "./escapes.js";
import { anchor, safeUrl } from "./links.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const DEEPEST = 8;
const BARE_URL = /https?:\/\/[^\s<>|"`]+/g;

/** The nodes of a mrkdwn text. `verbatim` leaves bare addresses alone. */
export function mrkdwn(text, context, { verbatim = false } = {}) {
  const out = [];
  const parts = String(text).split(/```([\s\S]+?)```/);
  parts.forEach((part, index) => {
    if (index % 2 === 1)
      out.push(el("pre", {}, codeNodes(part.replace(/^\n/, "").replace(/\n$/, ""), context)));
    else out.push(...prose(trimAtBlocks(part, index > 0, index < parts.length - 1), context, verbatim));
  });
  return fragment(out);
}

function trimAtBlocks(part, afterBlock, beforeBlock) {
  const start = afterBlock ? part.replace(/^\n/, "") : part;
  return beforeBlock ? start.replace(/\n$/, "") : start;
}

const QUOTE = /^(?:>|&gt;) ?/;
const LONG_QUOTE = /^(?:>>>|&gt;&gt;&gt;) ?/;

function prose(part, context, verbatim) {
  const out = [];
  for (const group of groupLines(part.split("\n"))) {
    const nodes = group.lines.flatMap((line, index) => [
      index > 0 ? "\n" : null,
      ...inline(line, context, verbatim),
    ]);
    out.push(group.quote ? el("blockquote", {}, nodes) : el("span", { class: "prose" }, nodes));
  }
  return out;
}

function groupLines(lines) {
  const groups = [];
  let rest = false;
  for (const line of lines) {
    if (!rest && LONG_QUOTE.test(line)) {
      rest = true;
      groups.push({ quote: true, lines: [line.replace(LONG_QUOTE, "")] });
      continue;
    }
    const quote = rest || QUOTE.test(line);
    const text = quote && !rest ? line.replace(QUOTE, "") : line;
    const last = groups.at(-1);
    if (last && last.quote === quote) last.lines.push(text);
    else groups.push({ quote, lines: [text] });
  }
  return groups.filter((group) => group.quote || group.lines.length > 1 || group.lines[0] !== "");
}

/** The nodes of one line. */
function inline(line, context, verbatim = false, depth = 0) {
  const out = [];
  const hopeless = new Set();
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) out.push(...leaf(plain, verbatim));
    plain = "";
  };
  while (at < line.length) {
    const found = spanAt(line, at, { context, verbatim, depth, hopeless });
    if (found) {
      flush();
      out.push(found.node);
      at = found.end;
    } else {
      plain += line[at];
      at += 1;
    }
  }
  flush();
  return out;
}

function spanAt(line, at, scope) {
  const character = line[at];
  if (character === "<") return controlAt(line, at, scope.context);
  if (character === "`") return codeAt(line, at, scope);
  if (character in STYLES && scope.depth < DEEPEST) return styledAt(line, at, scope);
  return null;
}

function controlAt(line, at, context) {
  const end = line.indexOf(">", at);
  if (end < 0) return null;
  const node = control(line.slice(at + 1, end), context);
  return node && { node, end: end + 1 };
}

function codeAt(line, at, scope) {
  const end = line.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  return { node: el("code", {}, codeNodes(line.slice(at + 1, end), scope.context)), end: end + 1 };
}

function codeNodes(text, context) {
  // Mentions are drawn as chips in code too: if one got here unescaped, it must be seen.
  return text
    .split(/(<[^<>\n]*>)/)
    .map((piece, index) => (index % 2 === 1 && control(piece.slice(1, -1), context)) || decode(piece));
}

function styledAt(line, at, scope) {
  const marker = line[at];
  if (scope.hopeless.has(marker) || !opens(line, at)) return null;
  const end = closing(line, at, marker);
  if (end < 0) {
    scope.hopeless.add(marker);
    return null;
  }
  const inner = inline(line.slice(at + 1, end), scope.context, scope.verbatim, scope.depth + 1);
  return { node: el(STYLES[marker], {}, inner), end: end + 1 };
}

function opens(line, at) {
  const before = line[at - 1];
  const after = line[at + 1];
  return (
    (before === undefined || !WORD.test(before)) &&
    before !== line[at] &&
    after !== undefined &&
    !/\s/.test(after) &&
    after !== line[at]
  );
}

function closing(line, from, marker) {
  for (let at = from + 1; at < line.length; at += 1) {
    at = skipOpaque(line, at);
    const after = line[at + 1];
    const bounded = after === undefined || (!WORD.test(after) && after !== marker);
    if (line[at] === marker && at > from + 1 && !/\s/.test(line[at - 1]) && bounded) return at;
  }
  return -1;
}

/** Steps over a link, a mention or a code span: a marker in there closes nothing. */
function skipOpaque(line, at) {
  const end = line[at] === "<" ? line.indexOf(">", at) : line[at] === "`" ? line.indexOf("`", at + 1) : -1;
  return end > 0 ? end : at;
}

function leaf(text, verbatim) {
  if (verbatim) return [withEmoji(decode(text))];
  const out = [];
  let last = 0;
  for (const match of text.matchAll(BARE_URL)) {
    const raw = match[0].replace(/(?:&gt;|&lt;)[\s\S]*$/, "").replace(/[.,;:!?)\]'*_~]+$/, "");
    const href = safeUrl(decode(raw));
    if (!href) continue;
    out.push(withEmoji(decode(text.slice(last, match.index))), anchor(href, decode(raw)));
    last = match.index + raw.length;
  }
  out.push(withEmoji(decode(text.slice(last))));
  return out.filter((piece) => piece !== "");
}
