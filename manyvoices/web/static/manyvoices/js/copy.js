// The button of components/copy.html: copies the text beside it and says so.

function wake() {
  for (const button of document.querySelectorAll("[data-copy] button[hidden]")) button.hidden = !navigator.clipboard;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy] button");
  if (!button) return;
  await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
  const before = button.textContent;
  button.textContent = "✓";
  setTimeout(() => (button.textContent = before), 1500);
});
document.addEventListener("exchanged", wake);
wake();
