// One listener for all shortcuts. Every action first flushes the live fields, so that it never runs on old text.

const TABLES = (window.kithKeys ??= new Map());

export default function ({ key, data, parentElement, setTriggerValue }) {
  // It has no face, so it takes no room on the page either.
  parentElement.closest('[data-testid="stElementContainer"]')?.style.setProperty("display", "none");
  TABLES.set(key, { shortcuts: data.shortcuts, act: (action) => setTriggerValue("action", action) });
  if (!window.kithKeysReady) {
    window.kithKeysReady = true;
    document.addEventListener("keydown", pressed);
  }
  return () => TABLES.delete(key);
}

function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.repeat) return;
  const target = event.composedPath()[0];
  const inField = isField(target);
  if (event.key === "Escape" && inField && !target.closest('[role="dialog"], [aria-expanded="true"]')) {
    return target.blur();
  }
  if (inField && !event.altKey) return;
  if (document.querySelector("dialog.kith-keys[open]")) return;
  if (event.key === "/" && !event.altKey) return focusSearch(event);
  if (event.key === "?" && !event.altKey) return listShortcuts(event);
  const combo = comboOf(event);
  for (const { shortcuts, act } of TABLES.values()) {
    const found = shortcuts.find((shortcut) => shortcut.combo === combo);
    if (!found) continue;
    event.preventDefault();
    window.kithLive?.forEach((field) => field.flush?.());
    return act(found.action);
  }
}

function comboOf(event) {
  // With Alt some keyboards give another character; the code names the key itself.
  const plain = event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase();
  return event.altKey ? `alt+${plain}` : event.key.toLowerCase();
}

function isField(element) {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable) return true;
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
  return element instanceof HTMLInputElement && !["checkbox", "radio", "button", "range"].includes(element.type);
}

function focusSearch(event) {
  const line = document.querySelector("[data-kith-search]");
  if (!line) return;
  event.preventDefault();
  line.focus();
  line.select();
}

function listShortcuts(event) {
  event.preventDefault();
  const dialog = document.createElement("dialog");
  dialog.className = "kith-keys";
  dialog.setAttribute("aria-labelledby", "kith-keys-title");
  const title = document.createElement("h2");
  Object.assign(title, { id: "kith-keys-title", textContent: "Keys" });
  const list = document.createElement("dl");
  const rows = [["/", "Put the cursor in the search line"], ["Esc", "Leave a field"], ["?", "Show this list"]];
  for (const { shortcuts } of TABLES.values()) {
    rows.push(...shortcuts.map(({ combo, words }) => [combo.replace("alt+", "Alt + ").toUpperCase(), words]));
  }
  for (const [combo, words] of rows) {
    const name = document.createElement("dt");
    name.textContent = combo;
    const meaning = document.createElement("dd");
    meaning.textContent = words;
    list.append(name, meaning);
  }
  const close = document.createElement("button");
  Object.assign(close, { type: "button", textContent: "Close" });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(title, list, close);
  document.body.append(dialog);
  dialog.showModal();
}
