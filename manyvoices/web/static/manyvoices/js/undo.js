// Counts the seconds in which a press can be taken back. The server decides; here the clock of the page is enough.

const SAID_FOR = 3000; // milliseconds

const offer = document.querySelector("[data-undo]");
if (offer) count(offer, performance.now() + Number(offer.dataset.seconds) * 1000);

function count(offer, end) {
  const words = offer.querySelector("[data-undo-words]");
  const left = Math.ceil((end - performance.now()) / 1000);
  if (left <= 0) {
    words.textContent = offer.dataset.leaving;
    offer.querySelector("form").hidden = true;
    // What became of it stands beside this; the notice would go on saying that it leaves once it has left.
    setTimeout(() => offer.remove(), SAID_FOR);
    return;
  }
  words.textContent = offer.dataset.leaves.replace("%(n)s", left);
  setTimeout(() => count(offer, end), 250);
}
