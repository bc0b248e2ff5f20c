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
