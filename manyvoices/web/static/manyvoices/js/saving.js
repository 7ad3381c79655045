// Saves a draft by itself: 2 seconds after the last key, and when the page is left. Until the server has confirmed,
// the words also stand on this device; a newer version from another window is shown, never overwritten.

const IDLE_MS = 2000;
const RETRY_MS = [1000, 2000, 5000, 10000];
const KEPT = ["text", "content_warning"];

export function keepSaved(form) {
  const state = { dirty: false, busy: false, stopped: false, timer: 0, pressed: null, failures: 0 };
  const save = () => saveNow(form, state);
  restore(form, state, save);
  form.addEventListener("input", (event) => {
    if (event.target.type !== "file") touched(form, state, save);
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.matches("textarea, input")) save();
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("online", save);
  form.addEventListener("submit", (event) => leave(form, state, event));
  form.querySelector("[data-keep-mine]").addEventListener("click", () => keepMine(form, state, save));
  form.querySelector("[data-take-theirs]").addEventListener("click", () => takeTheirs(form));
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
  say(form, "saving");
  try {
    await answered(form, state, await send(form));
  } catch {
    // No connection, or signed out: the words stay here and are tried again.
    state.dirty = true;
    say(form, "offline");
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
  for (const name of ["pictures", "publish", "schedule", "save", "discard", "detach"]) data.delete(name);
  return fetch(form.dataset.autosave, { method: "POST", body: data, redirect: "error", keepalive: document.hidden });
}

async function answered(form, state, answer) {
  if (answer.status >= 500) throw new Error(String(answer.status));
  const said = await answer.json();
  if (answer.ok) return saved(form, state, said);
  if (answer.status === 409) return sameWords(form, said) ? adopt(form, state, said) : conflict(form, state, said);
  say(form, "unsaved", said.sentence);
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
  say(form, "saved", said.saved_at);
}

// Our own last save, sent while the page was left, looks like another window: the words are the same, so go on.
function adopt(form, state, said) {
  form.elements.revision.value = said.revision;
  state.dirty = true;
  state.timer = setTimeout(() => saveNow(form, state), 0);
}

function sameWords(form, said) {
  return !said.released && KEPT.every((name) => said[name].trim() === form.elements[name].value.trim());
}

function conflict(form, state, said) {
  state.stopped = true;
  state.pressed = null;
  const bar = form.querySelector("[data-conflict]");
  bar.querySelector("[data-their-words]").textContent = [said.content_warning, said.text].filter(Boolean).join("\n\n");
  bar.querySelector("[data-keep-mine]").hidden = said.released;
  bar.dataset.revision = said.revision;
  bar.dataset.url = said.url;
  bar.hidden = false;
  bar.scrollIntoView({ block: "nearest" });
  say(form, "unsaved");
}

function keepMine(form, state, save) {
  const bar = form.querySelector("[data-conflict]");
  form.elements.revision.value = bar.dataset.revision;
  bar.hidden = true;
  state.stopped = false;
  state.dirty = true;
  save();
}

function takeTheirs(form) {
  forget(keyOf(form));
  location.assign(form.querySelector("[data-conflict]").dataset.url);
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

// What was typed without a connection comes back; words that the server has already are forgotten.
function restore(form, state, save) {
  const kept = read(keyOf(form));
  if (!kept) return;
  if (KEPT.every((name) => kept[name].trim() === form.elements[name].value.trim())) return forget(keyOf(form));
  if (kept.revision < Number(form.elements.revision.value)) return beside(form, state, kept);
  for (const name of KEPT) form.elements[name].value = kept[name];
  form.querySelector("[data-restored]").hidden = false;
  form.dispatchEvent(new Event("restored"));
  state.dirty = true;
  save();
}

// The server has a newer version than the one the kept words were written on: show both.
function beside(form, state, kept) {
  const theirs = { text: form.elements.text.value, content_warning: form.elements.content_warning.value };
  const revision = form.elements.revision.value;
  for (const name of KEPT) form.elements[name].value = kept[name];
  form.dispatchEvent(new Event("restored"));
  conflict(form, state, { ...theirs, revision, url: location.href, released: false });
}

function keyOf(form) {
  return `draft ${form.dataset.person} ${form.elements.post.value || "new"}`;
}

function keepHere(form) {
  const kept = { revision: Number(form.elements.revision.value) };
  for (const name of KEPT) kept[name] = form.elements[name].value;
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(kept));
  } catch {
    // A full or forbidden storage: the server's copy is the only one then.
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) || "null");
  } catch {
    return null;
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function say(form, what, more = "") {
  const place = document.querySelector("[data-save-state]");
  place.textContent = [place.dataset[what], more].filter(Boolean).join(what === "saved" ? " " : ". ");
}
