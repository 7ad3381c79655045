// Own words for single channels: shows the places of the ticked channels, begins with the words for all, counts.

import { countLength, countWarning } from "./count.js";

const FORCED = /^[ \t]*---[ \t]*$/mu;

// Shows the places of `ticked` channels of the chosen voice; says which are adapted.
export function refreshVariants(form, voice, ticked) {
  const part = form.querySelector("[data-variants]");
  if (!part) return;
  const adapted = [];
  for (const place of part.querySelectorAll("[data-variant]")) {
    place.hidden = place.dataset.variantVoice !== voice || !ticked.has(place.dataset.variant);
    if (isAdapted(place)) {
      begin(form, place);
      count(form, place);
      if (!place.hidden) adapted.push(place.querySelector("[data-variant-name]").textContent);
    }
  }
  part.hidden = !part.querySelector("[data-variant]:not([hidden])");
  part.querySelector("[data-variants-adapted]").textContent = adapted.join(", ");
}

// The words that a channel says: its own, or those for all.
export function wordsFor(form, channel) {
  const place = form.querySelector(`[data-variant="${channel}"]`);
  if (!place || !isAdapted(place)) {
    return { text: form.elements.text.value, warning: form.elements.content_warning.value };
  }
  return { text: place.querySelector("textarea").value, warning: field(form, place, "warning").value, own: true };
}

// How much room the words take. Where they make a thread, its parts are counted by the preview.
export function roomOf(words, { rule, limit, parts }) {
  const used = countLength(words.text, rule) + countWarning(words.warning, rule);
  const thread = Number(parts) > 1 && (used > Number(limit) || FORCED.test(words.text));
  return { used, limit: Number(limit), thread };
}

function isAdapted(place) {
  return place.querySelector('input[type="checkbox"]').checked;
}

function field(form, place, name) {
  return form.elements[`variants-${name}-${place.dataset.variant}`];
}

// A channel that is adapted begins with the words for all, once; emptied afterwards it stays empty.
function begin(form, place) {
  if (place.dataset.begun) return;
  place.dataset.begun = "1";
  const own = place.querySelector("textarea");
  if (own.value) return;
  own.value = form.elements.text.value;
  field(form, place, "warning").value = form.elements.content_warning.value;
}

function count(form, place) {
  const counter = place.querySelector("[data-variant-count]");
  const words = form.querySelector("[data-counter]").dataset;
  const room = roomOf(wordsFor(form, place.dataset.variant), counter.dataset);
  const over = room.thread ? 0 : room.used - room.limit;
  const said = over > 0 ? `${over} ${words.over} · ` : "";
  counter.textContent = room.thread ? words.thread : `${said}${room.used} ${words.of} ${room.limit}`;
  counter.classList.toggle("counter--over", over > 0);
}
