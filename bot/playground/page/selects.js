// Draws the select menus of Block Kit: of options, conversations, channels and people; one or several.

import { Choice } from "./choice.js";
import { conversationTitle } from "./selectors.js";
import { fire, readable, remembered } from "./slot.js";
import { plainText } from "./text.js";

// For each type: where its options come from, and the name of its state.
const TYPES = {
  static_select: { options: staticOptions, state: "selected_option" },
  multi_static_select: { options: staticOptions, state: "selected_options", multiple: true },
  conversations_select: { options: conversations, state: "selected_conversation" },
  multi_conversations_select: { options: conversations, state: "selected_conversations", multiple: true },
  channels_select: { options: channels, state: "selected_channel" },
  multi_channels_select: { options: channels, state: "selected_channels", multiple: true },
  users_select: { options: people, state: "selected_user" },
  multi_users_select: { options: people, state: "selected_users", multiple: true },
};

export const SELECT_TYPES = Object.keys(TYPES);

export function select(slot) {
  const { element, context, key } = slot;
  const kind = TYPES[element.type];
  const options = kind.options(element, context);
  let chosen = chosenAtFirst(slot, kind, options);
  const stateOf = (indexes) => {
    const values = indexes.map((index) => options[index].value);
    return { [kind.state]: kind.multiple ? values : (values[0] ?? null) };
  };
  readable(slot, () => stateOf(chosen));
  const { node } = new Choice({
    label: slot.label || plainText(element.placeholder) || "Choose",
    placeholder: plainText(element.placeholder) || (kind.multiple ? "Choose some" : "Choose one"),
    options,
    chosen,
    multiple: kind.multiple,
    most: element.max_selected_items,
    key,
    onPick: async (next) => {
      const before = chosen;
      chosen = next;
      const done = await fire(slot, node, stateOf(next));
      if (!done) chosen = before;
      return done;
    },
  });
  return node;
}

function chosenAtFirst(slot, kind, options) {
  const { element, context } = slot;
  const before = remembered(slot);
  const given = before ? before[kind.state] : element[kind.state.replace("selected_", "initial_")];
  const preset = !given && element.default_to_current_conversation ? context.here() : given;
  const wanted = [preset ?? []].flat().map(identity);
  return options.flatMap((option, index) => (wanted.includes(identity(option.value)) ? [index] : []));
}

function identity(value) {
  return typeof value === "string" ? value : value.value;
}

function staticOptions(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.flatMap((group) =>
    (group.options ?? []).map((option) => ({
      label: plainText(option.text),
      description: option.description && plainText(option.description),
      group: group.label && plainText(group.label),
      value: option,
    })),
  );
}

function conversations(element, context) {
  const kinds = element.filter?.include;
  const fits = ({ kind }) => !kinds || kinds.includes(kind === "channel" ? "public" : "im");
  return context
    .conversations()
    .filter(fits)
    .map((one) => ({ label: conversationTitle(one), value: one.id }));
}

function channels(_element, context) {
  return context
    .conversations()
    .filter((one) => one.kind === "channel")
    .map((one) => ({ label: conversationTitle(one), value: one.id }));
}

function people(_element, context) {
  return context.people().map((person) => ({ label: person.real_name || person.name, value: person.id }));
}
