// Draws an input block: label, field, hint, and the place for its error.

import { el, freshId } from "./dom.js";
import { drawElement } from "./elements.js";
import { slotFor } from "./slot.js";
import { plainText } from "./text.js";

export function inputBlock(block, surface, context) {
  const label = plainText(block.label);
  const element = block.element ?? {};
  const field = drawElement(slotFor(element, block, surface, context, label));
  const error = el("p", { class: "field-error", id: freshId("error"), role: "alert", hidden: true });
  const hint = block.hint
    ? el("p", { class: "soft field-hint", id: freshId("hint") }, plainText(block.hint))
    : null;
  field.setAttribute("aria-describedby", [hint?.id, error.id].filter(Boolean).join(" "));
  if (!block.optional && takesStates(field)) field.setAttribute("aria-required", "true");
  const optional = block.optional ? el("span", { class: "soft" }, " (optional)") : null;
  return el(
    "div",
    { class: "input" },
    el("div", { class: "input-label" }, label, optional),
    field,
    error,
    hint,
  );
}

/** Buttons and plain groups may not carry aria-required and aria-invalid. */
function takesStates(field) {
  return field.matches("input, textarea, [role=radiogroup]");
}

/** Shows errors at their blocks, `{block_id: sentence}`; comes to the first block that has one. */
export function showErrors(container, errors) {
  let first = null;
  for (const block of container.querySelectorAll(".block")) {
    const place = block.querySelector(".field-error");
    if (!place) continue;
    const sentence = Object.hasOwn(errors, block.dataset.block) ? errors[block.dataset.block] : "";
    place.textContent = sentence;
    place.hidden = !sentence;
    const field = block.querySelector(".checks, [data-key]");
    field?.classList.toggle("invalid", Boolean(sentence));
    if (field && takesStates(field)) field.setAttribute("aria-invalid", String(Boolean(sentence)));
    if (sentence) first ??= block;
  }
  return first;
}
