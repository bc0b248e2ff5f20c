// Gives the renderers what they need of the state: names, conversations, the time.

import { nowOf, zoneOf } from "./selectors.js";

export function createContext(store, open) {
  return {
    get me() {
      return store.state.me.id;
    },
    nameOf(id) {
      const user = store.state.users[id];
      return user && (user.real_name || user.name);
    },
    channelName: (id) =>
      store.state.conversations.find((one) => one.id === id && one.kind === "channel")?.name,
    conversations: () => store.state.conversations,
    people: () => Object.values(store.state.users),
    here: () => store.state.conversation,
    now: () => nowOf(store.state),
    zone: () => zoneOf(store.state),
    open,
  };
}
