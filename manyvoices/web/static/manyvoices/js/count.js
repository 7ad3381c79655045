// How long a text is, as a network counts it: the same as manyvoices/networks/counting.py, case by case
// (manyvoices/networks/tests/counting_cases.json).

const ADDRESS_LENGTH = 23;
// Spelled out, not \s or \w: Python and JavaScript disagree about what these hold.
const ADDRESS = /(?<![0-9A-Za-z_@/])[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\u0000-\u0020\u00a0\u2000-\u200b\u2028\u2029\u3000<>"]+/gu;
const MENTION = /(?<![0-9A-Za-z_@/])(@[0-9A-Za-z_]+(?:[.\-]+[0-9A-Za-z_]+)*)@[0-9A-Za-z]+(?:[.\-]+[0-9A-Za-z]+)*/gu;
const SENTENCE_END = ".,;:!?'*_~…";

const codePoints = (text) => Array.from(text).length;

// What ends the sentence behind an address is no part of it, nor a bracket that opened before it.
function asCounted(address) {
  const ends = address.includes("(") ? SENTENCE_END : SENTENCE_END + ")";
  let end = address.length;
  while (end > 0 && ends.includes(address[end - 1])) end -= 1;
  const kept = address.slice(0, end);
  return kept.endsWith("//") ? address : "x".repeat(ADDRESS_LENGTH) + address.slice(end);
}

// Returns the length in code points; throws RangeError for a rule it does not know.
export function countLength(text, rule) {
  if (rule === "characters") return codePoints(text);
  if (rule === "mastodon") return codePoints(text.replace(ADDRESS, asCounted).replace(MENTION, "$1"));
  throw new RangeError(`Nothing counts by the rule "${rule}"; there are: characters, mastodon.`);
}
