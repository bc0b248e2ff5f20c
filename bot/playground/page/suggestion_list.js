// The list above the composer from which a command or a person is chosen; the text field keeps the focus.

import { el } from "./dom.js";
import { Listbox, optionRow } from "./listbox.js";

export class SuggestionList {
  /** `onChoose(from, text)` puts a text in the place of what was typed since `from`. */
  constructor(field, onChoose) {
    this.field = field;
    this.onChoose = onChoose;
    this.offer = null;
    this.list = new Listbox(field, { label: "Suggestions", className: "suggestions", follows: true });
    this.node = this.list.node;
    this.node.hidden = true;
  }

  show(offer) {
    this.offer = offer;
    this.node.hidden = !offer;
    this.list.fill((offer?.items ?? []).map((item) => row(item, () => this.choose(item))));
  }

  choose(item) {
    const { from } = this.offer;
    this.show(null);
    this.onChoose(from, item.insert);
  }

  /** Handles a key while the list is open; true when it was one of the list's. */
  takes(event) {
    if (!this.offer || event.isComposing) return false;
    if (this.list.moves(event)) return true;
    if (event.key !== "Escape" && !this.isChoosing(event)) return false;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.show(null);
    else this.list.active.click();
    return true;
  }

  /** Tab chooses; so does Enter, unless the command is typed in full and wants to be sent. */
  isChoosing({ key, shiftKey }) {
    const label = this.list.active.querySelector("strong").textContent;
    return !shiftKey && (key === "Tab" || (key === "Enter" && this.field.value.trim() !== label));
  }
}

function row(item, choose) {
  const hint = item.hint ? el("span", { class: "usage" }, item.hint) : null;
  const description = el("span", { class: "soft" }, item.description ?? "");
  return optionRow("suggestion", choose, el("strong", {}, item.label), hint, description);
}
