// Keeps a page up to date. The stream that the first [data-live="url"] names says that something changed; then the page is
// fetched again and every [data-live] is exchanged. Where the stream is broken the page looks by itself. The line of
// live/checked.html says which of both it is, and how long ago that was.

import { exchange } from "./exchange.js";
import { say } from "./freshness.js";

const POLL_MS = 20_000; // without a stream; the line says the number
const REFRESH_MS = 60_000; // for what changes with the clock alone
const SILENT_MS = 40_000; // the server gives a sign of life every 15 s
const AGAIN_MS = 30_000;
const LEAST_MS = 500;

const state = { stream: null, open: false, gone: false, heard: Date.now(), tried: 0 };
const looks = { last: Date.now(), notBefore: 0, timer: 0, busy: false, again: false, kept: false };
const line = () => document.querySelector("[data-fresh]");
const source = () => document.querySelector('[data-live]:not([data-live=""])');

function listen() {
  const first = source();
  if (!first || state.stream || state.gone || document.hidden) return;
  const url = new URL(first.dataset.live, location.href);
  if (line()) url.searchParams.set("since", line().dataset.fresh);
  state.tried = Date.now();
  const stream = new EventSource(url);
  state.stream = stream;
  stream.addEventListener("here", hear);
  stream.addEventListener("changed", () => {
    hear();
    lookSoon();
  });
  stream.addEventListener("error", () => {
    if (state.open) state.tried = Date.now(); // it comes again by itself
    state.open = false;
    if (stream.readyState === EventSource.CLOSED) hangUp();
  });
}

function hear() {
  state.open = true;
  state.heard = Date.now();
  say(state);
}

function hangUp() {
  state.stream?.close();
  state.stream = null;
  state.open = false;
}

// At once; in a flood of news no oftener than the server can make the page.
function lookSoon() {
  if (!looks.timer) looks.timer = setTimeout(look, Math.max(0, looks.notBefore - Date.now()));
}

async function look() {
  clearTimeout(looks.timer);
  looks.timer = 0;
  if (document.hidden || state.gone) return;
  if (looks.busy) {
    looks.again = true;
    return;
  }
  looks.busy = true;
  looks.last = Date.now();
  try {
    // What a pressed button answered has an address that cannot be fetched: then the page says which one to look at.
    const page = source()?.dataset.livePage ?? location.href;
    await take(await fetch(page, { redirect: "manual", cache: "no-store", headers: { Accept: "text/html" } }));
  } catch {
    // Not connected: the line says since when.
  }
  looks.busy = false;
  looks.notBefore = Date.now() + Math.min(10_000, Math.max(LEAST_MS, 3 * (Date.now() - looks.last)));
  if (looks.again) lookSoon();
  looks.again = false;
  say(state);
}

async function take(answer) {
  if (answer.ok) {
    const page = await answer.text();
    state.heard = Date.now();
    show(new DOMParser().parseFromString(page, "text/html"));
  } else if (answer.status < 500 && answer.status !== 429) {
    // Signed out, moved or gone. Whoever reads this decides when to leave: their words stay.
    state.gone = true;
    hangUp();
  }
}

function show(fresh) {
  const focused = document.activeElement;
  keepTokens(fresh);
  looks.kept = false;
  for (const part of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(part.id);
    if (!other || part.isEqualNode(other)) continue;
    looks.kept = exchange(part, other) || looks.kept;
    document.getElementById(part.id)?.dispatchEvent(new CustomEvent("exchanged", { bubbles: true }));
  }
  document.title = fresh.title;
  const checked = fresh.querySelector("[data-fresh]");
  if (checked && line()) line().dataset.fresh = checked.dataset.fresh;
  if (focused.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

// The token of a form is written anew on every page and means the same: it is no change.
function keepTokens(fresh) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.getAttribute("value");
  if (!token) return;
  for (const field of fresh.querySelectorAll("[name=csrfmiddlewaretoken]")) field.setAttribute("value", token);
}

function tick() {
  if (document.hidden || state.gone) return;
  const now = Date.now();
  if (state.open && now - state.heard > SILENT_MS) hangUp();
  if (!state.stream && now - state.tried > AGAIN_MS) listen();
  if (now - looks.last > (state.open ? REFRESH_MS : POLL_MS)) look();
  say(state);
}

async function comeBack() {
  await look();
  listen();
}

document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : comeBack()));
document.addEventListener("focusout", () => looks.kept && lookSoon());
window.addEventListener("pagehide", hangUp);
window.addEventListener("pageshow", (event) => event.persisted && comeBack());

listen();
say(state);
setInterval(tick, 1000);
