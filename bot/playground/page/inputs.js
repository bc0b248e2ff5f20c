// Draws the text inputs of Block Kit: plain, multiline, number, e-mail, address.

import { el } from "./dom.js";
import { fire, readable, remembered } from "./slot.js";
import { plainText } from "./text.js";

const TYPES = { number_input: "text", email_text_input: "email", url_text_input: "url" };

export function textInput(slot) {
  const { element, key } = slot;
  const before = remembered(slot);
  const value = (before ? before.value : element.initial_value) ?? "";
  const props = {
    class: "field",
    placeholder: element.placeholder && plainText(element.placeholder),
    maxlength: element.max_length,
    inputmode: element.type === "number_input" ? "decimal" : null,
    autofocus: element.focus_on_load === true,
    "aria-label": slot.label,
    data: { key },
  };
  const node = element.multiline
    ? el("textarea", { ...props, rows: 4 })
    : el("input", { ...props, type: TYPES[element.type] ?? "text", autocomplete: "off" });
  node.value = value;
  readable(slot, () => ({ value: node.value === "" ? null : node.value }));
  if (slot.acts) fireOn(slot, node);
  return node;
}

function fireOn(slot, node) {
  const on = slot.element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const send = () => fire(slot, node, { value: node.value });
  if (on.includes("on_character_entered")) node.addEventListener("input", send);
  if (!on.includes("on_enter_pressed")) return;
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
}
