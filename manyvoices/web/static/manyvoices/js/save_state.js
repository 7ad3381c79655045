// Says when the draft was saved: "Saved 2 s ago, version 14". The seconds count outside of the spoken status.

const STEPS = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
];
let ticking = 0;

export function say(what, more = "") {
  const place = document.querySelector("[data-save-state]");
  place.textContent = [place.dataset[what], more].filter(Boolean).join(". ");
  clearInterval(ticking);
  time().textContent = "";
}

export function sayVersion(number, address) {
  const link = document.querySelector("[data-versions]");
  link.textContent = link.dataset.words.replace("%(n)s", number);
  link.href = address;
  link.hidden = false;
  countFrom(Date.now());
}

export function countOn() {
  const saved = Date.parse(time().dateTime);
  if (saved) countFrom(saved);
}

function countFrom(saved) {
  const tick = () => {
    time().textContent = ago(Math.max(0, Date.now() - saved) / 1000);
  };
  clearInterval(ticking);
  ticking = setInterval(tick, 1000);
  tick();
}

function ago(seconds) {
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "narrow" });
  let amount = seconds;
  for (const [unit, most] of STEPS) {
    if (amount < most) return words.format(-Math.floor(amount), unit);
    amount /= most;
  }
  return words.format(-Math.floor(amount), "day");
}

function time() {
  return document.querySelector("[data-save-ago]");
}
