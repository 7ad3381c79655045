// What the peer does with an activity that Fedify has verified.
import { Accept, Announce, Block, Create, Delete, Follow, isActor, Like, Move, Reject, Undo, Update } from "@fedify/vocab";

export function listen(federation, state, options) {
  const inbox = federation.setInboxListeners("/users/{identifier}/inbox", "/inbox");
  inbox
    .on(Follow, (ctx, follow) => onFollow(ctx, follow, state))
    .on(Accept, (ctx, accept) => onAnswer(ctx, accept, state, "accepted"))
    .on(Reject, (ctx, reject) => onAnswer(ctx, reject, state, "rejected"))
    .on(Undo, (ctx, undo) => onUndo(ctx, undo, state))
    .on(Create, (ctx, create) => onNote(ctx, create, state, "live"))
    .on(Update, (ctx, update) => onNote(ctx, update, state, "edited"))
    .on(Delete, (ctx, gone) => onDelete(gone, state))
    .on(Block, (_ctx, block) => keep(state, () => (state.blockedBy[block.actorId.href] = block.objectId.href)))
    .on(Move, (ctx, move) => onMove(ctx, move, state))
    .on(Like, () => undefined) // the record of what arrived is all a test asks for
    .on(Announce, () => undefined)
    .withIdempotency("global");
  // With a key of its own the shared inbox signs when it fetches the sender's key, as the personal inbox always does.
  if (options.signKeyFetch) inbox.setSharedKeyDispatcher(() => ({ identifier: "lena" }));
}

function keep(state, change) {
  change();
  state.save();
}

async function onFollow(ctx, follow, state) {
  const followed = ctx.parseUri(follow.objectId);
  if (followed?.type !== "actor" || state.follows === "hold") return;
  const name = followed.identifier;
  const follower = await follow.getActor({ ...ctx, documentLoader: await ctx.getDocumentLoader({ identifier: name }) });
  if (!isActor(follower) || follower.inboxId == null) throw new Error(`${follow.actorId.href} shows no actor with an inbox`);
  const accepted = state.follows === "accept";
  if (accepted) {
    const row = { inbox: follower.inboxId.href, sharedInbox: follower.endpoints?.sharedInbox?.href ?? null };
    keep(state, () => (state.followers[name][follower.id.href] = row));
  }
  const Answer = accepted ? Accept : Reject;
  const answer = new Answer({
    id: new URL(`${ctx.getActorUri(name).href}#${accepted ? "accept" : "reject"}-${crypto.randomUUID()}`),
    actor: follow.objectId,
    to: follow.actorId,
    object: follow,
  });
  // After the answer to this request, as servers with a queue do it: the other side has its 202 before the Accept comes.
  setTimeout(() => ctx.sendActivity({ identifier: name }, follower, answer).catch((error) => console.error(String(error))), 0);
}

// Only the one who was asked may answer, and only a follow that we did send.
function onAnswer(_ctx, answer, state, outcome) {
  for (const rows of Object.values(state.following)) {
    const row = rows[answer.actorId.href];
    const same = answer.objectId?.href === row?.followId || answer.objectId == null;
    if (row && same) keep(state, () => (row.state = outcome));
  }
}

// As servers practise it: who moves speaks for itself, and the account it moves to must name it, or nobody follows on.
async function onMove(ctx, move, state) {
  const from = move.actorId.href;
  if (move.objectId?.href !== from) throw new Error(`${from} moves somebody else`);
  const target = await move.getTarget(ctx);
  if (!isActor(target) || !target.aliasIds?.some((id) => id.href === from)) throw new Error(`${move.targetId?.href} does not name ${from}`);
  for (const [name, rows] of Object.entries(state.following)) {
    if (!(from in rows) || target.id.href === ctx.getActorUri(name).href) continue;
    const follow = new Follow({ id: new URL(`${ctx.getActorUri(name).href}#follow-${crypto.randomUUID()}`), actor: ctx.getActorUri(name), object: target.id, to: target.id });
    const row = { followId: follow.id.href, state: "requested", actor: target.id.href, inbox: target.inboxId.href, sharedInbox: null };
    keep(state, () => {
      delete rows[from];
      rows[target.id.href] = row;
    });
    setTimeout(() => ctx.sendActivity({ identifier: name }, target, follow).catch((error) => console.error(String(error))), 0);
  }
}

async function onUndo(ctx, undo, state) {
  const object = await undo.getObject(ctx);
  const name = object instanceof Follow ? ctx.parseUri(object.objectId)?.identifier : null;
  if (name && object.actorId.href === undo.actorId.href) {
    keep(state, () => delete state.followers[name][undo.actorId.href]);
  }
  if (object instanceof Block && object.actorId.href === undo.actorId.href) {
    keep(state, () => delete state.blockedBy[undo.actorId.href]);
  }
}

async function onNote(ctx, activity, state, status) {
  const object = await activity.getObject(ctx);
  if (object == null || isActor(object)) return; // Update of an actor: the record of what arrived is enough
  if (object.attributionId?.href !== activity.actorId.href) {
    throw new Error(`${activity.actorId.href} speaks for ${object.attributionId?.href}`);
  }
  const known = state.timeline[object.id.href];
  if (known?.status === "deleted") return;
  const seen = await asSeen(ctx, object);
  keep(state, () => (state.timeline[object.id.href] = { ...seen, status }));
}

// The object as Fedify understood it: a field missing here was not readable to a foreign server.
async function asSeen(ctx, object) {
  const attachments = [];
  for await (const one of object.getAttachments(ctx)) {
    attachments.push({ type: one.constructor.name, url: one.url?.href?.href ?? one.url?.href, mediaType: one.mediaType, alt: one.name?.toString() });
  }
  return {
    type: object.constructor.name,
    attributedTo: object.attributionId.href,
    content: object.content?.toString() ?? null,
    contents: object.contents.map((text) => ({ text: text.toString(), language: text.locale?.toString() ?? null })),
    name: object.name?.toString() ?? null,
    summary: object.summary?.toString() ?? null,
    sensitive: object.sensitive ?? null,
    inReplyTo: object.replyTargetId?.href ?? null,
    url: object.url?.href?.href ?? object.url?.href ?? null,
    published: object.published?.toString() ?? null,
    updated: object.updated?.toString() ?? null,
    to: object.toIds.map((id) => id.href),
    cc: object.ccIds.map((id) => id.href),
    attachments,
  };
}

function onDelete(gone, state) {
  const id = gone.objectId?.href;
  const row = state.timeline[id];
  if (row && row.attributedTo === gone.actorId.href) keep(state, () => (row.status = "deleted"));
}
