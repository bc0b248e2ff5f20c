// Draws time and date pickers on the browser's own controls.

import { el } from "./dom.js";
import { fire, readable, remembered } from "./slot.js";

const SETTLES_AFTER = 700;

export function timePicker(slot) {
  return picker(slot, "time", { given: slot.element.initial_time, state: "selected_time" });
}

export function datePicker(slot) {
  return picker(slot, "date", { given: slot.element.initial_date, state: "selected_date" });
}

export function dateTimePicker(slot) {
  const fromSeconds = (seconds) => (seconds ? localMinute(new Date(seconds * 1000)) : undefined);
  const toSeconds = (value) => Math.floor(new Date(value).getTime() / 1000);
  return picker(slot, "datetime-local", {
    given: slot.element.initial_date_time,
    state: "selected_date_time",
    fromSeconds,
    toSeconds,
  });
}

function localMinute(date) {
  return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function picker(slot, type, { given, state, fromSeconds = (value) => value, toSeconds = (value) => value }) {
  const before = remembered(slot);
  const value = fromSeconds(before ? before[state] : given);
  const label =
    slot.label || slot.element.placeholder?.text || { time: "Time", date: "Date" }[type] || "Date and time";
  const node = el("input", {
    class: "field picker",
    type,
    value,
    "aria-label": label,
    data: { key: slot.key },
  });
  const read = () => ({ [state]: node.value ? toSeconds(node.value) : null });
  readable(slot, read);
  if (slot.acts) fireWhenSettled(slot, node, read);
  return node;
}

/** The browser reports each digit as a change; the bot should hear the time the person means. */
function fireWhenSettled(slot, node, read) {
  let sent = node.value;
  let timer;
  const send = async () => {
    clearTimeout(timer);
    if (node.value === sent || !node.value) return;
    const before = sent;
    sent = node.value;
    if (await fire(slot, node, read())) return;
    node.value = before;
    sent = before;
  };
  node.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(send, SETTLES_AFTER);
  });
  node.addEventListener("blur", send);
  node.addEventListener("keydown", (event) => event.key === "Enter" && send());
}
