// Asks for the advice again after each save, and adds a line that discloses without leaving the page.

const form = document.querySelector("[data-composer]");
const part = () => form.querySelector("[data-advice]");
if (form && part()) start();

function start() {
  form.addEventListener("saved", refresh);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-disclose]");
    if (!button) return;
    event.preventDefault();
    add(button.dataset.disclose, button.dataset.first !== undefined);
    button.remove();
  });
}

function add(line, first) {
  const field = form.elements.text;
  const words = field.value.trim();
  field.value = (first ? [line, words] : [words, line]).filter(Boolean).join("\n\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

async function refresh() {
  const data = new FormData(form);
  data.delete("pictures");
  try {
    const answer = await fetch(part().dataset.adviceUrl, { method: "POST", body: data, redirect: "error" });
    if (!answer.ok || part().contains(document.activeElement) || part().querySelector("details[open]")) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    part().replaceWith(fresh.querySelector("[data-advice]"));
  } catch {
    // Without a connection the advice stays as it was.
  }
}
