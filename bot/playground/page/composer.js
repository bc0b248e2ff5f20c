// The field in which messages and commands are typed: drafts, suggestions, sending.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { SuggestionList } from "./suggestion_list.js";
import { commandBeingTyped, suggestionsAt } from "./suggestions.js";
import { TypedHistory } from "./typed_history.js";

const TALLEST = 220;

export class Composer {
  /** `send(text)` may refuse by throwing: its sentence is shown and the text comes back. `commands`: slash allowed. */
  constructor(app, { label, commands, send }) {
    this.store = app.store;
    this.commands = commands;
    this.send = send;
    this.drafts = new Map();
    this.key = null;
    this.field = el("textarea", {
      class: "composer-field",
      rows: 1,
      "aria-label": label,
      "aria-autocomplete": "list",
      spellcheck: "true",
    });
    this.history = new TypedHistory(this.field);
    this.suggestions = new SuggestionList(this.field, (from, text) => this.insert(from, text));
    this.node = this.build();
    this.listen();
    this.set("");
  }

  build() {
    this.status = el("span", { class: "composer-status soft", role: "status" });
    const on = { click: () => this.submit() };
    const props = { type: "button", class: "send", "aria-label": "Send", title: "Send (Enter)", on };
    this.button = el("button", props, icon("send"));
    const keys = [el("kbd", {}, "Enter"), " sends, ", el("kbd", {}, "Shift Enter"), " new line"];
    this.line = el(
      "div",
      { class: "composer-line" },
      this.status,
      el("span", { class: "composer-keys soft", "aria-hidden": "true" }, keys),
    );
    const box = el("div", { class: "composer-box" }, this.field, this.button);
    return el(
      "div",
      { class: "composer", data: { region: "composer" } },
      this.suggestions.node,
      box,
      this.line,
    );
  }

  listen() {
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("blur", () => this.suggestions.show(null));
    this.field.addEventListener("keydown", (event) => {
      if (this.suggestions.takes(event)) return;
      const recalled = this.history.recalls(event);
      if (recalled !== null) this.set(recalled);
      else if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      else this.submit();
      event.preventDefault();
    });
  }

  set(text) {
    this.field.value = text;
    this.button.setAttribute("aria-disabled", String(text.trim() === ""));
    this.field.style.height = "auto";
    const { scrollHeight } = this.field;
    if (scrollHeight > 0) this.field.style.height = `${Math.min(scrollHeight, TALLEST)}px`;
  }

  /** Puts a text in, ready to be changed or sent. */
  put(text) {
    this.set(text);
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
    this.changed();
    this.suggestions.show(null);
  }

  insert(from, text) {
    this.field.setRangeText(text, from, this.field.selectionStart, "end");
    this.field.focus();
    this.changed();
  }

  changed() {
    const { commands, field, store } = this;
    this.set(field.value);
    this.suggestions.show(suggestionsAt(field.value, field.selectionStart, store.state, { commands }));
    const command = commands && commandBeingTyped(field.value, store.state.commands);
    this.say(command?.usage_hint ? `${command.command} ${command.usage_hint}` : "");
  }

  say(text, { refusal = false } = {}) {
    this.status.textContent = text;
    this.status.classList.toggle("refusal", refusal);
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    const sentIn = this.key;
    this.history.add(text);
    this.set("");
    this.suggestions.show(null);
    this.say(text.startsWith("/") ? "Waiting for the answer…" : "");
    try {
      await this.send(text);
      if (this.key === sentIn) this.say("");
    } catch (problem) {
      this.refused(problem.message, text, sentIn);
    }
  }

  refused(sentence, text, sentIn) {
    if (this.key !== sentIn) this.drafts.set(sentIn, text);
    else {
      if (this.field.value === "") this.set(text);
      this.say(sentence, { refusal: true });
    }
  }

  /** Turns to another conversation or thread; each keeps its own draft. */
  turnTo(next, placeholder) {
    this.field.placeholder = placeholder;
    if (next === this.key) return;
    if (this.key !== null) this.drafts.set(this.key, this.field.value);
    this.key = next;
    this.set(this.drafts.get(next) ?? "");
    this.say("");
    this.suggestions.show(null);
  }
}
