// Names while somebody types @ or #: arrows choose, Enter or Tab takes, Escape closes. Typing on needs none of it.

const TYPED = /(?:^|[\s(])([@#][\p{L}\p{N}_][\p{L}\p{N}_.@-]*)$/u;
const WAIT_MS = 150;

const form = document.querySelector("[data-composer][data-names]");
if (form) listen(form, form.elements.text, form.querySelector("[data-name-list]"));

function listen(form, field, list) {
  const state = { names: [], at: -1, asked: 0, timer: 0 };
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => look(form, field, list, state), WAIT_MS);
  });
  field.addEventListener("keydown", (event) => press(event, field, list, state));
  field.addEventListener("blur", () => setTimeout(() => close(field, list, state), 200));
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    take(field, list, state, [...list.children].indexOf(option));
  });
}

function typed(field) {
  if (field.selectionStart !== field.selectionEnd) return "";
  const found = field.value.slice(0, field.selectionStart).match(TYPED);
  return found ? found[1] : "";
}

async function look(form, field, list, state) {
  const start = typed(field);
  state.asked += 1;
  const mine = state.asked;
  if (!start) return close(field, list, state);
  try {
    const answer = await fetch(`${form.dataset.names}?start=${encodeURIComponent(start)}`, { redirect: "error" });
    if (answer.ok && mine === state.asked) show(field, list, state, (await answer.json()).names);
  } catch {
    close(field, list, state);
  }
}

function show(field, list, state, names) {
  state.names = names;
  list.replaceChildren(...names.map((one, at) => option(list, one, at)));
  list.hidden = names.length === 0;
  choose(field, list, state, names.length ? 0 : -1);
  const said = form.querySelector("[data-name-count]");
  said.textContent = names.length ? said.dataset.words.replace("%(n)s", names.length) : "";
}

function option(list, one, at) {
  const item = document.createElement("li");
  item.id = `${list.id}-${at}`;
  item.role = "option";
  const name = document.createElement("span");
  name.dir = "auto";
  name.textContent = one.name;
  const address = document.createElement("span");
  address.className = "soft";
  address.dir = "ltr";
  address.textContent = one.address;
  item.append(name, address);
  return item;
}

function choose(field, list, state, at) {
  state.at = at;
  [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
  if (at < 0) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", list.children[at].id);
  list.children[at].scrollIntoView({ block: "nearest" });
}

function press(event, field, list, state) {
  if (list.hidden || event.isComposing) return;
  const count = state.names.length;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) choose(field, list, state, (state.at + steps[event.key] + count) % count);
  else if (event.key === "Enter" || event.key === "Tab") take(field, list, state, state.at);
  else if (event.key === "Escape") close(field, list, state);
  else return;
  event.preventDefault();
}

function take(field, list, state, at) {
  const start = typed(field);
  const chosen = state.names[at];
  close(field, list, state);
  if (!chosen || !start) return;
  const end = field.selectionStart;
  field.setRangeText(`${chosen.insert} `, end - start.length, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function close(field, list, state) {
  state.asked += 1;
  state.names = [];
  list.hidden = true;
  list.replaceChildren();
  field.removeAttribute("aria-activedescendant");
}
