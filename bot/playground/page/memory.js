// Remembers small things in the browser: the theme, what was read, whether the hint was used.

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

export const loadTheme = () => read(localStorage, "playground.theme");
export const saveTheme = (theme) => write(localStorage, "playground.theme", theme);
export const loadSeen = () => read(sessionStorage, "playground.seen") ?? {};
export const saveSeen = (seen) => write(sessionStorage, "playground.seen", seen);
export const loadHintUsed = () => read(sessionStorage, "playground.hint") === true;
export const saveHintUsed = () => write(sessionStorage, "playground.hint", true);
