// Words on this device until the server has them: what a lost connection, a crash or a closed tab would cost.

const KEPT = ["text", "content_warning"];

export function keyOf(form) {
  return `draft ${form.dataset.person} ${form.elements.post.value || "new"}`;
}

export function keepHere(form) {
  const kept = { revision: Number(form.elements.revision.value) };
  for (const field of fields(form)) kept[field.name] = field.value;
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(kept));
  } catch {
    // A full or forbidden storage: the server's copy is the only one then.
  }
}

// Puts what was kept into the form's fields.
export function fill(form, kept) {
  for (const field of fields(form)) field.value = kept[field.name] ?? field.value;
}

export function sameAsKept(form, kept) {
  return fields(form).every((field) => (kept[field.name] ?? "").trim() === field.value.trim());
}

// The words for all, and whatever a part of the composer marks with data-kept.
function fields(form) {
  return [...KEPT.map((name) => form.elements[name]), ...form.querySelectorAll("[data-kept]")];
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) || "null");
  } catch {
    return null;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

export function sameWords(form, said) {
  return KEPT.every((name) => said[name].trim() === form.elements[name].value.trim());
}
