// The list under the fingers: j and k go from line to line, x chooses one, and what is pressed by a key without a chosen line
// is meant for the one that is gone to. Without a script every line has its link, its box and its button.

const list = () => document.querySelector("[data-inbox]");
const lines = () => [...document.querySelectorAll("[data-line]")];
const box = (line) => line.querySelector("[name=conversation]");
const number = (line) => box(line).value.split(".")[0];

// By number, not by element: the list is exchanged while it is looked at.
let here = "";
const chosen = new Set();

const current = () => lines().find((line) => number(line) === here);

function go(steps) {
  const all = lines();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (steps > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + steps, 0), all.length - 1)];
  if (!next) return;
  next.querySelector(".line__open").focus();
  next.scrollIntoView({ block: "nearest" });
}

function pick(line, checked) {
  if (!line) return;
  box(line).checked = checked;
  count();
}

function extend(steps) {
  pick(current() ?? lines()[0], true);
  go(steps);
  pick(current(), true);
}

function count() {
  chosen.clear();
  for (const line of lines()) if (box(line).checked) chosen.add(number(line));
  const said = document.querySelector("[data-chosen]");
  if (said) said.textContent = chosen.size ? said.dataset.chosen.replace("%(n)s", chosen.size) : "";
}

function clicked(event) {
  const on = event.target.closest("[data-move], [data-extend], [data-go], [data-pick], [data-press]");
  if (!on) return;
  const { move, extend: more } = on.dataset;
  if (move) go(Number(move));
  else if (more) extend(Number(more));
  else if (on.matches("[data-go]")) current()?.querySelector(".line__open").click();
  else if (on.matches("[data-pick]")) pick(current(), !chosen.has(here));
  else if (!chosen.size) pick(current(), true);
}

// One menu at a time; the first thing in it is at hand.
function unfolded(event) {
  if (!event.target.matches?.(".press") || !event.target.open) return;
  for (const other of document.querySelectorAll(".press[open]")) if (other !== event.target) other.open = false;
  event.target.querySelector(".menu__items :is(button, select)")?.focus();
}

function pressed(event) {
  const folded = event.key === "Escape" && document.querySelector(".press[open]");
  if (folded) {
    folded.open = false;
    current()?.querySelector(".line__open").focus();
  }
  // Enter in a box would press the first button of the form: here it opens the line.
  if (event.key === "Enter" && event.target.matches("[name=conversation]")) {
    event.preventDefault();
    event.target.closest("[data-line]").querySelector(".line__open").click();
  }
}

// What is new came in under the eyes: what was chosen stays chosen.
function exchanged() {
  for (const line of lines()) box(line).checked = chosen.has(number(line));
  show();
}

function show() {
  for (const button of document.querySelectorAll(".presses [hidden]")) button.hidden = false;
  if (list()) count();
}

document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
document.addEventListener("toggle", unfolded, true);
document.addEventListener("change", (event) => event.target.matches("[name=conversation]") && count());
document.addEventListener("exchanged", exchanged);
document.addEventListener("focusin", (event) => {
  const line = event.target.closest("[data-line]");
  if (line) here = number(line);
});
show();
