// Single requests below Fedify's own delivery: a signed or plain fetch, and a POST with one chosen defect.
import { signRequest } from "@fedify/fedify";
import { Temporal } from "@js-temporal/polyfill";

const SPEC = { rfc9421: "rfc9421", "draft-cavage": "draft-cavage-http-signatures-12" };
const ACCEPT = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams", application/activity+json';

export async function fetchOne(keys, { url, signed = true, accept = ACCEPT, spec = "draft-cavage" }) {
  const plain = new Request(url, { headers: { Accept: accept }, redirect: "manual" });
  const request = signed ? await signRequest(plain, keys.privateKey, keys.keyId, { spec: SPEC[spec] }) : plain;
  return described(await fetch(request));
}

async function described(response) {
  const text = await response.text();
  let json = null;
  try {
    json = JSON.parse(text);
  } catch {
    // a page or nothing: the text says it
  }
  return { status: response.status, contentType: response.headers.get("content-type"), headers: Object.fromEntries(response.headers), json, text };
}

// Each defect is made after or around Fedify's own signing, so that all else about the request stays right.
const DEFECTS = {
  none: (parts) => sign(parts),
  unsigned: (parts) => new Request(parts.url, { method: "POST", headers: parts.headers, body: parts.body }),
  "stale-date": (parts) => sign(parts, { currentTime: Temporal.Now.instant().subtract({ hours: 25 }) }),
  "future-date": (parts) => sign(parts, { currentTime: Temporal.Now.instant().add({ hours: 25 }) }),
  "wrong-digest": async (parts) => rebuilt(await sign(parts), `${parts.body} `),
  "unsigned-digest": unsignedDigest,
  "wrong-signature": wrongSignature,
  "wrong-path": async (parts) => {
    const signed = await sign({ ...parts, url: new URL("/elsewhere", parts.url).href });
    return new Request(parts.url, { method: "POST", headers: signed.headers, body: parts.body });
  },
};

// Answers the status of the one request, or of both when it is to be repeated byte for byte (a replay).
export async function sendRaw(keys, order) {
  const { inbox, activity, body, spec = "draft-cavage", defect = "none", keyId, repeat = 1 } = order;
  if (!(defect in DEFECTS)) throw new Error(`defect is one of ${Object.keys(DEFECTS).join(", ")}`);
  const request = await DEFECTS[defect]({
    url: inbox,
    headers: { "Content-Type": order.contentType ?? "application/activity+json" },
    body: body ?? JSON.stringify(activity),
    spec,
    privateKey: keys.privateKey,
    keyId: keyId ? new URL(keyId) : keys.keyId,
  });
  const answers = [];
  for (let turn = 0; turn < repeat; turn++) answers.push(await described(await fetch(request.clone())));
  return { statuses: answers.map((one) => one.status), answers };
}

function sign({ url, headers, body, spec, privateKey, keyId }, extra = {}) {
  return signRequest(new Request(url, { method: "POST", headers, body }), privateKey, keyId, { spec: SPEC[spec], ...extra });
}

const rebuilt = (signed, body) => new Request(signed.url, { method: "POST", headers: signed.headers, body });

// Signed as if there were no body; the digest, though right, is added outside the signature.
async function unsignedDigest(parts) {
  const request = new Request(parts.url, { method: "POST", headers: parts.headers });
  const signed = await signRequest(request, parts.privateKey, parts.keyId, { spec: SPEC[parts.spec], body: null });
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts.body));
  const digest = Buffer.from(hash).toString("base64");
  const headers = new Headers(signed.headers);
  headers.set("Digest", `SHA-256=${digest}`);
  headers.set("Content-Digest", `sha-256=:${digest}:`);
  return new Request(parts.url, { method: "POST", headers, body: parts.body });
}

// One letter of the signature's base64 is exchanged; its length and form stay right.
async function wrongSignature(parts) {
  const signed = await sign(parts);
  const headers = new Headers(signed.headers);
  const exchanged = headers.get("signature").replace(/(signature="|=:)(.)/, (_all, before, letter) => before + (letter === "A" ? "B" : "A"));
  headers.set("signature", exchanged);
  return new Request(parts.url, { method: "POST", headers, body: parts.body });
}
