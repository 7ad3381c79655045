// Moving in the calendar: by drag, and by keyboard from a post's "Move". Both fill in one plain form, which the server
// answers like any other; without a script "Move" leads to a page with a form.

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const A_DAY = 24 * 60 * 60 * 1000;

const calendar = document.querySelector("[data-calendar]");
if (calendar) start(calendar);

function start(calendar) {
  const says = document.querySelector("[data-calendar-says]");
  const form = document.querySelector("[data-move-form]");
  let dragged = null;
  let moving = null; // { link, entry, days }

  calendar.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-entry]");
    if (!dragged) return;
    dragged.classList.add("entry--moving");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.entry);
  });
  calendar.addEventListener("dragover", (event) => {
    const day = event.target.closest("[data-day]");
    if (!dragged || !day) return;
    event.preventDefault();
    mark(day);
  });
  calendar.addEventListener("drop", (event) => {
    const day = event.target.closest("[data-day]");
    if (!dragged || !day) return;
    event.preventDefault();
    send(dragged, daysBetween(dayOf(dragged), day));
  });
  calendar.addEventListener("dragend", () => {
    if (dragged) dragged.classList.remove("entry--moving");
    dragged = null;
    mark(null);
  });

  calendar.addEventListener("keydown", (event) => {
    const link = event.target.closest("[data-move]");
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) {
      event.preventDefault();
      step(link, STEPS[event.key] * (isMirrored() && Math.abs(STEPS[event.key]) === 1 ? -1 : 1));
    } else if (event.key === "Escape" && moving) {
      event.preventDefault();
      leave(calendar.dataset.left);
    } else if (event.key === "Enter" && moving && moving.days !== 0) {
      event.preventDefault();
      send(moving.entry, moving.days);
    }
  });
  calendar.addEventListener("focusout", (event) => {
    if (moving && event.target === moving.link) leave("");
  });

  function step(link, by) {
    const entry = link.closest("[data-entry]");
    const days = (moving && moving.link === link ? moving.days : 0) + by;
    const target = dayAfter(dayOf(entry), days);
    if (!target) {
      tell(calendar.dataset.outside);
      return;
    }
    moving = { link, entry, days };
    entry.classList.add("entry--moving");
    mark(days === 0 ? null : target);
    tell(calendar.dataset.say.replace("%s", target.dataset.name));
    target.scrollIntoView({ block: "nearest" });
  }

  function leave(said) {
    moving.entry.classList.remove("entry--moving");
    moving = null;
    mark(null);
    tell(said);
  }

  function send(entry, days) {
    if (days === 0) return;
    const link = entry.querySelector("[data-move]");
    form.action = new URL(link.href).pathname;
    form.elements.days.value = String(days);
    form.elements.revision.value = entry.dataset.revision;
    form.requestSubmit();
  }

  function mark(day) {
    for (const one of calendar.querySelectorAll(".day--target")) one.classList.remove("day--target");
    if (day) day.classList.add("day--target");
  }

  function tell(said) {
    says.textContent = said;
  }

  function dayAfter(day, count) {
    const wanted = new Date(Date.parse(`${day.dataset.day}T00:00:00Z`) + count * A_DAY).toISOString().slice(0, 10);
    return calendar.querySelector(`[data-day="${wanted}"]`);
  }
}

function dayOf(entry) {
  return entry.closest("[data-day]");
}

function daysBetween(from, to) {
  return Math.round((Date.parse(`${to.dataset.day}T00:00:00Z`) - Date.parse(`${from.dataset.day}T00:00:00Z`)) / A_DAY);
}

function isMirrored() {
  return getComputedStyle(document.documentElement).direction === "rtl";
}
