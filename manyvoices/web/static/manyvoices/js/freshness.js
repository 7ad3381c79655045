// The line of live/checked.html: whether the page is live, and how long ago it was checked.

const STALE_MS = 70_000;
const GRACE_MS = 5_000; // a link that comes again at once was not broken
const STEP_MS = 5_000;
const STATES = ["live", "polling", "stale", "gone"];

export function say(state) {
  const line = document.querySelector("[data-fresh]");
  if (!line) return;
  const age = Date.now() - state.heard;
  const is = stateOf(state, age);
  for (const one of STATES) line.classList.toggle(`freshness--${one}`, one === is);
  const words = line.querySelector("[data-fresh-words]");
  set(words, is ? line.dataset[`${is}Words`] : "");
  set(line.querySelector("[data-fresh-ago]"), is === "live" || is === "gone" ? "" : ago(line, age));
  line.querySelector("[data-fresh-again]").hidden = !is || is === "live";
  // What it says first is what everybody expects; every change afterwards is read out.
  if (is) setTimeout(() => words.setAttribute("role", "status"), 1000);
}

function stateOf(state, age) {
  if (state.gone) return "gone";
  if (age > STALE_MS) return "stale";
  if (state.open) return "live";
  return Date.now() - state.tried > GRACE_MS ? "polling" : "";
}

function ago(line, age) {
  const seconds = Math.floor(age / STEP_MS) * (STEP_MS / 1000);
  const [words, number] = seconds < 120 ? ["secondsWords", seconds] : ["minutesWords", Math.floor(seconds / 60)];
  return line.dataset[words].replace("%s", number);
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
