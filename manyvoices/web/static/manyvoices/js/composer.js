// The composer comes alive: live counts, the right channels for the chosen voice, preview, saving by itself.
// Everything here has its way without a script: the same form, sent by its buttons.

import { keepSaved } from "./saving.js";
import { refreshVariants, roomOf, wordsFor } from "./variants.js";

const NEAR = 0.9;
const PREVIEW_AFTER_MS = 400;
const LOOK_AGAIN_MS = 2000;

const form = document.querySelector("[data-composer]");
if (form) start(form);

function start(form) {
  document.documentElement.classList.add("has-script");
  const redraw = later(() => preview(form), PREVIEW_AFTER_MS);
  const refresh = () => {
    showChannels(form);
    count(form);
    mirror(form);
    redraw();
  };
  form.addEventListener("input", refresh);
  form.addEventListener("restored", refresh);
  form.addEventListener("saved", redraw);
  form.elements.pictures.addEventListener("change", () => {
    if (form.elements.pictures.files.length) form.requestSubmit(form.querySelector("[data-attach]"));
  });
  showChannels(form);
  count(form);
  mirror(form);
  keepSaved(form);
}

function chosenVoice(form) {
  return form.elements.voice.value;
}

function showChannels(form) {
  for (const set of form.querySelectorAll("[data-channels-of]")) {
    set.hidden = set.dataset.channelsOf !== chosenVoice(form);
  }
}

function tickedChannels(form) {
  return [...form.querySelectorAll("[data-channels-of]:not([hidden]) input:checked")];
}

// Counted as each network counts; the channel with the least room speaks beside the text.
function count(form) {
  const ticked = new Set(tickedChannels(form).map((box) => box.value));
  refreshVariants(form, chosenVoice(form), ticked);
  let tightest = null;
  for (const line of form.querySelectorAll("[data-count]")) {
    line.hidden = line.dataset.voice !== chosenVoice(form) || !ticked.has(line.dataset.count);
    const words = wordsFor(form, line.dataset.count);
    const room = roomOf(words, line.dataset);
    write(form, line.querySelector(".counter"), room);
    if (!line.hidden && !words.own && (!tightest || room.used - room.limit > tightest.used - tightest.limit)) tightest = room;
  }
  write(form, form.querySelector("[data-counter]"), tightest);
}

function write(form, counter, room) {
  const words = form.querySelector("[data-counter]").dataset;
  const over = room && !room.thread ? room.used - room.limit : 0;
  if (room && room.thread) counter.textContent = words.thread;
  else counter.textContent = room ? `${over > 0 ? `${over} ${words.over} · ` : ""}${room.used} ${words.of} ${room.limit}` : "";
  counter.classList.toggle("counter--over", over > 0);
  counter.classList.toggle("counter--near", Boolean(room) && !room.thread && over <= 0 && room.used >= room.limit * NEAR);
}

// What is folded away still says what was chosen.
function mirror(form) {
  const kind = form.querySelector('[name="kind"]:checked');
  show(form, "kind", kind ? kind.closest("label").textContent.trim() : "");
  const addresses = tickedChannels(form).map((box) => box.closest("label").textContent.trim());
  show(form, "channels", addresses.join(", "));
}

function show(form, name, text) {
  const place = form.querySelector(`[data-mirror="${name}"]`);
  if (place) place.textContent = text;
}

async function preview(form) {
  const part = form.querySelector("[data-preview-part]");
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: data, redirect: "error" });
    if (answer.ok) replaced(part, await answer.text());
    if (part.querySelector("[data-waits]")) setTimeout(() => preview(form), LOOK_AGAIN_MS);
  } catch {
    // Without a connection the preview stays as it was; saving says what happened.
  }
}

// The tab in front stays in front, also when it was chosen while the answer was on its way.
function replaced(part, html) {
  const front = part.querySelector('[name="preview-tab"]:checked')?.value;
  part.innerHTML = html;
  const tab = [...part.querySelectorAll('[name="preview-tab"]')].find((one) => one.value === front);
  if (tab) tab.checked = true;
}

function later(task, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(task, wait);
  };
}
