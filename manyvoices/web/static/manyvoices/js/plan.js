// The composer's plan speaks at once: what a chosen time means, who speaks close to it, the next free slot.
// Without a script the button "Look at this time" shows the same.

const WAIT_MS = 300;
const NAMES = ["date", "time", "time_zone"];

const panel = document.querySelector("[data-plan]");
const form = panel && panel.closest("form");
if (form) start();

function start() {
  let timer = 0;
  let asked = "";
  const ask = async () => {
    const query = said();
    if (query === asked) return;
    asked = query;
    try {
      const answer = await fetch(`${panel.dataset.check}?${query}`, { headers: { Accept: "text/html" } });
      if (answer.ok && query === asked) panel.querySelector("[data-plan-part]").innerHTML = await answer.text();
    } catch {
      asked = ""; // no connection: the next change asks again
    }
  };
  asked = said();
  form.addEventListener("input", (event) => {
    if (![...NAMES, "voice", "channels"].includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
}

function said() {
  const query = new URLSearchParams();
  for (const name of NAMES) query.set(name, form.elements[name].value);
  query.set("post", panel.dataset.post || "");
  const set = form.querySelector(`[data-channels-of="${CSS.escape(form.elements.voice.value)}"]`);
  for (const box of set ? set.querySelectorAll("input:checked") : []) query.append("channels", box.value);
  return query.toString();
}
