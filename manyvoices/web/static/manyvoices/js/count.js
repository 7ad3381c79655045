// How long a text is, as a network counts it: the same as manyvoices/networks/counting.py, case by case
// (manyvoices/networks/tests/counting_cases.json).

const ADDRESS_LENGTH = 23;
// Spelled out, not \s or \w: Python and JavaScript disagree about what these hold.
const ADDRESS = /(?<![0-9A-Za-z_@/])[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\u0000-\u0020\u00a0\u2000-\u200b\u2028\u2029\u3000<>"]+/gu;
const MENTION = /(?<![0-9A-Za-z_@/])(@[0-9A-Za-z_]+(?:[.\-]+[0-9A-Za-z_]+)*)@[0-9A-Za-z]+(?:[.\-]+[0-9A-Za-z]+)*/gu;
// What X takes for the end of an address without https:// (manyvoices/networks/endings.py).
const ENDINGS = `
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz
ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm
fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is
it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm
mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr
ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg
th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw aero agency
app asia bayern berlin bike bio biz blog care cat cloud club cologne com company coop dev digital eco edu
email energy events gov green group hamburg health info int jobs koeln life live media mil mobi museum name
net network news nrw online org page pro ruhr saarland shop site social store support swiss team tech tel
tirol today top travel vip website wien work world xyz
`.trim().split(/\s+/).join("|");
const BARE_ADDRESS = new RegExp(
  `(?<![0-9A-Za-z_@/#$.\\-])(?:[0-9A-Za-z](?:[0-9A-Za-z\\-]*[0-9A-Za-z])?\\.)+(?:${ENDINGS})(?![0-9A-Za-z_@\\-]|\\.[0-9A-Za-z])` +
    "(?::[0-9]+)?(?:[/?][^\\u0000-\\u0020\\u00a0\\u2000-\\u200b\\u2028\\u2029\\u3000<>\"]*)?",
  "giu",
);
const SENTENCE_END = ".,;:!?'*_~…";
const EMOJI = /\p{RI}\p{RI}|\p{Emoji}(?:\p{EMod}|\ufe0f)|\p{Emoji_Presentation}/u;
// twitter-text, configuration v3: these characters weigh one, every other and every emoji two.
const LIGHT = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];
const CLUSTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const RULES = {
  characters: (text) => Array.from(text).length,
  graphemes: (text) => clusters(text).length,
  mastodon: (text) => clusters(text.replace(ADDRESS, asCounted).replace(MENTION, "$1")).length,
  x: weight,
};

// Returns the length; throws RangeError for a rule it does not know.
export function countLength(text, rule) {
  if (!Object.hasOwn(RULES, rule)) {
    throw new RangeError(`Nothing counts by the rule "${rule}"; there are: ${Object.keys(RULES).join(", ")}.`);
  }
  return RULES[rule](text);
}

// How much of a part's room its content warning takes: Mastodon shortens no address in it.
export function countWarning(warning, rule) {
  return countLength(warning, rule === "mastodon" ? "graphemes" : rule);
}

function clusters(text) {
  return Array.from(CLUSTERS.segment(text), (one) => one.segment);
}

function weight(text) {
  const plain = text.normalize("NFC").replace(ADDRESS, asCounted).replace(BARE_ADDRESS, asCounted);
  return clusters(plain).reduce((sum, one) => sum + (EMOJI.test(one) ? 2 : weights(one)), 0);
}

function weights(cluster) {
  const heavy = (character) => !LIGHT.some(([low, high]) => character >= low && character <= high);
  return Array.from(cluster).reduce((sum, one) => sum + (heavy(one.codePointAt(0)) ? 2 : 1), 0);
}

// What ends the sentence behind an address is no part of it, nor a bracket that opened before it.
function asCounted(address) {
  const ends = address.includes("(") ? SENTENCE_END : SENTENCE_END + ")";
  let end = address.length;
  while (end > 0 && ends.includes(address[end - 1])) end -= 1;
  const kept = address.slice(0, end);
  return kept.endsWith("//") ? address : "x".repeat(ADDRESS_LENGTH) + address.slice(end);
}
