// A screen on a wall: shows one post after the other, and asks for new ones. What stands there stays while the line is down.
const posts = document.querySelector("[data-screen]");
const hold = document.querySelector("[data-still]");
const down = document.querySelector("[data-down]");
const TURN = 12_000;
const FRESH = 60_000;
let at = 0;
let still = false;

function show(next) {
  at = posts.children.length ? next % posts.children.length : 0;
  [...posts.children].forEach((post, place) => (post.hidden = place !== at));
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { credentials: "omit" });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-screen]");
    if (fresh.textContent !== posts.textContent) {
      posts.replaceChildren(...fresh.children);
      show(0);
    }
    down.hidden = true;
  } catch {
    down.hidden = false;
  }
}

hold.hidden = false;
hold.addEventListener("click", () => {
  still = !still;
  [hold.textContent, hold.dataset.goOn] = [hold.dataset.goOn, hold.textContent];
});
setInterval(() => still || show(at + 1), TURN);
setInterval(() => still || refresh(), FRESH);
show(0);
