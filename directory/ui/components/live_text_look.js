// What is seen of a live text field. Follows live_text.js in one module.

function build(field, data, parent) {
  const id = `kith-live-${data.key}`;
  const root = document.createElement("div");
  root.className = "kith-live";
  const label = document.createElement("label");
  label.htmlFor = id;
  const input = document.createElement(data.lines > 1 ? "textarea" : "input");
  if (data.lines > 1) input.rows = data.lines;
  else Object.assign(input, { type: "text", autocomplete: "off" });
  Object.assign(input, { id, value: field.text, lang: "en-GB" });
  const hint = document.createElement("p");
  Object.assign(hint, { id: `${id}-hint`, className: "kith-live-hint" });
  const status = document.createElement("p");
  Object.assign(status, { id: `${id}-status`, className: "kith-live-status" });
  const choice = document.createElement("div");
  choice.className = "kith-live-choice";
  input.setAttribute("aria-describedby", `${id}-hint ${id}-status`);
  root.append(label, hint, input, status, choice);
  parent.querySelectorAll(":scope > .kith-live").forEach((old) => old.remove());
  parent.append(root);
  Object.assign(field, { root, label, input, hint, status, choice });
  listen(field);
  restoreFocus(field);
  requestAnimationFrame(() => grow(field));
}

function listen(field) {
  const { input } = field;
  input.addEventListener("input", () => typed(field));
  input.addEventListener("focus", () => (field.focused = true));
  input.addEventListener("blur", () => {
    field.focused = !field.input.isConnected;
    flush(field);
  });
  document.addEventListener("selectionchange", () => {
    if (document.activeElement === input) field.caret = [input.selectionStart, input.selectionEnd];
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") input.blur();
    if (event.key === "Enter" && field.data.lines === 1) {
      event.preventDefault();
      flush(field);
      field.setTrigger?.("entered", field.text);
    }
  });
}

function dress(field, data) {
  field.label.textContent = data.label;
  field.label.classList.toggle("kith-unseen", data.hidesLabel);
  field.hint.textContent = data.hint;
  field.hint.hidden = !data.hint;
  field.input.placeholder = data.placeholder;
  field.input.maxLength = data.longest;
  field.input.toggleAttribute("data-kith-search", data.isSearch);
}

function setText(field, text) {
  const caret = field.caret;
  field.text = text;
  field.input.value = text;
  if (document.activeElement === field.input && caret) {
    field.input.setSelectionRange(Math.min(caret[0], text.length), Math.min(caret[1], text.length));
  }
  grow(field);
}

function restoreFocus(field) {
  if (!field.hadFocus || Date.now() - field.hadFocus > 2000) return;
  if (document.activeElement && document.activeElement !== document.body) return;
  field.input.focus({ preventScroll: true });
  if (field.caret) field.input.setSelectionRange(...field.caret);
}

function grow(field) {
  if (field.data.lines === 1) return;
  const { input } = field;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

function showStatus(field) {
  const { data } = field;
  let words = "";
  let kind = "calm";
  if (data.conflict && isBehind(field)) {
    words = data.trouble;
    kind = "trouble";
  } else if (data.trouble && isBehind(field)) {
    words = data.trouble;
    kind = "trouble";
  } else if (isBehind(field) && !isConnected()) {
    words = OFFLINE;
    kind = "offline";
  } else if (data.kept && isBehind(field)) {
    words = "Keeping…";
  } else if (data.kept && (field.everKept || data.version > 0) && field.text) {
    words = "Kept";
    kind = "kept";
  }
  showChoice(field);
  if (field.status.textContent === words) return;
  // "Keeping" and "Kept" at every pause would talk over the person who types; trouble is spoken.
  field.status.setAttribute("aria-live", kind === "trouble" || kind === "offline" ? "polite" : "off");
  field.status.dataset.kind = kind;
  field.status.textContent = words;
}

function showChoice(field) {
  const { conflict } = field.data;
  const wanted = conflict && isBehind(field);
  if (!wanted) return field.choice.replaceChildren();
  if (field.choice.dataset.version === String(conflict.version) && field.choice.childElementCount) return;
  field.choice.dataset.version = conflict.version;
  const theirs = document.createElement("blockquote");
  theirs.textContent = conflict.text;
  field.choice.replaceChildren(
    theirs,
    answer("Keep mine", () => settle(field, field.text, conflict)),
    answer("Take theirs", () => settle(field, conflict.text, conflict)),
  );
}

function answer(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}

function settle(field, text, conflict) {
  setText(field, text);
  field.base = conflict.version;
  field.was = conflict.text;
  field.seq += 1;
  keepDraft(field);
  send(field);
}
