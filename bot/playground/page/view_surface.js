// Carries the blocks of a view (Home tab or modal): sends its actions and reads its fields.

/** `memory` is what was entered before: {block_id: {action_id: state}}. */
export function viewSurface(view, { actions }, memory = {}) {
  return {
    fields: new Map(),
    memory,
    act: (blockId, action) => actions.act({ view_id: view.id, block_id: blockId, action }),
  };
}

/** The state of all fields in Slack's form, {block_id: {action_id: state}}. */
export function valuesOf(surface) {
  const values = {};
  for (const { slot, read } of surface.fields.values()) {
    const block = (values[slot.block.block_id] ??= {});
    block[slot.element.action_id] = read();
  }
  return values;
}

/** What a person must still put right before the view can be sent, {block_id: sentence}. */
export function missingIn(surface) {
  const errors = {};
  for (const { slot, read } of surface.fields.values()) {
    if (slot.block.type !== "input") continue;
    const sentence = problemWith(slot, read());
    if (sentence) errors[slot.block.block_id] = sentence;
  }
  return errors;
}

function problemWith({ block, element }, state) {
  const value = Object.entries(state).find(([name]) => name !== "type")?.[1];
  const empty = value === null || value === undefined || value.length === 0;
  if (empty) return block.optional ? "" : "Please complete this required field.";
  if (element.min_length && value.length < element.min_length)
    return `Please enter at least ${element.min_length} characters.`;
  return "";
}
