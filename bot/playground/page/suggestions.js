// Knows what the composer may complete: slash commands and people.

/** What could be put in at the caret: {from, items: [{insert, label, description, hint}]}, or null. */
export function suggestionsAt(text, caret, state, { commands }) {
  const before = text.slice(0, caret);
  if (commands && /^\/\S*$/.test(before)) return offer(0, commandItems(before, state.commands));
  const mention = /(?:^|\s)@([\w.-]*)$/.exec(before);
  return mention ? offer(caret - mention[1].length - 1, peopleItems(mention[1], state.users)) : null;
}

function offer(from, items) {
  return items.length ? { from, items } : null;
}

function commandItems(typed, commands) {
  return commands
    .filter(({ command }) => command.startsWith(typed.toLowerCase()))
    .map(({ command, description, usage_hint: hint }) => ({
      insert: `${command} `,
      label: command,
      description,
      hint,
    }));
}

function peopleItems(typed, users) {
  const wanted = typed.toLowerCase();
  return Object.values(users)
    .filter(({ name, real_name: real }) =>
      [name, real].some((word) => word?.toLowerCase().startsWith(wanted)),
    )
    .map(({ name, real_name: real }) => ({ insert: `@${name} `, label: `@${name}`, description: real }));
}

/** The command whose arguments are being typed, to show its usage. */
export function commandBeingTyped(text, commands) {
  return commands.find(({ command }) => text.toLowerCase().startsWith(`${command} `)) ?? null;
}
