// Holds what the page knows, changes it only by named steps, and tells who listens.

const EMPTY = {
  ready: false,
  connected: true,
  workspace: { name: "" },
  me: { id: "", name: "", real_name: "" },
  users: {},
  conversations: [],
  messages: {},
  home: null,
  modal: null,
  commands: [],
  shortcuts: [],
  hint: "",
  clock: null,
  clockReadAt: 0,
  controls: [],
  conversation: null,
  tab: "messages",
  thread: null,
  drawer: false,
  errors: {},
  seen: {},
};

export function createStore() {
  let state = EMPTY;
  const listeners = new Set();
  let announced = false;
  const announce = () => {
    announced = false;
    for (const listener of listeners) listener(state);
  };
  return {
    get state() {
      return state;
    },
    update(change) {
      state = { ...state, ...(typeof change === "function" ? change(state) : change) };
      if (announced) return;
      announced = true;
      queueMicrotask(announce);
    },
    subscribe(listener) {
      listeners.add(listener);
    },
  };
}

/** The whole state as the server tells it; messages that did not change keep their identity. */
export function replaced(state, fresh) {
  const messages = {};
  for (const [id, list] of Object.entries(fresh.messages ?? {}))
    messages[id] = keptMessages(state.messages[id] ?? [], list);
  return {
    ...fresh,
    messages,
    ready: true,
    clockReadAt: Date.now(),
    home: kept(state.home, fresh.home),
    modal: kept(state.modal, fresh.modal),
  };
}

function keptMessages(before, list) {
  const known = new Map(before.map((message) => [message.ts, message]));
  return list.map((message) => kept(known.get(message.ts), message)).sort(byTs);
}

function kept(old, fresh) {
  return old && JSON.stringify(old) === JSON.stringify(fresh) ? old : (fresh ?? null);
}

function byTs(one, other) {
  return one.ts < other.ts ? -1 : one.ts > other.ts ? 1 : 0;
}

/** One change pushed by the server. */
export function changed(state, event) {
  return Object.hasOwn(CHANGES, event.type) ? CHANGES[event.type](state, event) : {};
}

const CHANGES = {
  message: (state, { conversation, message }) =>
    withMessages(state, conversation, (list) => upserted(list, message)),
  delete: (state, { conversation, ts }) => ({
    ...withMessages(state, conversation, (list) => list.filter((message) => message.ts !== ts)),
    thread: state.conversation === conversation && state.thread === ts ? null : state.thread,
  }),
  home: (_state, { view }) => ({ home: view }),
  modal: (_state, { view }) => ({ modal: view ?? null, errors: {} }),
  errors: (_state, { errors }) => ({ errors: errors ?? {} }),
  clock: (_state, { clock }) => ({ clock, clockReadAt: Date.now() }),
};

function withMessages(state, id, change) {
  return { messages: { ...state.messages, [id]: change(state.messages[id] ?? []) } };
}

function upserted(list, message) {
  const others = list.filter((known) => known.ts !== message.ts);
  return [...others, message].sort(byTs);
}
