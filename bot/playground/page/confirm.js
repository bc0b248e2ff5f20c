// Asks "are you sure?" as a Block Kit confirm object says.

import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { plainText, textBox } from "./text.js";

/** Comes to true when the person confirms. */
export function confirmed(confirm, context) {
  const title = plainText(confirm.title) || "Are you sure?";
  return new Promise((resolve) => {
    const answer = (value) => () => {
      resolve(value);
      dialog.close();
    };
    const content = [el("h2", {}, title), textBox(confirm.text, context), choices(confirm, answer)];
    const dialog = openDialog({ label: title, className: "confirm", content, onClose: () => resolve(false) });
  });
}

/** The focus stands on the harmless choice. */
function choices(confirm, answer) {
  const isDanger = confirm.style === "danger";
  const choice = (className, autofocus, value, words) =>
    el(
      "button",
      { type: "button", class: `button ${className}`, autofocus, on: { click: answer(value) } },
      words,
    );
  return el(
    "div",
    { class: "dialog-foot" },
    choice("", isDanger, false, plainText(confirm.deny) || "Cancel"),
    choice(isDanger ? "danger" : "primary", !isDanger, true, plainText(confirm.confirm) || "Yes"),
  );
}
