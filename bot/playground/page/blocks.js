// Draws a list of Block Kit blocks as one column of DOM nodes.

import { el } from "./dom.js";
import { drawElement, imageCard } from "./elements.js";
import { inputBlock } from "./input_block.js";
import { markdown } from "./markdown.js";
import { quietPlaceholder } from "./placeholder.js";
import { richText } from "./rich_text.js";
import { slotFor } from "./slot.js";
import { table } from "./table.js";
import { plainText, textBox } from "./text.js";

const DRAW = {
  header: (block) =>
    el("div", { class: "header", role: "heading", "aria-level": 2, dir: "auto" }, plainText(block.text)),
  section,
  context: contextBlock,
  actions: row,
  context_actions: row,
  divider: () => el("hr", { class: "divider" }),
  image: (block) => imageCard(block, block.title && plainText(block.title)),
  rich_text: (block, _surface, context) =>
    el("div", { class: "text", dir: "auto" }, richText(block, context)),
  input: inputBlock,
  markdown: (block, _surface, context) => markdown(block.text, context),
  table: (block, _surface, context) => table(block, context),
};

/** Draws the blocks of one surface (see slot.js). */
export function drawBlocks(blocks, surface, context) {
  return (blocks ?? []).map((block) => {
    const known = Object.hasOwn(DRAW, block.type);
    const inner = known ? DRAW[block.type](block, surface, context) : quietPlaceholder(block.type);
    return el(
      "div",
      { class: `block block-${known ? block.type : "unknown"}`, data: { block: block.block_id } },
      inner,
    );
  });
}

function section(block, surface, context) {
  const words = plainText(block.text).slice(0, 80);
  const accessory =
    block.accessory &&
    drawElement(slotFor(block.accessory, block, surface, context, accessoryLabel(block.accessory, words)));
  const fields = (block.fields ?? []).map((field) => textBox(field, context, "section-field"));
  return el(
    "div",
    { class: "section" },
    el(
      "div",
      { class: "section-main" },
      block.text ? textBox(block.text, context) : null,
      fields.length ? el("div", { class: "section-fields" }, fields) : null,
    ),
    accessory ? el("div", { class: "accessory" }, accessory) : null,
  );
}

function accessoryLabel(accessory, words) {
  return accessory.type === "button" ? undefined : words.replace(/[*_~`]/g, "");
}

function contextBlock(block, _surface, context) {
  const parts = (block.elements ?? []).map((part) => {
    if (part.type === "image")
      return el("span", { class: "context-image", title: part.alt_text }, part.alt_text);
    if (part.type === "mrkdwn" || part.type === "plain_text") return textBox(part, context);
    return quietPlaceholder(part.type);
  });
  return el("div", { class: "context" }, parts);
}

function row(block, surface, context) {
  return el(
    "div",
    { class: "actions" },
    (block.elements ?? []).map((element) => drawElement(slotFor(element, block, surface, context))),
  );
}
