// The keys that work everywhere, and the dialog that lists all keys.

import { closeButton, closeOnBackdrop, isDialogOpen, openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { isLayerOpen } from "./popover.js";

const KEYS = [
  ["Ctrl K", "Jump to a conversation"],
  ["Alt ↑ ↓", "Previous or next conversation"],
  ["F6", "Next part of the page"],
  ["/", "Start a command"],
  ["Enter", "Send"],
  ["Shift Enter", "New line"],
  ["↑", "In an empty field: what you typed last"],
  ["↑ ↓", "On a message: the one before or after"],
  ["T", "On a message: open its thread"],
  ["M", "On a message: more actions"],
  ["Esc", "Close the thread, dialog or list"],
  ["Ctrl /", "This list"],
];
const REGIONS = ["sidebar", "conversation", "composer", "thread"];

export function openKeys() {
  if (isDialogOpen()) return;
  const rows = KEYS.flatMap(([keys, meaning]) => [
    el(
      "dt",
      {},
      keys.split(" ").map((key) => el("kbd", {}, key)),
    ),
    el("dd", {}, meaning),
  ]);
  const head = el(
    "header",
    { class: "panel-head" },
    el("h2", {}, "Keyboard shortcuts"),
    closeButton("Close", () => dialog.close()),
  );
  const dialog = openDialog({
    label: "Keyboard shortcuts",
    className: "keys",
    content: [head, el("dl", {}, rows)],
  });
  closeOnBackdrop(dialog);
}

/** `composer` is the main field; `openJump` opens the quick switcher. */
export function listenForKeys({ store, actions, composer, openJump }) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const work = workFor(event, { store, actions, composer, openJump });
    if (!work) return;
    event.preventDefault();
    work();
  });
}

function workFor(event, { store, actions, composer, openJump }) {
  const command = event.ctrlKey || event.metaKey;
  if (isDialogOpen()) return null;
  if (command && event.key.toLowerCase() === "k") return openJump;
  if (command && event.key === "/") return openKeys;
  if (event.key === "Escape" && !isLayerOpen()) return escape(store.state, actions, composer);
  if (event.key === "F6") return () => nextRegion(event.shiftKey ? -1 : 1);
  if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key))
    return () => nextConversation(store.state, actions, event.key === "ArrowUp" ? -1 : 1);
  if (isTyping(event)) composer.focus();
  return null;
}

/** A letter typed nowhere in particular belongs in the message field. */
function isTyping(event) {
  const nowhere = document.activeElement === document.body || document.activeElement === null;
  return (
    nowhere &&
    event.key.length === 1 &&
    event.key !== " " &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey
  );
}

function escape(state, actions, composer) {
  if (state.thread) return () => actions.closeThread();
  if (state.drawer) return () => actions.setDrawer(false);
  return document.activeElement === composer ? null : () => composer.focus();
}

function nextConversation(state, actions, step) {
  const order = [...document.querySelectorAll(".entry")].map((entry) => entry.dataset.conversation);
  const next = order[order.indexOf(state.conversation) + step];
  if (next) actions.open(next);
}

function nextRegion(step) {
  const shown = REGIONS.map(focusPoint).filter((node) => node?.checkVisibility({ visibilityProperty: true }));
  const here = shown.findIndex(
    (node) => node.closest("[data-region]") === document.activeElement?.closest("[data-region]"),
  );
  shown[(here + step + shown.length) % shown.length]?.focus();
}

function focusPoint(region) {
  const points = {
    sidebar: '.sidebar [aria-current="page"]',
    conversation: '.conversation .message[tabindex="0"]',
    composer: ".conversation .composer-field",
    thread: ".thread .composer-field",
  };
  return document.querySelector(points[region]);
}
