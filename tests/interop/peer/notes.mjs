// A stored note row as the ActivityPub objects Fedify sends: the Note itself and its Create.
import { Create, Mention, Note, PUBLIC_COLLECTION } from "@fedify/vocab";
import { Temporal } from "@js-temporal/polyfill";

export const noteUri = (ctx, row) => ctx.getObjectUri(Note, { identifier: row.actor, id: row.id });

// Public: to everybody, with the author answered in cc. Direct: to the author alone.
export function addressed(ctx, row) {
  const author = row.mention ? [new URL(row.mention.href)] : [];
  if (row.direct) return { tos: author, ccs: [] };
  return { tos: [PUBLIC_COLLECTION], ccs: [ctx.getFollowersUri(row.actor), ...author] };
}

export function noteOf(ctx, row) {
  return new Note({
    id: noteUri(ctx, row),
    attribution: ctx.getActorUri(row.actor),
    content: row.html,
    url: noteUri(ctx, row),
    replyTarget: row.inReplyTo ? new URL(row.inReplyTo) : null,
    published: Temporal.Instant.from(row.published),
    updated: row.updated ? Temporal.Instant.from(row.updated) : null,
    tags: row.mention ? [new Mention({ href: new URL(row.mention.href), name: row.mention.name })] : [],
    ...addressed(ctx, row),
  });
}

export function createOf(ctx, row) {
  return new Create({
    id: new URL(`${noteUri(ctx, row).href}#create`),
    actor: ctx.getActorUri(row.actor),
    object: noteOf(ctx, row),
    published: Temporal.Instant.from(row.published),
    ...addressed(ctx, row),
  });
}
