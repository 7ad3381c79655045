// The control interface: what a test tells the peer's people to do. One function a verb, plain JSON in and out.
import { Announce, Block, Create, Delete, Follow, isActor, Like, PUBLIC_COLLECTION, Tombstone, Undo, Update } from "@fedify/vocab";
import { sent, served } from "./journal.mjs";
import { addressed, createOf, noteOf, noteUri } from "./notes.mjs";
import { fetchOne, sendRaw } from "./wire.mjs";

export class Refused extends Error {}

export const reads = {
  state: ({ state, options }) => ({
    origin: options.origin,
    following: state.following,
    followers: state.followers,
    blockedBy: state.blockedBy,
    timeline: state.timeline,
    received: state.received,
  }),
  journal: () => ({ sent, served }),
};

const nextId = (peer, kind) => new URL(`${peer.ctx.getActorUri(peer.name).href}#${kind}-${crypto.randomUUID()}`);
const actorUri = (peer) => peer.ctx.getActorUri(peer.name);

// Every look-up is signed: authorised fetch.
async function look({ ctx, name }, target) {
  const object = await ctx.lookupObject(target, { documentLoader: await ctx.getDocumentLoader({ identifier: name }) });
  if (object == null) throw new Refused(`nothing readable at ${target}; the journal says what was asked and answered`);
  return object;
}

async function lookActor(peer, target) {
  const actor = await look(peer, target);
  if (!isActor(actor) || actor.inboxId == null) throw new Refused(`${target} is no actor with an inbox`);
  return actor;
}

async function lookNote(peer, url) {
  const note = await look(peer, url);
  if (note.attributionId == null) throw new Refused(`${url} names no author (attributedTo)`);
  return { note, author: await lookActor(peer, note.attributionId.href) };
}

// What concerns one person goes to the personal inbox, what concerns readers to shared inboxes: both doors are used.
async function send(peer, recipients, activity, preferSharedInbox = false) {
  const { ctx, name } = peer;
  const others = recipients.filter((one) => one != null);
  await ctx.sendActivity({ identifier: name }, others, activity, { preferSharedInbox, immediate: true });
  return { id: activity.id.href };
}

const broadcast = (peer, recipients, activity) => send(peer, recipients, activity, true);

const keepRecipient = (actor) => ({
  actor: actor.id.href,
  inbox: actor.inboxId.href,
  sharedInbox: actor.endpoints?.sharedInbox?.href ?? null,
});
const keptRecipient = (row) => ({
  id: new URL(row.actor),
  inboxId: new URL(row.inbox),
  endpoints: row.sharedInbox ? { sharedInbox: new URL(row.sharedInbox) } : null,
});
const followersOf = ({ state, name }) =>
  Object.entries(state.followers[name]).map(([actor, row]) => keptRecipient({ actor, ...row }));

async function follow(peer, { target }) {
  const { state, name } = peer;
  const actor = await lookActor(peer, target);
  const activity = new Follow({ id: nextId(peer, "follow"), actor: actorUri(peer), object: actor.id, to: actor.id });
  state.following[name][actor.id.href] = { followId: activity.id.href, state: "requested", ...keepRecipient(actor) };
  state.save();
  return { ...(await send(peer, [actor], activity)), actor: actor.id.href };
}

async function undoFollow(peer, { target }) {
  const { state, name } = peer;
  const row = Object.values(state.following[name]).find((one) => one.actor === target);
  if (!row) throw new Refused(`${name} does not follow ${target}`);
  const object = new Follow({ id: new URL(row.followId), actor: actorUri(peer), object: new URL(row.actor) });
  const answer = await send(peer, [keptRecipient(row)], new Undo({ id: nextId(peer, "undo"), actor: actorUri(peer), object }));
  delete state.following[name][target];
  state.save();
  return answer;
}

function newNote({ state, name }, fields) {
  const row = { id: crypto.randomUUID(), actor: name, published: new Date().toISOString(), ...fields };
  state.notes[name][row.id] = row;
  state.save();
  return row;
}

async function post(peer, { html }) {
  const row = newNote(peer, { html });
  const answer = await broadcast(peer, followersOf(peer), createOf(peer.ctx, row));
  return { ...answer, note: noteUri(peer.ctx, row).href };
}

async function reply(peer, { to, html, direct = false }) {
  const { note, author } = await lookNote(peer, to);
  const mention = { href: author.id.href, name: `@${author.preferredUsername}@${author.id.host}` };
  const row = newNote(peer, { html, direct, mention, inReplyTo: note.id.href, author: keepRecipient(author) });
  const create = createOf(peer.ctx, row);
  const answer = await (direct ? send(peer, [author], create) : broadcast(peer, [author, ...followersOf(peer)], create));
  return { ...answer, note: noteUri(peer.ctx, row).href };
}

