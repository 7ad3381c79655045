// The builder of embeds: shows what a choice makes of the embed at once, without pressing anything.
const form = document.querySelector("[data-embed]");

form.addEventListener("change", async () => {
  const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) return form.requestSubmit();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-result]");
  document.querySelector("[data-result]").replaceWith(fresh);
  history.replaceState(null, "", address);
  document.dispatchEvent(new Event("exchanged"));
});
