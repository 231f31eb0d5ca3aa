// A text field that reports while one types and never loses a word.
//
// Every change counts `seq` up. What has been sent and not acknowledged is "behind": it stays in the
// browser's own storage and is sent again after a pause, when the line comes back, when the server has
// lost its session, and when the page is opened again. Versions are counters, never clocks.

const FIELDS = (window.kithLive ??= new Map());
const DRAFT = "kith:draft:";
const A_DAY = 24 * 60 * 60 * 1000;
const WAITS = [4000, 8000, 16000, 30000];
const OFFLINE = "No connection. What you type is kept here and sent when it is back.";

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  prepareOnce();
  const field = FIELDS.get(data.key) ?? newField(data.key);
  FIELDS.set(data.key, field);
  field.setState = setStateValue;
  field.setTrigger = setTriggerValue;
  if (field.root?.parentElement !== parentElement) build(field, data, parentElement);
  receive(field, data);
  return () => leave(field, parentElement);
}

// ---- what a field knows -------------------------------------------------------------------------

function newField(key) {
  const field = { key, record: null, text: "", seq: 0, acked: 0, base: 0, was: "", attempt: 0, tries: 0 };
  field.life = Math.random().toString(36).slice(2); // an acknowledgement counts for this life of the field only
  field.flush = () => flush(field); // the key component calls it before every action
  return field;
}

function isBehind(field) {
  return field.seq > field.acked;
}

function receive(field, data) {
  const before = field.data;
  field.data = data;
  dress(field, data);
  if (field.record !== data.record || field.user !== data.user) return begin(field, data);
  if (data.life === field.life && data.ack > field.acked) acknowledge(field, data);
  if (!isBehind(field)) adopt(field, data);
  else if (data.session !== before?.session) send(field);
  else if (data.trouble !== before?.trouble) wait(field);
  showStatus(field);
}

function begin(field, data) {
  clearTimeout(field.timer);
  const [record, life, ack] = data.before ?? [];
  if (record === field.record && life === field.life && ack >= field.seq) dropDraft(field);
  Object.assign(field, { record: data.record, user: data.user, tries: 0 });
  field.acked = field.seq;
  field.was = data.value;
  adopt(field, data);
  const draft = readDraft(field);
  if (draft && draft.text !== data.value) {
    setText(field, draft.text);
    field.base = draft.base;
    field.was = draft.was;
    field.seq += 1;
    send(field);
  } else {
    dropDraft(field);
  }
  showStatus(field);
}

function adopt(field, data) {
  field.base = data.version;
  field.was = data.value;
  if (field.text !== data.value) setText(field, data.value);
}

function acknowledge(field, data) {
  field.acked = data.ack;
  field.base = data.version;
  field.was = data.value;
  field.tries = 0;
  if (isBehind(field)) {
    if (!field.timer) wait(field);
    return;
  }
  clearTimeout(field.timer);
  field.timer = null;
  field.everKept = true;
  dropDraft(field);
}

function typed(field) {
  field.text = field.input.value;
  field.seq += 1;
  field.tries = 0;
  keepDraft(field);
  grow(field);
  showStatus(field);
  clearTimeout(field.timer);
  field.timer = setTimeout(() => send(field), field.data.pause);
}

function flush(field) {
  if (isBehind(field) && field.sentSeq !== field.seq) send(field);
}

function send(field) {
  clearTimeout(field.timer);
  field.timer = null;
  if (!isBehind(field) || !field.setState) return;
  if (isConnected()) {
    field.attempt += 1;
    field.sentSeq = field.seq;
    const { text, seq, base, was, record, life, attempt } = field;
    field.setState("sent", { text, seq, base, was, record, life, attempt });
  }
  wait(field);
  showStatus(field);
}

function wait(field) {
  clearTimeout(field.timer);
  field.timer = setTimeout(() => send(field), WAITS[Math.min(field.tries++, WAITS.length - 1)]);
}

function leave(field, parent) {
  if (field.root?.parentElement !== parent && field.root?.isConnected) return;
  field.hadFocus = field.focused ? Date.now() : 0;
  clearTimeout(field.timer);
  field.timer = null;
  field.setState = null;
  if (!field.data.kept) FIELDS.delete(field.key);
}

// ---- the line -----------------------------------------------------------------------------------

function isConnected() {
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState;
  return navigator.onLine && (state === undefined || state === "CONNECTED");
}

function prepareOnce() {
  if (window.kithLiveReady) return;
  window.kithLiveReady = true;
  forgetOldDrafts();
  const again = () => FIELDS.forEach((field) => (isBehind(field) ? send(field) : showStatus(field)));
  window.addEventListener("online", again);
  window.addEventListener("offline", () => FIELDS.forEach(showStatus));
  document.addEventListener("visibilitychange", () => document.hidden && FIELDS.forEach(flush));
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === "/sign-out") forgetDrafts(() => true);
  });
  const app = document.querySelector('[data-testid="stApp"]');
  if (app) {
    new MutationObserver(again).observe(app, { attributeFilter: ["data-test-connection-state"] });
  }
}

// ---- drafts -------------------------------------------------------------------------------------

function draftKey(field) {
  return `${DRAFT}${field.user}:${field.record}:${field.key}`;
}

function keepDraft(field) {
  if (!field.data.kept) return;
  const { text, base, was } = field;
  try {
    localStorage.setItem(draftKey(field), JSON.stringify({ text, base, was, at: Date.now() }));
  } catch {
    // Storage is full or forbidden: the words are still in the page and on their way.
  }
}

function readDraft(field) {
  if (!field.data.kept) return null;
  try {
    return JSON.parse(localStorage.getItem(draftKey(field)));
  } catch {
    return null;
  }
}

function dropDraft(field) {
  if (field.data.kept) localStorage.removeItem(draftKey(field));
}

function forgetOldDrafts() {
  forgetDrafts((draft) => !draft || !(Date.now() - draft.at < A_DAY));
}

function forgetDrafts(isOver) {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(DRAFT)) continue;
    let draft = null;
    try {
      draft = JSON.parse(localStorage.getItem(key));
    } catch {
      draft = null;
    }
    if (isOver(draft)) localStorage.removeItem(key);
  }
}