function ownNote({ ctx, state, name }, url) {
  const row = Object.values(state.notes[name]).find((one) => noteUri(ctx, one).href === url);
  if (!row || row.deleted) throw new Refused(`${url} is no note of ${name}`);
  return row;
}

const readersOf = (peer, row) => [row.author ? keptRecipient(row.author) : null, ...(row.direct ? [] : followersOf(peer))];

async function edit(peer, { note, html }) {
  const row = Object.assign(ownNote(peer, note), { html, updated: new Date().toISOString() });
  peer.state.save();
  const parts = { object: noteOf(peer.ctx, row), ...addressed(peer.ctx, row) };
  return broadcast(peer, readersOf(peer, row), new Update({ id: nextId(peer, "update"), actor: actorUri(peer), ...parts }));
}

async function deleteNote(peer, { note }) {
  const row = ownNote(peer, note);
  const parts = { object: new Tombstone({ id: new URL(note) }), ...addressed(peer.ctx, row) };
  row.deleted = true;
  peer.state.save();
  return broadcast(peer, readersOf(peer, row), new Delete({ id: nextId(peer, "delete"), actor: actorUri(peer), ...parts }));
}

// Like, Announce and Block are remembered, so that their Undo carries the activity that was sent.
const KINDS = { like: Like, announce: Announce, block: Block };

function remember({ state, name }, kind, key, activity, recipient) {
  const parts = { id: activity.id.href, object: activity.objectId.href, recipient: keepRecipient(recipient) };
  state.done[name][`${kind} ${key}`] = parts;
  state.save();
}

async function like(peer, { note: url }) {
  const { note, author } = await lookNote(peer, url);
  const activity = new Like({ id: nextId(peer, "like"), actor: actorUri(peer), object: note.id, to: author.id });
  remember(peer, "like", url, activity, author);
  return send(peer, [author], activity);
}

async function announce(peer, { note: url }) {
  const { note, author } = await lookNote(peer, url);
  const ccs = [peer.ctx.getFollowersUri(peer.name), author.id];
  const parts = { id: nextId(peer, "announce"), actor: actorUri(peer), object: note.id };
  const activity = new Announce({ ...parts, tos: [PUBLIC_COLLECTION], ccs });
  remember(peer, "announce", url, activity, author);
  return broadcast(peer, [author, ...followersOf(peer)], activity);
}

async function block(peer, { target }) {
  const actor = await lookActor(peer, target);
  const activity = new Block({ id: nextId(peer, "block"), actor: actorUri(peer), object: actor.id, to: actor.id });
  delete peer.state.followers[peer.name][actor.id.href];
  delete peer.state.following[peer.name][actor.id.href];
  remember(peer, "block", target, activity, actor);
  return send(peer, [actor], activity);
}

async function undoDone(peer, _order, kind, key) {
  const row = peer.state.done[peer.name][`${kind} ${key}`];
  if (!row) throw new Refused(`${peer.name} has done no ${kind} of ${key}`);
  const object = new KINDS[kind]({ id: new URL(row.id), actor: actorUri(peer), object: new URL(row.object) });
  const parts = { id: nextId(peer, "undo"), actor: actorUri(peer), object };
  const first = keptRecipient(row.recipient);
  const undo = new Undo(parts);
  const answer = await (kind === "announce" ? broadcast(peer, [first, ...followersOf(peer)], undo) : send(peer, [first], undo));
  delete peer.state.done[peer.name][`${kind} ${key}`];
  peer.state.save();
  return answer;
}

function settings({ state }, { follows }) {
  if (!["accept", "reject", "hold"].includes(follows)) throw new Refused("follows is accept, reject or hold");
  state.follows = follows;
  return { follows };
}

// The other accounts this one says it is as well: without them nobody can move here.
function alias({ state, name }, { target }) {
  state.aliases[name] = target ? [target] : [];
  state.save();
  return { aliases: state.aliases[name] };
}

// Fedify keeps a key it could not fetch as "unavailable" for ten minutes; a test that repairs the other side says forget.
function forget({ kv }) {
  kv.forget();
  return { forgotten: true };
}

const fetchUrl = (peer, order) => fetchOne(peer.keys, order);
const raw = (peer, order) => sendRaw(peer.keys, order);

export const verbs = { follow, reply, like, announce, edit, block, post, raw, fetch: fetchUrl, settings, forget, alias };
verbs["undo-follow"] = undoFollow;
verbs.unlike = (peer, order) => undoDone(peer, order, "like", order.note);
verbs.unannounce = (peer, order) => undoDone(peer, order, "announce", order.note);
verbs.unblock = (peer, order) => undoDone(peer, order, "block", order.target);
verbs.delete = deleteNote;
