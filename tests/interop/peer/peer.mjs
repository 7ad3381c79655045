// A small ActivityPub server on Fedify, for tests, on loopback only.
//
//   node peer.mjs --port 4010 --state FOLDER [--first-knock rfc9421|draft-cavage] [--authorized-fetch] [--plain-key-fetch]
//
// It ends when its standard input closes, so that it never outlives the test that started it.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { reads, Refused, verbs } from "./control.mjs";
import { build } from "./federation.mjs";
import { keepReasons, serve, watchFetch } from "./journal.mjs";
import { ACTORS, State } from "./state.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    state: { type: "string" },
    "first-knock": { type: "string", default: "rfc9421" },
    "authorized-fetch": { type: "boolean", default: false },
    "plain-key-fetch": { type: "boolean", default: false },
  },
});
const options = {
  origin: `http://127.0.0.1:${Number(values.port)}`,
  firstKnock: values["first-knock"],
  authorizedFetch: values["authorized-fetch"],
  signKeyFetch: !values["plain-key-fetch"],
};
const state = new State(values.state);
await state.open();
await keepReasons((line) => appendFileSync(join(values.state, "peer.log"), line));
watchFetch();
const { federation, kv } = build(state, options);

async function answer(request) {
  const path = new URL(request.url).pathname;
  if (path.startsWith("/_control/")) return control(request, path.slice("/_control/".length));
  return serve(request, async (entry) => {
    const body = request.method === "POST" ? await request.clone().text() : null;
    const response = await judged(request, entry);
    if (body != null) record(entry, body, response.status);
    return response;
  });
}

// Fedify throws where, for example, a JSON-LD context of another host cannot be loaded; that is a 500 and is kept too.
async function judged(request, entry) {
  try {
    return await federation.fetch(request, { contextData: undefined });
  } catch (error) {
    entry.reasons.push(`${error.name}: ${error.message}`);
    return new Response("Internal server error.", { status: 500 });
  }
}

// What arrives at an inbox is kept in order, refused or not: tests count arrivals as well as meanings.
function record(entry, body, status) {
  let activity = null;
  try {
    activity = JSON.parse(body);
  } catch {
    // not JSON: kept as text
  }
  const object = activity?.object;
  const inner = object !== null && typeof object === "object" ? object : {};
  const { at, path, signed, verdict, reasons, headers } = entry;
  state.received.push({
    at, path, status, signed, headers, reasons,
    verified: verdict?.verified === true && status < 300,
    by: verdict?.by ?? null,
    keyId: verdict?.keyId ?? null,
    type: activity?.type ?? null,
    id: activity?.id ?? null,
    actor: activity?.actor ?? null,
    objectId: typeof object === "string" ? object : (inner.id ?? null),
    objectType: inner.type ?? null,
    content: inner.content ?? null,
    attributedTo: inner.attributedTo ?? null,
    inReplyTo: inner.inReplyTo ?? null,
    activity: activity ?? body,
  });
  state.save();
}

async function control(request, verb) {
  try {
    if (request.method === "GET" && verb in reads) return Response.json(reads[verb]({ state, options }));
    if (request.method !== "POST" || !(verb in verbs)) return Response.json({ error: `no control verb ${verb}` }, { status: 404 });
    const order = await request.json();
    return Response.json(await verbs[verb](await person(order.as ?? "lena"), order));
  } catch (error) {
    return Response.json({ error: `${error.name}: ${error.message}` }, { status: error instanceof Refused ? 409 : 502 });
  }
}

async function person(name) {
  if (!(name in ACTORS)) throw new Refused(`nobody here is called ${name}`);
  const ctx = federation.createContext(new URL(options.origin), undefined);
  const [keys] = await ctx.getActorKeyPairs(name);
  return { name, ctx, kv, state, options, keys };
}

async function requestFrom(incoming) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) headers.append(incoming.rawHeaders[at], incoming.rawHeaders[at + 1]);
  const body = ["GET", "HEAD"].includes(incoming.method) ? undefined : Buffer.concat(chunks);
  return new Request(new URL(incoming.url, options.origin), { method: incoming.method, headers, body });
}

const server = createServer(async (incoming, outgoing) => {
  try {
    const response = await answer(await requestFrom(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    console.error(error);
    outgoing.writeHead(500).end(String(error));
  }
});
server.listen(Number(values.port), "127.0.0.1");
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
