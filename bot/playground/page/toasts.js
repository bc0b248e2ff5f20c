// Shows short notes that go away by themselves, and reads new messages to screen readers.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const STAYS = { note: 7000, error: 12_000 };

export function createToasts() {
  const notes = el("div", { class: "toasts", role: "region", "aria-label": "Notices", popover: "manual" });
  const polite = el("div", { class: "sr-only", role: "status", "aria-live": "polite" });
  const urgent = el("div", { class: "sr-only", role: "alert" });
  const show = (text, kind = "note") => {
    const close = () => {
      toast.remove();
      if (!notes.hasChildNodes() && notes.isConnected) notes.hidePopover();
    };
    const button = el(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Dismiss", on: { click: close } },
      icon("close"),
    );
    const toast = el("div", { class: `toast toast-${kind}` }, el("span", {}, text), button);
    notes.append(toast);
    raise(notes);
    (kind === "error" ? urgent : polite).textContent = text;
    hideLater(toast, close, STAYS[kind]);
  };
  return { nodes: [notes, polite, urgent], show };
}

/** The layer shown last is on top, also over dialogs. */
function raise(notes) {
  if (notes.matches(":popover-open")) notes.hidePopover();
  notes.showPopover();
}

function hideLater(toast, close, wait) {
  let timer = setTimeout(close, wait);
  const hold = () => clearTimeout(timer);
  const release = () => {
    clearTimeout(timer);
    timer = setTimeout(close, wait);
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusout", release);
}

/** A log that only screen readers see; each new message is one line of it. */
export function createAnnouncer() {
  const node = el("div", {
    class: "sr-only",
    role: "log",
    "aria-live": "polite",
    "aria-label": "New messages",
  });
  const say = (text) => {
    node.append(el("p", {}, text));
    while (node.childElementCount > 20) node.firstElementChild.remove();
  };
  return { node, say };
}
