// Two windows wrote on the same draft: what differs is shown, and nobody loses a word.

import { say } from "./save_state.js";

// `theirs` is what the server answered: {revision, text, content_warning, compared, released, url}.
export function showConflict(form, theirs) {
  const bar = form.querySelector("[data-conflict]");
  // Made by our own template, every word in it escaped.
  bar.querySelector("[data-compared]").innerHTML = theirs.compared;
  bar.querySelector("[data-take-theirs]").value = theirs.revision;
  for (const name of ["keep-mine", "take-theirs", "keep-both"]) {
    bar.querySelector(`[data-${name}]`).hidden = theirs.released;
  }
  const look = bar.querySelector("[data-see]");
  look.hidden = !theirs.released;
  look.href = theirs.url;
  bar.dataset.revision = theirs.revision;
  bar.dataset.text = theirs.text;
  bar.hidden = false;
  bar.scrollIntoView({ block: "nearest" });
  say("unsaved");
}

// `goOn` saves what stands in the form from then on.
export function onConflict(form, goOn) {
  const bar = form.querySelector("[data-conflict]");
  const settle = () => {
    form.elements.revision.value = bar.dataset.revision;
    bar.hidden = true;
    goOn();
    form.elements.text.focus();
  };
  bar.querySelector("[data-keep-mine]").addEventListener("click", (event) => {
    event.preventDefault();
    settle();
  });
  bar.querySelector("[data-keep-both]").addEventListener("click", (event) => {
    if (bar.dataset.text === undefined) return; // the server noticed: it puts both together
    event.preventDefault();
    const mine = form.elements.text.value.trim();
    form.elements.text.value = [mine, bar.dataset.text.trim()].filter(Boolean).join("\n\n");
    form.dispatchEvent(new Event("restored"));
    settle();
  });
  // The button sends the form: ours are saved as a version first, then the others come back.
  bar.querySelector("[data-take-theirs]").addEventListener("click", () => {
    form.elements.revision.value = bar.dataset.revision;
  });
}
