// Stands in, quietly, for what the page cannot draw.

import { el } from "./dom.js";

export function quietPlaceholder(type) {
  return el(
    "span",
    { class: "unknown", data: { unknown: String(type) } },
    `${String(type ?? "untyped")} is not shown in the playground`,
  );
}
