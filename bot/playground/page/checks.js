// Draws checkboxes and radio buttons.

import { el, freshId } from "./dom.js";
import { fire, readable, remembered } from "./slot.js";
import { textNodes } from "./text.js";

export function checkboxes(slot) {
  const before = remembered(slot)?.selected_options ?? slot.element.initial_options ?? [];
  const { node, chosen } = group(slot, "checkbox", before);
  readable(slot, () => ({ selected_options: chosen() }));
  onChange(slot, node, () => ({ selected_options: chosen() }));
  return node;
}

export function radioButtons(slot) {
  const before = remembered(slot)?.selected_option ?? slot.element.initial_option;
  const { node, chosen } = group(slot, "radio", before ? [before] : []);
  readable(slot, () => ({ selected_option: chosen()[0] ?? null }));
  onChange(slot, node, () => ({ selected_option: chosen()[0] ?? null }));
  return node;
}

function group(slot, type, before) {
  const options = slot.element.options ?? [];
  const name = freshId("group");
  const picked = new Set(before.map((option) => option.value));
  const boxes = options.map((option, index) =>
    el("input", { type, name, checked: picked.has(option.value), data: { key: `${slot.key}/${index}` } }),
  );
  const rows = options.map((option, index) => row(option, boxes[index], slot.context));
  const node = el(
    "div",
    {
      class: "checks",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-label": slot.label || "Choices",
    },
    rows,
  );
  return { node, chosen: () => options.filter((_option, index) => boxes[index].checked) };
}

function row(option, box, context) {
  const description = option.description
    ? el("span", { class: "soft" }, textNodes(option.description, context))
    : null;
  return el("label", { class: "check" }, box, el("span", {}, textNodes(option.text, context), description));
}

function onChange(slot, node, change) {
  const boxes = [...node.querySelectorAll("input")];
  let settled = boxes.map((box) => box.checked);
  node.addEventListener("change", async () => {
    const done = await fire(slot, node, change());
    if (done) settled = boxes.map((box) => box.checked);
    else boxes.forEach((box, index) => (box.checked = settled[index]));
  });
}
