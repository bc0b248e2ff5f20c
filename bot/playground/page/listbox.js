// A list of options that is steered from a text field; the field keeps the focus.

import { el, freshId } from "./dom.js";

export class Listbox {
  /** `follows`: the option under the arrow keys counts as the selected one. */
  constructor(field, { label, className, follows = false, multiple = false }) {
    this.field = field;
    this.follows = follows;
    this.active = null;
    this.node = el("div", {
      class: className,
      role: "listbox",
      id: freshId("list"),
      "aria-label": label,
      "aria-multiselectable": multiple ? "true" : null,
    });
    field.setAttribute("aria-controls", this.node.id);
  }

  get options() {
    return [...this.node.querySelectorAll('[role="option"]')];
  }

  /** Shows these rows and goes to the wanted option, or the first. */
  fill(rows, wanted) {
    this.node.replaceChildren(...rows);
    this.activate(wanted ?? this.options[0] ?? null);
  }

  activate(option) {
    this.active?.classList.remove("active");
    this.active = option;
    if (this.follows)
      for (const one of this.options) one.setAttribute("aria-selected", String(one === option));
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.classList.add("active");
    option.scrollIntoView({ block: "nearest" });
    return this.field.setAttribute("aria-activedescendant", option.id);
  }

  /** Moves with the arrow keys; true when the key was one of them. */
  moves(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { options } = this;
    if (!step || options.length === 0) return false;
    event.preventDefault();
    this.activate(options[(options.indexOf(this.active) + step + options.length) % options.length]);
    return true;
  }
}

/** One option; pressing it does not take the focus from the field. */
export function optionRow(className, choose, ...content) {
  const on = { click: choose, mousedown: (event) => event.preventDefault() };
  return el("div", { class: className, role: "option", id: freshId("option"), on }, content);
}

export function noOption(sentence) {
  return el("div", { class: "option-none", role: "presentation" }, sentence);
}
