// Draws rich_text blocks: sections, lists, quotes and preformatted text with their styles.

import { el } from "./dom.js";
import { emojiCharacter } from "./emoji.js";
import { linkOrText } from "./links.js";
import { broadcastMention, channelMention, dateMention, groupMention, userMention } from "./mentions.js";
import { quietPlaceholder } from "./placeholder.js";

const CONTAINERS = {
  rich_text_section: (part, context) => el("div", { class: "rich-section" }, pieces(part, context)),
  rich_text_quote: (part, context) => el("blockquote", {}, pieces(part, context)),
  rich_text_preformatted: (part, context) => el("pre", {}, pieces(part, context)),
  rich_text_list: list,
};

const PIECES = {
  text: (piece) => piece.text ?? "",
  link: (piece) => linkOrText(piece.url, piece.text || piece.url),
  emoji: (piece) => fromCodes(piece.unicode) ?? emojiCharacter(piece.name) ?? `:${piece.name}:`,
  user: (piece, context) => userMention(piece.user_id, context),
  usergroup: (piece) => groupMention(piece.usergroup_id),
  channel: (piece, context) => channelMention(piece.channel_id, context),
  broadcast: (piece) => broadcastMention(piece.range),
  date: (piece, context) =>
    dateMention(
      { seconds: piece.timestamp, pattern: piece.format, url: piece.url, fallback: piece.fallback },
      context,
    ),
  color: (piece) => el("code", {}, piece.value ?? ""),
};

const STYLES = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
  ["highlight", "mark"],
];

export function richText(block, context) {
  return el(
    "div",
    { class: "rich-text" },
    (block.elements ?? []).map((part) => container(part, context)),
  );
}

function container(part, context) {
  return Object.hasOwn(CONTAINERS, part.type)
    ? CONTAINERS[part.type](part, context)
    : quietPlaceholder(part.type);
}

function pieces(part, context) {
  return (part.elements ?? []).map((piece) => {
    const draw = Object.hasOwn(PIECES, piece.type)
      ? PIECES[piece.type]
      : (other) => quietPlaceholder(other.type);
    return styled(draw(piece, context), piece.style);
  });
}

function styled(node, style) {
  return STYLES.filter(([name]) => style?.[name]).reduce((inner, [, tag]) => el(tag, {}, inner), node);
}

function list(part, context) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const depth = Math.min(part.indent ?? 0, 8);
  const start = tag === "ol" && part.offset ? part.offset + 1 : null;
  const items = (part.elements ?? []).map((item) => el("li", {}, container(item, context)));
  return el(tag, { class: `rich-list indent-${depth}${part.border ? " bordered" : ""}`, start }, items);
}

function fromCodes(codes) {
  if (!/^[0-9a-f]+(-[0-9a-f]+)*$/i.test(codes ?? "")) return undefined;
  const points = codes.split("-").map((code) => Number.parseInt(code, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : undefined;
}
