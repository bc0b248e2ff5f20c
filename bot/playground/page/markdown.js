// Draws a small, safe subset of Markdown for markdown blocks: no HTML, no images.

import { el } from "./dom.js";
import { markdownInline } from "./markdown_inline.js";

const FENCE = /^\s*(```|~~~)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const QUOTE = /^\s*> ?/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const DEEPEST = 6;

export function markdown(text, context) {
  return el(
    "div",
    { class: "markdown text", dir: "auto" },
    blocks(String(text ?? "").split("\n"), context, 0),
  );
}

function blocks(lines, context, depth) {
  const out = [];
  let at = 0;
  while (at < lines.length) {
    const [node, next] = blockAt(lines, at, context, depth);
    if (node) out.push(node);
    at = next;
  }
  return out;
}

function blockAt(lines, at, context, depth) {
  const line = lines[at];
  if (line.trim() === "") return [null, at + 1];
  if (FENCE.test(line)) return fence(lines, at);
  if (HEADING.test(line)) return heading(line, at, context);
  if (RULE.test(line)) return [el("hr"), at + 1];
  if (QUOTE.test(line) && depth < DEEPEST) return quote(lines, at, context, depth);
  if (ITEM.test(line) && depth < DEEPEST) return list(lines, at, context, depth);
  if (isTable(lines, at)) return table(lines, at, context);
  return paragraph(lines, at, context);
}

function fence(lines, at) {
  const mark = FENCE.exec(lines[at])[1];
  let end = at + 1;
  while (end < lines.length && !lines[end].trimStart().startsWith(mark)) end += 1;
  return [el("pre", {}, lines.slice(at + 1, end).join("\n")), end + 1];
}

function heading(line, at, context) {
  const [, marks, text] = HEADING.exec(line);
  return [
    el(
      "div",
      { class: `md-heading md-h${marks.length}`, role: "heading", "aria-level": marks.length + 1 },
      markdownInline(text, context),
    ),
    at + 1,
  ];
}

function quote(lines, at, context, depth) {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end])) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return [el("blockquote", {}, blocks(inner, context, depth + 1)), end];
}

function list(lines, at, context, depth) {
  const [, margin, marker] = ITEM.exec(lines[at]);
  const ordered = /\d/.test(marker);
  const items = [];
  let end = at;
  while (end < lines.length) {
    const item = ITEM.exec(lines[end]);
    if (item && item[1].length <= margin.length && /\d/.test(item[2]) === ordered) items.push([item[3]]);
    else if (lines[end].trim() !== "" && indentOf(lines[end]) > margin.length) items.at(-1).push(lines[end]);
    else break;
    end += 1;
  }
  const start = ordered ? Number.parseInt(marker, 10) : null;
  return [
    el(
      ordered ? "ol" : "ul",
      { start },
      items.map((item) => listItem(item, context, depth)),
    ),
    end,
  ];
}

function listItem([first, ...rest], context, depth) {
  return el("li", {}, markdownInline(first, context), blocks(rest, context, depth + 1));
}

function indentOf(line) {
  return line.length - line.trimStart().length;
}

function isTable(lines, at) {
  return (
    lines[at].includes("|") &&
    at + 1 < lines.length &&
    lines[at + 1].includes("-") &&
    TABLE_RULE.test(lines[at + 1])
  );
}

function table(lines, at, context) {
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|")) end += 1;
  const row = (line, tag) =>
    el(
      "tr",
      {},
      cells(line).map((cell) => el(tag, {}, markdownInline(cell, context))),
    );
  const body = lines.slice(at + 2, end).map((line) => row(line, "td"));
  return [
    el(
      "div",
      { class: "table-box" },
      el("table", {}, el("thead", {}, row(lines[at], "th")), el("tbody", {}, body)),
    ),
    end,
  ];
}

function cells(line) {
  return line
    .trim()
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.trim());
}

function paragraph(lines, at, context) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() !== "" && !startsBlock(lines, end)) end += 1;
  return [el("p", {}, markdownInline(lines.slice(at, end).join("\n"), context)), end];
}

function startsBlock(lines, at) {
  return [FENCE, HEADING, RULE, QUOTE, ITEM].some((pattern) => pattern.test(lines[at])) || isTable(lines, at);
}
