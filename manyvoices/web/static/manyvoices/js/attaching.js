// A chosen file is sent at once, with everything else that was typed; without a script a button does it.
const form = document.querySelector("[data-composer]");

if (form) {
  for (const input of form.querySelectorAll("[data-sends-file]")) {
    input.addEventListener("change", () => {
      if (input.files.length) form.requestSubmit(form.querySelector("[data-attach]"));
    });
  }
}
