// Esc closes what one press opened (details[data-escape]) and gives the focus back.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details[data-escape][open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
