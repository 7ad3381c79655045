// Sharing by hand: copy the words, or give words and pictures to the phone's own share sheet.
// Without a script the words stand in a field to select, and each picture is a link.

const part = document.querySelector("[data-share]");
if (part) start();

function start() {
  const words = part.querySelector("[data-words]");
  const copy = part.querySelector("[data-copy-words]");
  const give = part.querySelector("[data-give]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", () => copied(copy, words));
  part.querySelector("[data-open]")?.addEventListener("click", () => copied(copy, words));
  give.hidden = typeof navigator.share !== "function" || (navigator.maxTouchPoints || 0) === 0;
  give.addEventListener("click", () => share(words.value));
}

async function copied(button, words) {
  try {
    await navigator.clipboard.writeText(words.value);
  } catch {
    words.focus();
    words.select();
    return;
  }
  const before = button.querySelector("[data-before]");
  const after = button.querySelector("[data-after]");
  before.hidden = true;
  after.hidden = false;
  setTimeout(() => {
    before.hidden = false;
    after.hidden = true;
  }, 2500);
}

async function share(text) {
  const links = [...part.querySelectorAll("a[download]")];
  let files = [];
  try {
    files = await Promise.all(links.map(taken));
  } catch {
    files = []; // no connection: the words alone
  }
  const all = { text, files };
  try {
    await navigator.share(files.length && navigator.canShare?.(all) ? all : { text });
  } catch {
    // Closed without sharing: the page stays as it is.
  }
}

async function taken(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(answer.statusText);
  const body = await answer.blob();
  return new File([body], link.download, { type: body.type });
}
