// A slot is one interactive element in its place: it knows its block, its surface, and whether it acts at once.

import { confirmed } from "./confirm.js";
import { whileBusy } from "./dom.js";

/**
 * A surface is what carries blocks (a message, the Home tab, a modal):
 * {act(blockId, action), fields: Map of readers, memory: values to show again}.
 */
export function slotFor(element, block, surface, context, label) {
  const acts = block.type !== "input" || block.dispatch_action === true;
  const key = `${block.block_id ?? ""}/${element.action_id ?? ""}`;
  return { element, block, surface, context, acts, key, label };
}

/** Tells the bot what was done; false when the person took it back. */
export async function fire(slot, node, change) {
  const { element, block, surface, context, acts } = slot;
  if (!acts) return true;
  if (element.confirm && !(await confirmed(element.confirm, context))) return false;
  await whileBusy(node, () =>
    surface.act(block.block_id, { action_id: element.action_id, type: element.type, ...change }),
  );
  return true;
}

/** Lets the surface read the element's state, in the form in which Slack sends it. */
export function readable(slot, read) {
  slot.surface.fields?.set(slot.key, { slot, read: () => ({ type: slot.element.type, ...read() }) });
}

/** What the person had entered here before the surface was drawn again. */
export function remembered(slot) {
  return slot.surface.memory?.[slot.block.block_id]?.[slot.element.action_id];
}
