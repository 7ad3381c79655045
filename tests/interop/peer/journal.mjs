// What happened on the wire: requests served and sent, and Fedify's own verdict on each signature.
//
// Fedify reports its verdict as a trace event and its reasons as debug logs. Both are caught here and
// laid on the request that is being served, found through the asynchronous context.
import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { configure } from "@logtape/logtape";

const serving = new AsyncLocalStorage();
const ARRIVED = "activitypub.activity.received";
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

export const sent = []; // every request this process made, in order
export const served = []; // every request answered, in order, control calls left out

export const signatureOf = (headers) =>
  headers.has("signature-input") ? "rfc9421" : headers.has("signature") ? "draft-cavage" : null;

export function serve(request, handle) {
  const entry = {
    at: new Date().toISOString(),
    method: request.method,
    path: new URL(request.url).pathname + new URL(request.url).search,
    signed: signatureOf(request.headers),
    headers: Object.fromEntries(request.headers),
    verified: false,
    verdict: null,
    status: null,
    reasons: [],
  };
  served.push(entry);
  return serving.run(entry, async () => {
    const response = await handle(entry);
    entry.status = response.status;
    entry.verified = entry.verdict?.verified === true && response.status < 300;
    return response;
  });
}

// A tracer that keeps one event only. It is the public way to learn how Fedify judged a request.
const span = {
  addEvent(name, attributes = {}) {
    const entry = serving.getStore();
    if (name === ARRIVED && entry) entry.verdict = verdictOf(attributes);
    return span;
  },
  setAttribute: () => span,
  setAttributes: () => span,
  setStatus: () => span,
  updateName: () => span,
  addLink: () => span,
  addLinks: () => span,
  recordException() {},
  end() {},
  isRecording: () => false,
  spanContext: () => ({ traceId: "0".repeat(32), spanId: "0".repeat(16), traceFlags: 0 }),
};

const tracer = {
  startSpan: () => span,
  startActiveSpan: (_name, ...rest) => rest.at(-1)(span),
};

export const tracerProvider = { getTracer: () => tracer };

function verdictOf(attributes) {
  const http = attributes["http_signatures.verified"] === true;
  const linked = attributes["ld_signatures.verified"] === true;
  const verified = attributes["activitypub.activity.verified"] === true;
  const by = http ? "http" : linked ? "linked-data" : verified ? "proof" : null;
  return { verified, by, keyId: attributes["http_signatures.key_id"] || null };
}

export async function keepReasons(write) {
  await configure({
    sinks: { journal: (record) => keepReason(record, write) },
    loggers: [
      { category: ["fedify"], lowestLevel: "debug", sinks: ["journal"] },
      { category: ["logtape", "meta"], lowestLevel: "error", sinks: ["journal"] },
    ],
  });
}

function keepReason(record, write) {
  const words = record.message.map((part) => (typeof part === "string" ? part : inspect(part, { depth: 4 })));
  const line = words.join("");
  write(`${new Date(record.timestamp).toISOString()} ${record.level} ${record.category.join(".")} ${line}\n`);
  const entry = serving.getStore();
  if (record.category.includes("http") && record.category.includes("federation")) return; // "POST /inbox: 401"
  const telling = ["warning", "error", "fatal"].includes(record.level) || line.startsWith("Failed");
  if (entry && telling) entry.reasons.push(line.slice(0, 2000));
}

// Fedify asks WebFinger of "@name@host" by https alone, rightly so. On loopback there is no certificate:
// that one question is asked by http instead, and nothing else is bent.
export function watchFetch() {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const bend = url.protocol === "https:" && LOOPBACK.has(url.hostname) && url.pathname === "/.well-known/webfinger";
    if (bend) url.protocol = "http:";
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
    const method = init?.method ?? (input instanceof Request ? input.method : "GET");
    const entry = { at: new Date().toISOString(), method, url: url.href, signed: signatureOf(headers), headers: Object.fromEntries(headers), status: null };
    sent.push(entry);
    const response = await real(bend ? url : input, init);
    entry.status = response.status;
    return response;
  };
}
