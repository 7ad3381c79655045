// Saves a draft by itself: 2 seconds after the last key, and when the page is left. Until the server has confirmed,
// the words also stand on this device; a newer version from another window is shown, never overwritten.

import { fill, forget, keepHere, keyOf, read, sameAsKept, sameWords } from "./kept_here.js";
import { onConflict, showConflict } from "./merging.js";
import { countOn, say, sayVersion } from "./save_state.js";

const IDLE_MS = 2000;
const RETRY_MS = [1000, 2000, 5000, 10000];

export function keepSaved(form) {
  const state = { dirty: false, busy: false, stopped: false, timer: 0, pressed: null, failures: 0 };
  const save = () => saveNow(form, state);
  countOn();
  restore(form, state, save);
  form.addEventListener("input", (event) => {
    if (event.target.type !== "file") touched(form, state, save);
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.matches("textarea, input")) save();
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("online", save);
  window.addEventListener("offline", () => state.dirty && say("offline"));
  form.addEventListener("submit", (event) => leave(form, state, event));
  onConflict(form, () => {
    state.stopped = false;
    state.dirty = true;
    save();
  });
}

function touched(form, state, save) {
  state.dirty = true;
  keepHere(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(save, IDLE_MS);
}

async function saveNow(form, state) {
  clearTimeout(state.timer);
  if (!state.dirty || state.busy || state.stopped || !worthSaving(form)) return;
  state.busy = true;
  state.dirty = false;
  say("saving");
  try {
    await answered(form, state, await send(form));
  } catch {
    // No connection, or signed out: the words stay here and are tried again.
    state.dirty = true;
    say("offline");
    state.timer = setTimeout(() => saveNow(form, state), RETRY_MS[Math.min(state.failures, RETRY_MS.length - 1)]);
    state.failures += 1;
  }
  state.busy = false;
  if (state.pressed && !state.stopped) form.requestSubmit(state.pressed);
}

function worthSaving(form) {
  return Boolean(form.elements.post.value || form.elements.text.value.trim());
}

function send(form) {
  const data = new FormData(form);
  for (const button of form.querySelectorAll("button[name]")) data.delete(button.name);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return fetch(form.dataset.autosave, { method: "POST", body: data, redirect: "error", keepalive: document.hidden });
}

async function answered(form, state, answer) {
  if (answer.status >= 500) throw new Error(String(answer.status));
  const said = await answer.json();
  if (answer.ok) return saved(form, state, said);
  if (answer.status === 409) {
    return !said.released && sameWords(form, said) ? adopt(form, state, said) : conflict(form, state, said);
  }
  say("unsaved", said.sentence);
}

function saved(form, state, said) {
  const before = keyOf(form);
  state.failures = 0;
  form.elements.revision.value = said.revision;
  if (!form.elements.post.value) {
    form.elements.post.value = said.post;
    form.dataset.autosave = said.autosave;
    form.action = said.url;
    history.replaceState(null, "", said.url);
  }
  forget(before);
  if (state.dirty) keepHere(form);
  say("saved");
  sayVersion(said.revision, said.versions);
  form.dispatchEvent(new Event("saved"));
}

// Our own last save, sent while the page was left, looks like another window: the words are the same, so go on.
function adopt(form, state, said) {
  form.elements.revision.value = said.revision;
  state.dirty = true;
  state.timer = setTimeout(() => saveNow(form, state), 0);
}

function conflict(form, state, theirs) {
  state.stopped = true;
  state.pressed = null;
  showConflict(form, theirs);
}

// A button was pressed. What is being saved, or is not saved yet, goes first: two saves at once would look like two
// windows. If that fails the button's own way is tried, and the words stay on this device until the server has them.
function leave(form, state, event) {
  if (!state.pressed && !state.stopped && (state.busy || (state.dirty && worthSaving(form)))) {
    event.preventDefault();
    state.pressed = event.submitter;
    saveNow(form, state);
    return;
  }
  clearTimeout(state.timer);
  state.stopped = true;
  if (!state.dirty) forget(keyOf(form));
}

// What was typed without a connection comes back; words that the server has already are forgotten. Words that were
// written on an older version are sent as they are: the server compares, and both stand beside each other.
function restore(form, state, save) {
  const kept = read(keyOf(form));
  if (!kept) return;
  if (sameAsKept(form, kept)) return forget(keyOf(form));
  const older = kept.revision < Number(form.elements.revision.value);
  fill(form, kept);
  if (older) form.elements.revision.value = kept.revision;
  else form.querySelector("[data-restored]").hidden = false;
  form.dispatchEvent(new Event("restored"));
  state.dirty = true;
  save();
}
