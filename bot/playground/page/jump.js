// The quick switcher: type part of a name, Enter goes there.

import { closeOnBackdrop, isDialogOpen, openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox, noOption, optionRow } from "./listbox.js";
import { isUnread } from "./selectors.js";

const LABEL = "Jump to a conversation";

/** `onArrive` hears that the person has gone somewhere. */
export function openJump({ store, actions }, onArrive) {
  if (isDialogOpen()) return;
  const field = jumpField();
  const list = new Listbox(field, { label: "Conversations", className: "options", follows: true });
  const line = el("div", { class: "jump-line" }, icon("search"), field);
  const dialog = openDialog({ label: LABEL, className: "jump", content: [line, list.node] });
  closeOnBackdrop(dialog);
  const go = (place) => {
    dialog.close();
    actions.open(place.id, place.tab);
    onArrive();
  };
  const search = () => {
    const places = placesFor(store.state, field.value);
    list.fill(
      places.length ? places.map((place) => row(place, () => go(place))) : [noOption("No such conversation")],
    );
  };
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (list.moves(event) || event.key !== "Enter") return;
    event.preventDefault();
    list.active?.click();
  });
  search();
}

function jumpField() {
  return el("input", {
    class: "jump-field",
    type: "text",
    role: "combobox",
    autofocus: true,
    autocomplete: "off",
    placeholder: LABEL,
    "aria-label": LABEL,
    "aria-expanded": "true",
    "aria-autocomplete": "list",
  });
}

function placesFor(state, typed) {
  const wanted = typed.trim().toLowerCase().replace(/^[#@]/, "");
  return state.conversations
    .flatMap((one) => placesIn(one, isUnread(state, one.id)))
    .filter((place) => place.label.toLowerCase().includes(wanted))
    .sort((one, other) => Number(other.unread) - Number(one.unread));
}

function placesIn({ id, name, kind }, unread) {
  const messages = {
    id,
    tab: "messages",
    label: name,
    unread,
    picture: kind === "channel" ? "hash" : "reply",
  };
  const home = { ...messages, tab: "home", label: `${name} – Home`, unread: false };
  return kind === "app" ? [messages, home] : [messages];
}

function row(place, go) {
  const dot = place.unread ? el("span", { class: "dot" }) : null;
  return optionRow("option", go, icon(place.picture), el("span", {}, place.label), dot);
}
