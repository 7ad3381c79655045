// The actor itself: what the peer shows to other servers, all of it through Fedify.
import { createFederation, MemoryKvStore } from "@fedify/fedify";
import { Endpoints, Note, Person } from "@fedify/vocab";
import { listen } from "./inbox.mjs";
import { tracerProvider } from "./journal.mjs";
import { createOf, noteOf } from "./notes.mjs";
import { ACTORS } from "./state.mjs";

// Fedify's caches (keys, documents, activities seen, which signature a host understands), able to forget.
class Caches {
  inner = new MemoryKvStore();
  get = (...rest) => this.inner.get(...rest);
  set = (...rest) => this.inner.set(...rest);
  delete = (...rest) => this.inner.delete(...rest);
  forget = () => (this.inner = new MemoryKvStore());
}

export function build(state, options) {
  const kv = new Caches();
  const federation = createFederation({
    kv,
    origin: options.origin,
    allowPrivateAddress: true,
    firstKnock: options.firstKnock === "rfc9421" ? "rfc9421" : "draft-cavage-http-signatures-12",
    userAgent: "ManyvoicesPeer/1.0 (test; fedify)",
    tracerProvider,
  });
  showActors(federation, state);
  showCollections(federation, state);
  showNotes(federation, state, options);
  showNodeInfo(federation, state);
  listen(federation, state, options);
  return { federation, kv };
}

function showActors(federation, state) {
  federation
    .setActorDispatcher("/users/{identifier}", async (ctx, name) => {
      if (!(name in ACTORS)) return null;
      const keys = await ctx.getActorKeyPairs(name);
      return new Person({
        id: ctx.getActorUri(name),
        preferredUsername: name,
        name: ACTORS[name],
        summary: "<p>A test reader on another server.</p>",
        url: ctx.getActorUri(name),
        inbox: ctx.getInboxUri(name),
        outbox: ctx.getOutboxUri(name),
        followers: ctx.getFollowersUri(name),
        following: ctx.getFollowingUri(name),
        endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
        aliases: (state.aliases[name] ?? []).map((id) => new URL(id)),
        publicKey: keys[0].cryptographicKey,
        assertionMethods: keys.map((key) => key.multikey),
      });
    })
    .setKeyPairsDispatcher((_ctx, name) => state.pairs[name] ?? []);
}

function showCollections(federation, state) {
  federation
    .setFollowersDispatcher("/users/{identifier}/followers", (_ctx, name) => ({
      items: Object.entries(state.followers[name] ?? {}).map(([id, row]) => ({
        id: new URL(id),
        inboxId: new URL(row.inbox),
        endpoints: row.sharedInbox ? { sharedInbox: new URL(row.sharedInbox) } : null,
      })),
    }))
    .setCounter((_ctx, name) => Object.keys(state.followers[name] ?? {}).length);
  federation
    .setFollowingDispatcher("/users/{identifier}/following", (_ctx, name) => ({
      items: Object.keys(state.following[name] ?? {}).map((id) => new URL(id)),
    }))
    .setCounter((_ctx, name) => Object.keys(state.following[name] ?? {}).length);
  federation
    .setOutboxDispatcher("/users/{identifier}/outbox", (ctx, name) => ({
      items: shownNotes(state, name).map((row) => createOf(ctx, row)),
    }))
    .setCounter((_ctx, name) => shownNotes(state, name).length);
}

const shownNotes = (state, name) =>
  Object.values(state.notes[name] ?? {}).filter((row) => !row.deleted && !row.direct).reverse();

function showNotes(federation, state, options) {
  const notes = federation.setObjectDispatcher(Note, "/users/{identifier}/notes/{id}", (ctx, { identifier, id }) => {
    const row = state.notes[identifier]?.[id];
    return row && !row.deleted ? noteOf(ctx, row) : null;
  });
  // With --authorized-fetch, and always for a direct note, a note is shown only to a server that signs its question.
  notes.authorize(async (ctx, { identifier, id }) => {
    const open = !options.authorizedFetch && !state.notes[identifier]?.[id]?.direct;
    return open || (await ctx.getSignedKeyOwner()) != null;
  });
}

function showNodeInfo(federation, state) {
  federation.setNodeInfoDispatcher("/nodeinfo/2.1", () => ({
    software: { name: "manyvoices-peer", version: "1.0.0" },
    protocols: ["activitypub"],
    usage: {
      users: { total: Object.keys(ACTORS).length },
      localPosts: Object.keys(ACTORS).reduce((sum, name) => sum + shownNotes(state, name).length, 0),
      localComments: 0,
    },
  }));
}
