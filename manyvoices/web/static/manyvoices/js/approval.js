// Another voice or kind may mean that somebody is asked first: says so at once, on the notice and on the button.

const form = document.querySelector("[data-composer]");
const part = () => form.querySelector("[data-approval]");
if (form && part()) start();

function start() {
  form.addEventListener("input", (event) => {
    if (["voice", "kind"].includes(event.target.name) && !("fixed" in part().dataset)) ask();
  });
}

async function ask() {
  const query = new URLSearchParams({ voice: form.elements.voice.value, kind: form.elements.kind.value });
  try {
    const answer = await fetch(`${part().dataset.part}?${query}`, { headers: { Accept: "text/html" } });
    if (!answer.ok || query.get("kind") !== form.elements.kind.value) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-approval]");
    const word = form.elements["approval-word"];
    part().replaceWith(fresh);
    if (word && form.elements["approval-word"]) form.elements["approval-word"].value = word.value;
    for (const one of form.querySelectorAll("[data-when-asked]")) one.hidden = !("asks" in fresh.dataset);
    for (const one of form.querySelectorAll("[data-when-free]")) one.hidden = "asks" in fresh.dataset;
  } catch {
    // Without a connection the notice stays as it was; the press asks again.
  }
}
