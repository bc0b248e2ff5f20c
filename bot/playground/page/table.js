// Draws table blocks.

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { quietPlaceholder } from "./placeholder.js";
import { richText } from "./rich_text.js";

export function table(block, context) {
  const [head = [], ...body] = block.rows ?? [];
  const row = (cells, tag) =>
    el(
      "tr",
      {},
      cells.map((cell, index) => el(tag, { class: alignment(block, index) }, content(cell, context))),
    );
  return el(
    "div",
    { class: "table-box", tabindex: 0, role: "region", "aria-label": "Table" },
    el(
      "table",
      {},
      el("thead", {}, row(head, "th")),
      el(
        "tbody",
        {},
        body.map((cells) => row(cells, "td")),
      ),
    ),
  );
}

function alignment(block, index) {
  const align = block.column_settings?.[index]?.align;
  return align === "right" || align === "center" ? `align-${align}` : null;
}

function content(cell, context) {
  if (cell.type === "rich_text") return richText(cell, context);
  if (cell.type === "raw_text") return withEmoji(cell.text ?? "");
  if (cell.type === "raw_number") return String(cell.text ?? cell.value ?? "");
  return quietPlaceholder(cell.type);
}
