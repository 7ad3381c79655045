// Keys for what the page shows: an element with data-key="e" (or "shift+j", or "g i" for two keys one after the other) is
// pressed by that key, a field is gone to. What the keys do is told by "?", from the elements that are on the page now.
// Off where the person switched them off (data-keys="off" around them), and never while somebody types.

const TOGETHER = 1500; // how long the first of two keys waits for the second
const FIELD = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

let before = "";
let forgets;

const isOff = () => document.querySelector("[data-keys=off]") !== null;
const isShown = (one) => one.getClientRects().length > 0;
const spoken = (key) => (key.length === 1 ? key.toLowerCase() : key);

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff()) return;
  if (event.target.closest(FIELD) || document.querySelector("dialog[open]")) return;
  const letter = /^[a-z]$/i.test(event.key) && event.shiftKey;
  const key = (letter ? "shift+" : "") + spoken(event.key);
  const found = (before && named(`${before} ${key}`)) || named(key);
  clearTimeout(forgets);
  before = !found && begins(key) ? key : "";
  if (before) forgets = setTimeout(() => (before = ""), TOGETHER);
  if (!found) return;
  event.preventDefault();
  press(found);
}

// What is hidden by its own page (an empty menu, another tab) is no target; a button in a closed <details> opens it first.
function named(key) {
  const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  return all.find((one) => isShown(one) && !one.disabled) || all.find((one) => !one.disabled && one.closest("details:not([open])"));
}

const begins = (key) => document.querySelector(`[data-key^="${CSS.escape(key)} "]`) !== null;

function press(one) {
  const folded = one.closest("details:not([open])");
  if (folded && one.parentElement !== folded) folded.open = true;
  if (one.matches(FIELD)) {
    one.focus();
    one.select?.();
  } else one.click();
}

// The help is a <dialog data-keys-help> with a <dl>, filled when it is opened by its button (data-key="?").
function help(dialog) {
  const list = dialog.querySelector("dl");
  const rows = new Map();
  for (const one of document.querySelectorAll("[data-key]")) {
    if (!rows.has(one.dataset.key)) rows.set(one.dataset.key, label(one));
  }
  list.replaceChildren(...[...rows].map(([key, text]) => row(key, text)));
  dialog.showModal();
}

const label = (one) =>
  one.dataset.keyLabel || one.getAttribute("aria-label") || (one.labels?.[0] ?? one).textContent.trim().replace(/\s+/g, " ");

function row(key, text) {
  const [box, term, said] = ["div", "dt", "dd"].map((name) => document.createElement(name));
  for (const [at, one] of key.split(/[ +]/).entries()) {
    const cap = document.createElement("kbd");
    cap.textContent = one;
    term.append(at ? " " : "", cap);
  }
  said.textContent = text;
  box.append(term, said);
  return box;
}

for (const dialog of document.querySelectorAll("dialog[data-keys-help]")) {
  for (const opener of document.querySelectorAll("[data-keys-open]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => help(dialog));
  }
}
document.addEventListener("keydown", pressed);
