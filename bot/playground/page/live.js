// Keeps the page true: a websocket for changes, the whole state after each (re)connection.

import { fetchState } from "./api.js";

const FIRST_WAIT = 400;
const LONGEST_WAIT = 8000;

export class Live {
  /** Calls `onState` with each whole state, `onChange` with each change after it, `onLink` with up or down. */
  constructor({ onState, onChange, onLink }) {
    Object.assign(this, { onState, onChange, onLink });
    this.failures = 0;
  }

  connect() {
    const socket = new WebSocket(`${location.protocol.replace("http", "ws")}//${location.host}/page/live`);
    // Changes that come while the state is on its way; null once it is there.
    this.waiting = [];
    socket.addEventListener("open", () => this.catchUp(socket));
    socket.addEventListener("message", ({ data }) => this.hear(JSON.parse(data)));
    socket.addEventListener("close", () => this.reconnect());
  }

  async catchUp(socket) {
    try {
      const state = await fetchState();
      const { waiting } = this;
      this.waiting = null;
      this.failures = 0;
      this.onState(state);
      this.onLink(true);
      waiting?.forEach(this.onChange);
    } catch {
      socket.close();
    }
  }

  hear(change) {
    if (this.waiting) this.waiting.push(change);
    else this.onChange(change);
  }

  reconnect() {
    this.onLink(false);
    const full = Math.min(FIRST_WAIT * 1.7 ** this.failures, LONGEST_WAIT);
    this.failures += 1;
    setTimeout(() => this.connect(), full * (0.7 + Math.random() * 0.6));
  }
}
