// Looks again while something moves: fetches this page and exchanges the parts that ask for it (data-poll="seconds").
// What somebody is using at the moment stays as it is. Without a script the page has a link to look again.

const parts = () => [...document.querySelectorAll("[data-poll]")];

function next() {
  const [first] = parts();
  if (first) setTimeout(look, Number(first.dataset.poll) * 1000);
}

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { redirect: "error", headers: { Accept: "text/html" } });
      if (answer.ok) exchange(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // Not connected: the page says as of when it is, and is looked at again.
    }
  }
  next();
}

function exchange(fresh) {
  for (const part of parts()) {
    const other = fresh.getElementById(part.id);
    if (!other || part.contains(document.activeElement) || part.querySelector("details[open]")) continue;
    part.replaceWith(other);
    if (part.dataset.pollHeading !== undefined) {
      document.querySelector("h1").textContent = fresh.querySelector("h1").textContent;
    }
    other.dispatchEvent(new CustomEvent("exchanged", { bubbles: true }));
  }
}

next();
