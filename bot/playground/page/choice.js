// A control that chooses one or several of many options from a list with a filter.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox, noOption, optionRow } from "./listbox.js";
import { openPopover } from "./popover.js";

const FILTER_FROM = 8;

export class Choice {
  /**
   * `options` are {label, description?, group?}; `chosen` is a list of indexes.
   * `onPick` hears the new list after each choice; when it comes to false, the choice is taken back.
   */
  constructor({ label, placeholder, options, chosen, multiple = false, most = Infinity, key, onPick }) {
    Object.assign(this, { label, placeholder, options, chosen, multiple, most, onPick });
    this.words = el("span", { class: "choice-words" });
    const props = { type: "button", class: "choice", "aria-haspopup": "listbox", "aria-expanded": "false" };
    this.node = el("button", { ...props, data: { key } }, this.words, icon("chevron"));
    this.node.addEventListener("click", () => this.open());
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      this.open();
    });
    this.show();
  }

  show() {
    const text = this.chosen.map((index) => this.options[index].label).join(", ");
    this.words.textContent = text || this.placeholder;
    this.words.classList.toggle("soft", !text);
    this.node.setAttribute("aria-label", `${this.label}: ${text || this.placeholder}`);
  }

  async pick(index) {
    const before = this.chosen;
    this.chosen = this.multiple ? this.toggled(index) : [index];
    this.show();
    if ((await this.onPick(this.chosen)) === false) this.chosen = before;
    this.show();
  }

  toggled(index) {
    if (this.chosen.includes(index)) return this.chosen.filter((known) => known !== index);
    if (this.chosen.length >= this.most) return this.chosen;
    return [...this.chosen, index].sort((one, other) => one - other);
  }

  open() {
    const isOpen = this.node.getAttribute("aria-expanded") === "true";
    if (!isOpen && this.node.getAttribute("aria-disabled") !== "true") new ChoiceLayer(this).open();
  }
}

/** The open list of a choice. */
class ChoiceLayer {
  constructor(choice) {
    this.choice = choice;
    const { label, multiple, options } = choice;
    this.filter = el("input", {
      class: options.length >= FILTER_FROM ? "options-filter" : "options-filter hidden-text",
      type: "text",
      role: "combobox",
      "aria-expanded": "true",
      "aria-autocomplete": "list",
      "aria-label": `Filter ${label}`,
      placeholder: "Filter",
      autocomplete: "off",
    });
    this.list = new Listbox(this.filter, { label, className: "options", multiple });
    this.filter.addEventListener("input", () => this.fill());
    this.filter.addEventListener("keydown", (event) => this.onKey(event));
  }

  open() {
    const { node } = this.choice;
    const layer = el("div", { class: "choice-layer" }, this.filter, this.list.node);
    node.setAttribute("aria-expanded", "true");
    const onClose = () => node.setAttribute("aria-expanded", "false");
    const { close, reposition } = openPopover(node, layer, { onClose });
    this.close = close;
    layer.style.minWidth = `${node.offsetWidth}px`;
    this.fill();
    reposition();
    this.filter.focus();
  }

  fill() {
    const wanted = this.filter.value.trim().toLowerCase();
    const rows = [];
    let group;
    this.choice.options.forEach((option, index) => {
      if (!`${option.label} ${option.description ?? ""}`.toLowerCase().includes(wanted)) return;
      const isNew = option.group && option.group !== group;
      if (isNew) rows.push(el("div", { class: "option-group", role: "presentation" }, option.group));
      group = option.group;
      rows.push(this.row(option, index));
    });
    this.list.fill(rows.length ? rows : [noOption("Nothing fits")]);
    this.mark();
    this.list.activate(this.list.options.find(isSelected) ?? this.list.active);
  }

  row(option, index) {
    const description = option.description;
    const small = description ? el("span", { class: "soft option-description" }, description) : null;
    const row = optionRow(
      "option",
      () => this.choose(index),
      icon("check"),
      el("span", {}, option.label),
      small,
    );
    row.dataset.index = index;
    return row;
  }

  choose(index) {
    this.choice.pick(index);
    if (this.choice.multiple) this.mark();
    else this.close();
  }

  mark() {
    const { chosen } = this.choice;
    for (const row of this.list.options) {
      row.setAttribute("aria-selected", String(chosen.includes(Number(row.dataset.index))));
    }
  }

  onKey(event) {
    if (event.key === "Tab") this.close();
    if (this.list.moves(event)) return;
    if (event.key !== "Enter" && (event.key !== " " || this.filter.value !== "")) return;
    event.preventDefault();
    this.list.active?.click();
  }
}

function isSelected(row) {
  return row.getAttribute("aria-selected") === "true";
}
