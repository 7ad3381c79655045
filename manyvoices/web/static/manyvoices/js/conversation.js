// One conversation comes alive: colleagues see who looks and who answers, the words are counted and kept.
// Everything here has its way without a script: the same form, sent by its buttons.

import { countLength } from "./count.js";

const LOOKS_EVERY_MS = 15000;
const KEPT_AFTER_MS = 2000;
const NEAR = 0.9;

const page = document.querySelector("[data-conversation]");
const form = page?.querySelector("[data-answer]");
if (page) look(page);
if (form) write(form);
if (page) setInterval(leaves, 500);

// Says every few seconds that the page is open; a page in the background looks at nothing.
function look(page) {
  const say = () => {
    if (document.hidden) return;
    send(page.dataset.looking, { answering: isWritten() ? "1" : "0" }).catch(() => {});
  };
  say();
  setInterval(say, LOOKS_EVERY_MS);
  document.addEventListener("visibilitychange", say);
  page.addEventListener("exchanged", (event) => told(page, event.target));
}

// The thread was exchanged for a newer one. Who wrote nothing yet has it before their eyes when they begin.
function told(page, part) {
  if (part.id !== "thread") return;
  const before = page.dataset.told ?? form?.elements.seen.defaultValue ?? part.dataset.version;
  if (part.dataset.version === before) return;
  page.dataset.told = part.dataset.version;
  page.querySelector("[data-said]").textContent = page.dataset.news;
  if (form && !isWritten()) form.elements.seen.value = part.dataset.version;
}

// The seconds in which an answer can be taken back; afterwards its button is gone, and the page says what became of it.
const ends = new WeakMap();
function leaves() {
  for (const words of page.querySelectorAll("[data-leaves]")) {
    const known = ends.get(words);
    const end = known?.of === words.dataset.seconds ? known.end : performance.now() + words.dataset.seconds * 1000;
    ends.set(words, { of: words.dataset.seconds, end });
    const left = Math.ceil((end - performance.now()) / 1000);
    words.textContent = words.dataset.words.replace("%(n)s", Math.max(left, 0));
    words.closest("form").hidden = left <= 0;
  }
}

function isWritten() {
  if (!form) return false;
  const words = form.elements.text.value.trim();
  return words !== "" && words !== form.dataset.first.trim();
}

function write(form) {
  const { text } = form.elements;
  // Whoever begins to write, or picks saved words, goes on behind what stands there.
  text.setSelectionRange(text.value.length, text.value.length);
  page.querySelector("[data-write]")?.addEventListener("click", (event) => {
    event.preventDefault();
    text.focus();
  });
  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    kept(form);
  };
  text.addEventListener("input", () => {
    if (!timer) say(form);
    count(form);
    clearTimeout(timer);
    timer = setTimeout(keep, KEPT_AFTER_MS);
  });
  text.addEventListener("blur", () => timer && keep());
  document.addEventListener("visibilitychange", () => document.hidden && timer && keep());
  form.addEventListener("submit", () => clearTimeout(timer));
  form.querySelector("[data-insert]")?.addEventListener("click", (event) => insert(form, event));
  count(form);
}

// The first letter tells colleagues at once.
function say(form) {
  if (isWritten() && !form.dataset.said) {
    form.dataset.said = "1";
    send(page.dataset.looking, { answering: "1" }).catch(() => {});
  }
}

async function kept(form) {
  const place = form.querySelector("[data-kept]");
  const words = isWritten() ? form.elements.text.value : "";
  try {
    const answer = await send(form.dataset.draft, { text: words, seen: form.elements.seen.value });
    const said = await answer.json();
    if (!answer.ok) place.textContent = said.sentence ?? place.dataset.not;
    else place.textContent = said.saved_at ? place.dataset.words.replace("%(at)s", said.saved_at) : "";
  } catch {
    place.textContent = place.dataset.not;
  }
}

function send(address, fields) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token });
  return fetch(address, { method: "POST", body, redirect: "error", keepalive: true });
}

function count(form) {
  const place = form.querySelector("[data-counter]");
  const { rule, limit, parts, of, over, thread } = place.dataset;
  const used = countLength(form.elements.text.value, rule);
  const beyond = used - Number(limit);
  const splits = Number(parts) > 1 && beyond > 0;
  place.textContent = splits ? thread : `${beyond > 0 ? `${beyond} ${over} · ` : ""}${used} ${of} ${limit}`;
  place.classList.toggle("counter--over", beyond > 0 && !splits);
  place.classList.toggle("counter--near", beyond <= 0 && used >= Number(limit) * NEAR);
}

// The words of a saved reply go where the caret stands.
async function insert(form, event) {
  event.preventDefault();
  const { saved_reply: reply, voice, text } = form.elements;
  if (!reply.value) return reply.focus();
  try {
    const query = new URLSearchParams({ reply: reply.value, voice: voice.value });
    const answer = await fetch(`${form.dataset.saved}?${query}`, { redirect: "error" });
    if (!answer.ok) throw new Error(answer.statusText);
    const words = (await answer.json()).text;
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  } catch {
    form.requestSubmit(event.target.closest("button"));
  }
}
