// Opens modal dialogs on the browser's own <dialog>: focus trap, Escape and return of focus come with it.

import { el } from "./dom.js";
import { icon } from "./icons.js";

/** Shows `content` in a dialog; `onClose` hears that it is gone, by whatever way. */
export function openDialog({ label, className, content, onClose = () => {} }) {
  const dialog = el("dialog", { class: `dialog ${className}`, "aria-label": label }, content);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose();
  });
  dialog.showModal();
  return dialog;
}

export function isDialogOpen() {
  return document.querySelector("dialog[open]") !== null;
}

/** Lets a press on the backdrop close the dialog. */
export function closeOnBackdrop(dialog) {
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

export function closeButton(label, onClick) {
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: onClick } },
    icon("close"),
  );
}
