// Brings an element in step with a fresh copy of it, and leaves alone what somebody is using: focus, half-typed words, ticked
// boxes, what they opened. Whatever repeats needs an id: by it a row stays itself wherever it stands.

const FIELDS = "input, textarea, select, [contenteditable]";

// Returns whether something of `fresh` is not shown because somebody is using its place.
export function exchange(old, fresh) {
  if (old.isEqualNode(fresh) || old.matches("[data-fresh]")) return false;
  if (old.tagName !== fresh.tagName || old.matches(FIELDS)) return replace(old, fresh);
  if (isUsed(old) && isUncertain(old)) return true;
  const kept = exchangeChildren(old, fresh);
  copyAttributes(old, fresh);
  return kept;
}

function exchangeChildren(old, fresh) {
  const known = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  const wanted = new Set([...fresh.children].map((child) => child.id));
  let kept = false;
  let at = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    while (at?.id && !wanted.has(at.id)) [at, kept] = [at.nextSibling, remove(at) || kept];
    let mine = child.id ? known.get(child.id) : at && isAlike(at, child) ? at : null;
    if (!mine) {
      old.insertBefore(document.importNode(child, true), at);
      continue;
    }
    if (mine === at) at = at.nextSibling;
    else old.insertBefore(mine, at);
    if (mine.nodeType === Node.ELEMENT_NODE) kept = exchange(mine, child) || kept;
    else if (mine.nodeValue !== child.nodeValue) mine.nodeValue = child.nodeValue;
  }
  while (at) [at, kept] = [at.nextSibling, remove(at) || kept];
  return kept;
}

function isAlike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && !one.id && !other.id;
}

function replace(old, fresh) {
  if (isUsed(old)) return true;
  old.replaceWith(document.importNode(fresh, true));
  return false;
}

function remove(node) {
  if (isUsed(node)) return true;
  node.remove();
  return false;
}

function copyAttributes(old, fresh) {
  const theirs = old.matches("details, dialog") ? ["open"] : [];
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !theirs.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !theirs.includes(name)) old.setAttribute(name, value);
  }
}

function isUsed(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  if (node.contains(document.activeElement) || node.matches("details[open], dialog[open]")) return true;
  return [node, ...node.querySelectorAll(FIELDS)].some(isTouched);
}

function isTouched(field) {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (field.matches("input, textarea")) return field.value !== field.defaultValue;
  return field.matches("select") && [...field.options].some((one) => one.selected !== one.defaultSelected);
}

// Whether what is used in here could be taken for its neighbour: a field or a row that no id tells apart.
function isUncertain(node) {
  if (node.matches("ul, ol, tbody") && [...node.children].some((child) => !child.id)) return true;
  return !node.id && [...node.querySelectorAll(FIELDS)].some((field) => !node.contains(field.closest("[id]")));
}
