// Draws a person's or the bot's picture: initials on a colour of their own.

import { el } from "./dom.js";

const COLOURS = 8;

export function avatar({ id, name, isBot }, className = "") {
  if (isBot)
    return el(
      "span",
      { class: `avatar avatar-bot ${className}`, "aria-hidden": "true" },
      el("img", { src: "/static/icon.svg", alt: "" }),
    );
  return el(
    "span",
    { class: `avatar colour-${colourOf(id)} ${className}`, "aria-hidden": "true" },
    initials(name),
  );
}

function colourOf(id) {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.codePointAt(0)) % 9973;
  return sum % COLOURS;
}

function initials(name) {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  return (
    words
      .slice(0, 2)
      .map((word) => [...word][0].toUpperCase())
      .join("") || "?"
  );
}
