// Remembers what was typed: arrow up in an empty field recalls it, arrow down goes back.

export class TypedHistory {
  constructor(field) {
    this.field = field;
    this.typed = [];
    this.at = null;
  }

  add(text) {
    if (this.typed.at(-1) !== text) this.typed.push(text);
    this.at = null;
  }

  /** The text that this key recalls, or null when it recalls none. */
  recalls(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const recalled = this.at !== null && this.field.value === this.typed[this.at];
    if (!step || event.isComposing || (this.field.value !== "" && !recalled)) return null;
    if (!recalled && step > 0) return null;
    const next = (recalled ? this.at : this.typed.length) + step;
    if (next < 0) return null;
    this.at = next < this.typed.length ? next : null;
    return this.at === null ? "" : this.typed[this.at];
  }
}
